import operator as op

a, b = 17, 5
binary = ["add", "sub", "mul", "truediv", "floordiv", "mod", "pow", "lshift", "rshift", "and_", "or_", "xor", "eq", "ne", "lt", "le", "gt", "ge", "is_", "is_not"]
print({name: getattr(op, name)(a, b) for name in binary})
print(op.neg(5), op.pos(-5), op.abs(-5), op.invert(5), op.inv(5), op.not_(0), op.truth([]), op.index(True), op.is_none(None), op.is_not_none(None))
print(op.concat("a", "b"), op.contains([1, 2], 2), op.countOf([1, 1, 2], 1), op.indexOf("abc", "c"), op.getitem({"k": 1}, "k"), op.length_hint([1, 2]), op.call(max, 1, 2))
l = [1, 2, 3]
op.setitem(l, 0, "x")
op.delitem(l, 1)
print(l, op.iadd(l, [4]), l, op.ior({1}, {2}), op.imul(3, 4), op.iconcat([1], [2]))
get = op.itemgetter(1)
print(get("abc"), op.itemgetter(0, -1)([1, 2, 3]), op.itemgetter("k")({"k": "v"}), sorted([(2, "a"), (1, "b")], key=op.itemgetter(0)), list(map(op.itemgetter("n"), [{"n": 1}, {"n": 2}])), op.itemgetter(slice(1, 3))("abcd"))


class P:
    def __init__(self, x):
        self.x = x
        self.child = self

    def scale(self, k, *, plus=0):
        return self.x * k + plus


p = P(3)
print(op.attrgetter("x")(p), op.attrgetter("child.child.x")(p), op.attrgetter("x", "child.x")(p), op.methodcaller("scale", 4, plus=1)(p), op.methodcaller("upper")("abc"), [q.x for q in sorted([P(2), P(1)], key=op.attrgetter("x"))])
for f in (lambda: op.attrgetter("nope")(p), lambda: op.itemgetter(9)([1]), lambda: op.indexOf([1], 2), lambda: op.add(1, "a"), lambda: op.itemgetter(), lambda: op.attrgetter(1), lambda: op.concat(1, 2), lambda: op.methodcaller("nope")(p), lambda: op.index(1.5)):
    try:
        print(f())
    except (AttributeError, IndexError, ValueError, TypeError) as e:
        print(type(e).__name__, e)
print(repr(op.itemgetter(1, "a")), repr(op.attrgetter("x.y")), repr(op.methodcaller("m", 1, k=2)))
