from math import gcd


class Rational:
    __slots__ = ("n", "d")

    def __init__(self, n: int, d: int = 1) -> None:
        if d == 0:
            raise ZeroDivisionError(f"Rational({n}, 0)")
        g = gcd(n, d)
        if d < 0:
            g = -g
        self.n = n // g
        self.d = d // g

    @classmethod
    def parse(cls, text: str) -> "Rational":
        n, _, d = text.partition("/")
        return cls(int(n), int(d or 1))

    def _coerce(self, other):
        if isinstance(other, Rational):
            return other
        if isinstance(other, int):
            return Rational(other)
        return None

    def __add__(self, other):
        o = self._coerce(other)
        return NotImplemented if o is None else Rational(self.n * o.d + o.n * self.d, self.d * o.d)

    __radd__ = __add__

    def __neg__(self):
        return Rational(-self.n, self.d)

    def __sub__(self, other):
        return self + -other

    def __rsub__(self, other):
        return -self + other

    def __mul__(self, other):
        o = self._coerce(other)
        return NotImplemented if o is None else Rational(self.n * o.n, self.d * o.d)

    __rmul__ = __mul__

    def __truediv__(self, other):
        o = self._coerce(other)
        return NotImplemented if o is None else Rational(self.n * o.d, self.d * o.n)

    def __rtruediv__(self, other):
        return Rational(other) / self

    def __pow__(self, k: int):
        return Rational(self.n**k, self.d**k) if k >= 0 else Rational(self.d**-k, self.n**-k)

    def __eq__(self, other):
        o = self._coerce(other)
        return NotImplemented if o is None else (self.n, self.d) == (o.n, o.d)

    def __lt__(self, other):
        o = self._coerce(other)
        return NotImplemented if o is None else self.n * o.d < o.n * self.d

    def __hash__(self):
        return hash(self.n) if self.d == 1 else hash((self.n, self.d))

    def __float__(self):
        return self.n / self.d

    def __bool__(self):
        return self.n != 0

    def __repr__(self):
        return f"Rational({self.n}, {self.d})"

    def __str__(self):
        return f"{self.n}" if self.d == 1 else f"{self.n}/{self.d}"

    def __format__(self, spec):
        return format(float(self), spec) if spec else str(self)


a, b = Rational(1, 2), Rational(-3, -4)
print(a + b, a - b, a * b, a / b, 1 + a, 1 - a, 2 * b, 3 / b, a**3, b**-2, -a, a == Rational(2, 4), a < b, sorted([b, a, Rational(1, 3)]), f"{b:.3f} {b}", float(a), bool(a - a), hash(Rational(5)) == hash(5), {a: 1}[Rational(2, 4)], Rational.parse("10/4"), repr(Rational.parse("7")))
harmonic = sum((Rational(1, k) for k in range(1, 31)), Rational(0))
print(harmonic, f"{harmonic:.12f}")
for f in (lambda: Rational(1, 0), lambda: a / 0, lambda: a + "x", lambda: a < "x", lambda: Rational.parse("x/y")):
    try:
        print(f())
    except (ZeroDivisionError, TypeError, ValueError) as e:
        print(type(e).__name__, e)
