import sys

print()
print(1, "a", None, [1], sep="-", end="!\n")
print("a", "b", sep="")
print("a", "b", sep=None, end=None)
print(*[1, 2, 3], sep=", ")
print("no newline", end="")
print()
print("to stderr", file=sys.stderr)
print("flushed", flush=True)


class Writer:
    def __init__(self):
        self.parts = []

    def write(self, s):
        self.parts.append(s)


w = Writer()
print("x", 1, sep="+", end=";", file=w)
print(file=w)
print(w.parts)


class S:
    def __str__(self):
        return "S!"


print(S(), [S()].__len__(), "é", "日本", "😀", "\ttab", "nul\x00".replace("\x00", "0"))
for f in (lambda: print(sep=1), lambda: print(end=1), lambda: print(file=5), lambda: print(bad=1), lambda: print(1, sep=b"x")):
    try:
        f()
    except (TypeError, AttributeError) as e:
        print(type(e).__name__, e)


class BadStr:
    def __str__(self):
        raise ValueError("in str")


try:
    print("before", BadStr())
except ValueError as e:
    print()
    print(e)
print(print(end=""), 1.0, 1e100, -0.0, True, b"bytes", (1,), {1: 2}, {3}, range(2), 10**25)
sys.stdout.write("direct\n")
print(sys.stdout.write("four"), file=sys.stderr)
print()
print("\n".join(["multi", "line"]), "end", sep="\n")
print("a\rb".encode(), "x" * 1000 == "x" * 1000, file=None)
