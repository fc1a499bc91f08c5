for v in (0.0, 1.0, -2.5, 0.1, 1e300, 1e-300, 123.456):
    print(v.hex(), v.as_integer_ratio(), v.is_integer(), float.fromhex(v.hex()) == v, v.real, v.imag, v.conjugate())
print(float.fromhex("0x1.8p3"), float.fromhex("-0x.1p-3"), float.fromhex("inf"), float.fromhex("10"), (3.7).__trunc__(), (3.7).__floor__(), (3.2).__ceil__(), (2.5).__int__())
for v in (0.5, 1.5, 2.5, -0.5, -1.5, 2.675, 1e20, 123.456):
    print(v, round(v), round(v, 1), round(v, 2), round(v, -1), round(v, 0), round(v, None), type(round(v)), type(round(v, 0)))
for v in (float("inf"), float("nan")):
    for f in (round, float.as_integer_ratio, int):
        try:
            print(f(v))
        except (OverflowError, ValueError) as e:
            print(type(e).__name__, e)
    print(v.is_integer(), v.hex(), round(v, 2))
print(round(1234.5678, 2), round(1234.5678, -2), round(0.15, 1), round(0.25, 1), round(0.35, 1), round(1e-5, 3), round(5e15 + 0.5, 1))
print((1.5).__add__(2), (1.5).__radd__(2), (1.5).__add__("x"), (7.5).__floordiv__(2), (7.5).__mod__(2), (1.0).__eq__(1), (1.0).__lt__(2), (1.5).__neg__(), (-1.5).__abs__(), (0.0).__bool__())
print(float.from_number(3), float.from_number(2.5))
try:
    float.from_number("3")
except TypeError as e:
    print(e)
