import math

print([math.factorial(n) for n in (0, 1, 5, 20, 25)], math.gcd(), math.gcd(12), math.gcd(48, 18, 30), math.gcd(-4, 6), math.gcd(2**100, 6**60), math.lcm(), math.lcm(4, 6), math.lcm(2, 3, 5), math.lcm(0, 5), math.comb(5, 2), math.comb(50, 25), math.comb(3, 5), math.perm(5, 2), math.perm(5), math.isqrt(99), math.isqrt(10**40), math.isqrt(0))
print(math.ceil(2**70 + 0.5), math.floor(-0.5), math.trunc(-2.7), math.log(10**400), math.log2(2**1000), math.log10(10**50), math.sqrt(10**30), math.floor(1e20), type(math.ceil(1.5)))
for f in (lambda: math.factorial(-1), lambda: math.factorial(1.5), lambda: math.sqrt(-1), lambda: math.log(0), lambda: math.log(-1), lambda: math.comb(-1, 2), lambda: math.isqrt(-1), lambda: math.isqrt(1.5), lambda: math.exp(1000), lambda: math.pow(0, -1), lambda: math.fmod(1, 0), lambda: math.gcd(1.5), lambda: math.ceil("a"), lambda: math.sqrt("a"), lambda: math.floor(math.inf), lambda: math.floor(math.nan), lambda: math.sin(math.inf), lambda: math.ldexp(1, 10**5), lambda: math.prod(["a", "b"]), lambda: math.dist([1], [1, 2]), lambda: math.sqrt(), lambda: math.sqrt(1, 2), lambda: math.sumprod([1], [1, 2]), lambda: math.fsum([1, "a"]), lambda: math.log(2, 1), lambda: math.nope, lambda: math.sqrt(10**400), lambda: math.perm(3, -1), lambda: math.acos(2)):
    try:
        print(f())
    except (ValueError, TypeError, OverflowError, ZeroDivisionError, AttributeError) as e:
        print(type(e).__name__, e)


class F:
    def __float__(self):
        return 4.0

    def __ceil__(self):
        return "ceil"

    def __floor__(self):
        return "floor"

    def __trunc__(self):
        return "trunc"


print(math.sqrt(F()), math.ceil(F()), math.floor(F()), math.trunc(F()), math.sqrt(True))
