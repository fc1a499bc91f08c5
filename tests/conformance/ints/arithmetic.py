# Every arithmetic operator on small, large and mixed-sign operands.
values = [0, 1, -1, 2, -2, 7, -7, 100, 2**31, -2**31, 2**62 - 1, 2**62, -2**62, -2**62 - 1, 2**63, 2**64 + 3, -10**25]


def show(a, b):
    parts = [a + b, a - b, a * b]
    if b != 0:
        parts.extend([a // b, a % b, divmod(a, b)])
    print(a, b, parts)


for a in values:
    for b in values:
        show(a, b)
for a in values:
    print(a, -a, +a, ~a, abs(a), bool(a), a.bit_length(), a.bit_count())
