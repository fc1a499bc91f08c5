import sys

print(len(sys.argv), sys.argv[1:])
total = 0
for a in sys.argv[1:]:
    try:
        total += int(a)
    except ValueError:
        print("skip", repr(a))
print(total)
