import builtins

print(exit)
print(repr(quit), type(quit).__name__)
print(builtins.exit is exit, exit.name, quit.eof)
for leave in exit, quit:
    for code in None, 0, 3, "text":
        try:
            leave(code)
        except SystemExit as e:
            print(type(e).__name__, e.code)
try:
    exit(1, 2)
except TypeError as e:
    print(e)
if False:
    exit
quit(4)
