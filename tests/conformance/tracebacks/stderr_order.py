import sys

print("out 1")
print("err 1", file=sys.stderr)
print("out 2", flush=True)
sys.stderr.write("err 2\n")
sys.stdout.write("no newline at end")
raise NotImplementedError
