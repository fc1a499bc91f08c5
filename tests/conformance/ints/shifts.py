for n in (0, 1, -1, 5, -5, 255, 2**62, -2**62, 2**100 + 1, -2**100 - 1):
    for s in (0, 1, 3, 61, 62, 63, 64, 65, 130):
        print(n, s, n << s, n >> s)
for n, s in ((1, -1), (5, -3)):
    try:
        n << s
    except ValueError as e:
        print(e)
    try:
        n >> s
    except ValueError as e:
        print(e)
try:
    1 << 1.0
except TypeError as e:
    print(e)
x = 1
for _ in range(70):
    x <<= 1
print(x)
for _ in range(60):
    x >>= 1
print(x)
print(0 << 10**18, 0 >> 10**18, -5 >> 10**18, 7 >> 10**30)
try:
    print(1 << 10**14)
except (MemoryError, OverflowError) as e:
    print(type(e).__name__)
