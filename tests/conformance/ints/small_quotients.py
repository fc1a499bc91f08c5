"""Quotients of big ints that have one word, and those that just do not."""

import random

r = random.Random(5)
checked = 0


def check(a: int, b: int) -> None:
    global checked
    for x, y in ((a, b), (-a, b), (a, -b), (-a, -b)):
        q = x // y
        rest = x - q * y
        assert 0 <= rest < y if y > 0 else y < rest <= 0, (x, y, q)
        assert divmod(x, y) == (q, rest) and x % y == rest
        checked += 1


for bits in (63, 64, 65, 100, 127, 128, 129, 191, 192, 193, 256, 1000, 4096):
    for _ in range(60):
        b = r.getrandbits(bits) | 1 << bits - 1
        q = r.choice([0, 1, 2, 9, r.getrandbits(30), 2**62, 2**63 - 1, 2**63, 2**64 - 1, 2**64, r.getrandbits(64), r.getrandbits(70)])
        for rest in (0, 1, b - 1, r.randrange(b)):
            check(q * b + rest, b)
    for b in (2**bits, 2**bits - 1, 2**bits + 1, 2**bits - 2**(bits // 2), (2**bits - 1) << 64, (1 << bits) + (1 << 64)):
        for a in (b, b - 1, b + 1, b * 2**63, b * 2**64 - 1, b * 2**64, b * (2**64 - 1), b * 7 - 1, b * 2**62 + b // 2, 2**(bits + 64) - 1):
            check(a, b)
        for factor in (0, 1, -1, 10, -10, 2**62 - 1, -(2**62), 2**63 - 1):
            product = b * factor
            assert product == factor * b == sum([b] * abs(factor) if abs(factor) < 11 else [b * (factor // 2), b * (factor - factor // 2)]) * (-1 if -11 < factor < 0 else 1)
            assert factor == 0 or product // factor == b and product // b == factor
print(checked)
