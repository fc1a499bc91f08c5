import math

values = [0, 1, -1, 0.5, -0.5, 2, 10, 100.25, -3.75, 1e10, 1e-10]
one_arg = ["ceil", "floor", "trunc", "fabs", "exp", "expm1", "exp2", "sin", "cos", "tan", "atan", "sinh", "cosh", "tanh", "asinh", "erf", "erfc", "degrees", "radians", "isfinite", "isinf", "isnan", "modf", "frexp", "ulp"]
for name in one_arg:
    f = getattr(math, name)
    row = []
    for v in values:
        try:
            row.append(f(v))
        except (OverflowError, ValueError) as e:
            row.append(f"{type(e).__name__}: {e}")
    print(name, row)
for name in ("sqrt", "log", "log2", "log10", "log1p", "acos", "asin", "acosh", "atanh", "gamma", "lgamma"):
    f = getattr(math, name)
    for v in (0, 0.5, 1, 2, 10, -0.5, -2, 1e300, math.inf, -math.inf, math.nan):
        try:
            print(name, v, f(v))
        except (OverflowError, ValueError) as e:
            print(name, v, type(e).__name__, e)
print(math.pi, math.e, math.tau, math.inf, math.nan)
print(math.pow(2, 0.5), math.fmod(-7, 3), math.remainder(7, 4), math.copysign(1, -0.0), math.hypot(3, 4), math.hypot(1, 2, 2), math.hypot(), math.dist([1, 2], [4, 6]), math.atan2(1, -1), math.ldexp(0.5, 4), math.nextafter(1, 2), math.nextafter(1, 2, steps=3), math.log(8, 2), math.log(100, 10), math.fma(2, 3, 4))
print(math.isclose(0.1 + 0.2, 0.3), math.isclose(1, 1.1, rel_tol=0.2), math.isclose(0, 1e-10, abs_tol=1e-9), math.fsum([0.1] * 10), math.sumprod([1, 2, 3], [4, 5, 6]), math.sumprod([0.5, 2], [4, 1]), math.prod([1, 2, 3, 4]), math.prod([0.5, 2], start=3), math.prod([]))
# C libraries differ in the last digit of some cube roots.
print([f"{math.cbrt(x):.14g}" for x in (0.0, 27.0, -8.0, 0.5, 10.0, 98.125, 1e10, 1e-10, -3.75, 5e-324)])
