import copy


class P:
    def __init__(self, x, parts=None):
        self.x = x
        self.parts = parts or []

    def __eq__(self, o):
        return self.__dict__ == o.__dict__


p = P(1, [[1], {"k": P(2)}])
s, d = copy.copy(p), copy.deepcopy(p)
print(s == p, d == p, s.parts is p.parts, d.parts is p.parts, d.parts[1]["k"] is p.parts[1]["k"])
p.parts[0].append(9)
print(s.parts[0], d.parts[0])
l = [1, [2, 3], (4, [5])]
c, e = copy.copy(l), copy.deepcopy(l)
l[1].append("x")
l[2][1].append("y")
print(c, e, copy.copy("s"), copy.deepcopy(None), copy.copy({1: [2]}), copy.deepcopy({1, 2}), copy.copy(frozenset([1])), copy.deepcopy(range(3)), copy.deepcopy(len) is len, copy.copy(P) is P)
rec = [1]
rec.append(rec)
r = copy.deepcopy(rec)
print(r[1] is r, r is not rec, r)
shared = [0]
pair = copy.deepcopy([shared, shared])
print(pair[0] is pair[1])


class Custom:
    def __init__(self, v):
        self.v = v

    def __copy__(self):
        return Custom(("copied", self.v))

    def __deepcopy__(self, memo):
        return Custom(("deep", copy.deepcopy(self.v, memo)))


print(copy.copy(Custom(1)).v, copy.deepcopy([Custom([2])])[0].v)


class Slots:
    __slots__ = ("a",)


x = Slots()
x.a = [1]
y = copy.deepcopy(x)
print(y.a, y.a is x.a, copy.copy(x).a is x.a)


class Sub(list):
    pass


z = Sub([1, [2]])
z.attr = "a"
w = copy.deepcopy(z)
print(w, type(w).__name__, w.attr, w[1] is z[1])
t = (1, 2, "immutable")
print(copy.deepcopy(t) is t, copy.copy(t) is t, copy.deepcopy((1, [2])), copy.replace is not None)
print(issubclass(copy.Error, Exception), copy.Error is copy.error)
