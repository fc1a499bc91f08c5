for f in (lambda: [0] * 10**15, lambda: "x" * 10**15, lambda: b"x" * 10**15, lambda: (1,) * 10**15, lambda: [1, 2] * 2**62, lambda: bytes(10**15), lambda: "ab" * 2**62, lambda: " ".ljust(10**15), lambda: "a".zfill(10**16)):
    try:
        f()
        print("no error")
    except MemoryError as e:
        print("MemoryError", e.args)
    except OverflowError as e:
        print("OverflowError", e)
x = [1, 2, 3]
try:
    x *= 10**15
except MemoryError:
    print("in place", x)
for f in (lambda: [0] * 2**64, lambda: "x" * 2**70, lambda: bytes(2**65), lambda: range(2**70)[2**69], lambda: "a"[2**70], lambda: [1][2**65], lambda: [1, 2, 3][: 2**70], lambda: "abc"[-(2**70) :], lambda: "a".center(2**70)):
    try:
        print(f())
    except (MemoryError, OverflowError, IndexError) as e:
        print(type(e).__name__, e)
print("still running")
