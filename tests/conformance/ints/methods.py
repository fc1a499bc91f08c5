n = 1000
print(n.bit_length(), (0).bit_length(), (-1).bit_length(), (2**100).bit_length(), n.bit_count(), (-7).bit_count())
print(n.to_bytes(2, "big"), n.to_bytes(4, "little"), (-1).to_bytes(2, "big", signed=True), (5).to_bytes(), n.to_bytes(length=3, byteorder="little"))
print(int.from_bytes(b"\x03\xe8", "big"), int.from_bytes(b"\xff\xff", "big", signed=True), int.from_bytes(b"\x01\x02\x03", "little"), int.from_bytes([1, 0]), int.from_bytes(b""))
for args, kw in (((1, "big"), {}), ((2, "middle"), {}), ((-1, "big"), {}), ((1, "big"), {"signed": True})):
    try:
        print(n.to_bytes(*args, **kw))
    except (OverflowError, ValueError) as e:
        print(type(e).__name__, e)
try:
    (-5).to_bytes(2, "big")
except OverflowError as e:
    print(e)
print(n.numerator, n.denominator, n.real, n.imag, n.conjugate(), n.is_integer(), n.as_integer_ratio())
print((10).__add__(5), (10).__sub__("x"), int.__mul__(3, 4), (7).__floordiv__(2), (7).__rsub__(10), (5).__neg__(), (5).__index__(), (3).__lt__(4), (3).__eq__(3.0))
print(round(15, -1), round(25, -1), round(35, -1), round(-15, -1), round(12345, -3), round(7), round(7, 2), round(5, -1), round(10**30 + 5 * 10**9, -10))
print(isinstance(5, int), type(5), type(5) is int, int.__name__, (5).__class__)
print(divmod(2**70, 3), (17).__divmod__(5), (2).__pow__(5), (2).__pow__(5, 3))
