values = [0.0, -0.0, 1.0, -1.0, 0.1, 0.2 + 0.1, 1 / 3, 1e16, 1e15, 123456789012345678.0, 1e22, 1e23, 1e-4, 1e-5, 0.00012345, 1.5e300, 5e-324, 2.2250738585072014e-308, 1.7976931348623157e308, 9007199254740993.0, 3.141592653589793, 100.0, 1e100, 123.456e-7]
for v in values:
    print(v, repr(v), str(v), [v], (v,), {v: v}, f"{v}", f"{v!r}", -v)
inf = float("inf")
nan = float("nan")
print(inf, -inf, nan, [inf, nan], 1e999, -1e999)
print(float("1e5"), float("  2.5\n"), float("-.5"), float("5."), float("1_0.0_1"), float("InF"), float("-Infinity"), float("NAN"), float("+1E-2"), float(), float(7), float(True), float("١.٥"))
for text in ("", "abc", "1e", "1__0", "0x10", "1,5", "--1", ".", "1 2", "é"):
    try:
        print(float(text))
    except ValueError as e:
        print(e)
for v in (None, [], {}):
    try:
        float(v)
    except TypeError as e:
        print(e)
print(1_000.5, 1e1_0, .5, 5., 0e0, 1E+3)
