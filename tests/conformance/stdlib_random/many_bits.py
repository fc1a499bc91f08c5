# Many random bits at once, and how many are too many.
import random

r = random.Random(8)
for k in (1, 31, 32, 33, 63, 64, 65, 95, 96, 97, 128, 200, 1000):
    print(k, r.getrandbits(k))
print(r.getrandbits(100_000) % 1_000_000_007, len(r.randbytes(50_000)), r.randbytes(9), r.random())
for k in (-1, 1 << 64, (1 << 64) - 1, 10.5):
    try:
        r.getrandbits(k)
    except (ValueError, OverflowError, MemoryError, TypeError) as e:
        print(type(e).__name__, e)
print(r.random())
