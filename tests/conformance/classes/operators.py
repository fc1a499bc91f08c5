class V:
    def __init__(self, x, y):
        self.x, self.y = x, y

    def __repr__(self):
        return f"V({self.x}, {self.y})"

    def __add__(self, o):
        if isinstance(o, V):
            return V(self.x + o.x, self.y + o.y)
        if isinstance(o, int):
            return V(self.x + o, self.y + o)
        return NotImplemented

    __radd__ = __add__

    def __sub__(self, o):
        return V(self.x - o.x, self.y - o.y)

    def __mul__(self, k):
        return V(self.x * k, self.y * k)

    def __rmul__(self, k):
        return self * k

    def __matmul__(self, o):
        return self.x * o.x + self.y * o.y

    def __truediv__(self, k):
        return V(self.x / k, self.y / k)

    def __neg__(self):
        return V(-self.x, -self.y)

    def __pos__(self):
        return self

    def __abs__(self):
        return (self.x**2 + self.y**2) ** 0.5

    def __invert__(self):
        return V(self.y, self.x)

    def __bool__(self):
        return bool(self.x or self.y)

    def __eq__(self, o):
        return isinstance(o, V) and (self.x, self.y) == (o.x, o.y)

    def __lt__(self, o):
        return abs(self) < abs(o)

    def __getitem__(self, i):
        return (self.x, self.y)[i]

    def __len__(self):
        return 2

    def __iter__(self):
        yield self.x
        yield self.y

    def __contains__(self, v):
        return v in (self.x, self.y)

    def __call__(self, f):
        return V(f(self.x), f(self.y))

    def __round__(self, n=None):
        return ("round", n)

    def __divmod__(self, o):
        return ("divmod", o)

    def __rdivmod__(self, o):
        return ("rdivmod", o)

    def __pow__(self, o, mod=None):
        return ("pow", o, mod)

    def __rpow__(self, o):
        return ("rpow", o)

    def __floordiv__(self, o):
        return ("floordiv", o)

    def __mod__(self, o):
        return ("mod", o)

    def __lshift__(self, o):
        return ("lshift", o)

    def __rshift__(self, o):
        return ("rshift", o)

    def __and__(self, o):
        return ("and", o)

    def __rand__(self, o):
        return ("rand", o)

    def __or__(self, o):
        return ("or", o)

    def __xor__(self, o):
        return ("xor", o)


a, b = V(1, 2), V(3, 4)
print(a + b, a + 1, 1 + a, a - b, a * 3, 3 * a, a @ b, b / 2, -a, +a, abs(b), ~a, bool(V(0, 0)), not a, a == V(1, 2), a != b, a < b, a > b, sorted([b, a]), a[0], a[-1], len(a), list(a), 2 in a, 5 in a, a(lambda v: v * 10), sum([a, b], V(0, 0)), sum([a, b]))
print(round(a), round(a, 2), divmod(a, 5), divmod(5, a), a**2, 2**a, pow(a, 2, 3), a // 1, a % 2, a << 1, a >> 2, a & 1, 1 & a, a | 2, a ^ 3, max(a, b), [*a], (lambda p, q: p + q)(*a))
x, y = a
print(x, y)
c = a
c += b
c *= 2
print(c, a)
for f in (lambda: a + "s", lambda: "s" + a, lambda: a <= b, lambda: a >= 1, lambda: 5 - a, lambda: 2 @ a, lambda: {a: 1}, lambda: 1 << a, lambda: a + 1.5, lambda: 1 | a, lambda: a - 5):
    try:
        print(f())
    except (TypeError, AttributeError) as e:
        print(type(e).__name__, e)
