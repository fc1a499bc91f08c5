values = [0, 1, -1, 0b1010, -0b1010, 0xFF, 2**62 - 1, -2**62, 2**63, 2**70 + 12345, -(2**70) - 12345]
for a in values:
    for b in values:
        print(a & b, a | b, a ^ b)
    print(~a)
a = 0b1100
a &= 0b0110
print(a)
a |= 0b1001
print(bin(a))
a ^= 0xFF
print(hex(a))
print(True & 3, True | 6, True ^ True, False | False, type(True & False), type(True & 1))
for expr in (lambda: 1 & 1.0, lambda: "a" | 1, lambda: [1] ^ 2, lambda: ~1.5, lambda: ~"x"):
    try:
        expr()
    except TypeError as e:
        print(e)
