nan = float("nan")
inf = float("inf")
for a in (1.0, nan, inf, -inf, 0.0, -0.0, 2):
    for b in (1.0, nan, inf, -0.0, 2**53 + 1, 1):
        print(a, b, a == b, a != b, a < b, a <= b, a > b, a >= b)
print(nan is nan, nan in [nan], [nan] == [nan], nan == nan, (nan,) == (nan,), {nan: 1}.get(nan))
print(max(1.0, 2, 0.5), min(1.0, 1), max(nan, 1.0), max(1.0, nan), min([3.5, -2.5, 0]))
print(sorted([2.5, -1.0, 3, 0.0, -0.0, inf, -inf]))
for f in (lambda: 1.0 < "a", lambda: 1.0 >= None, lambda: 1.5 < []):
    try:
        f()
    except TypeError as e:
        print(e)
print(hash(0.5), hash(1.5), hash(-1.5), hash(1e300), hash(inf), hash(-inf), hash(0.0), hash(-0.0), hash(3.0) == hash(3), hash(0.1))
print(bool(0.0), bool(-0.0), bool(nan), bool(1e-300), not 0.0, 0.0 or "zero", 2.5 and "nonzero")
