a = None
b = None
print(a is b, True is (1 == 1), False is (1 == 2), () == (), ... is Ellipsis)
small = 100
other = 99 + 1
print(small is other, id(small) == id(other))
l = [1, 2]
m = l
n = list(l)
print(l is m, l is n, l == n, id(l) == id(m), id(l) != id(n))
s = "constant"
t = "constant"
print(s is t, s is "".join(["con", "stant"]) or s == "".join(["con", "stant"]))


class C:
    pass


c = C()
print(c is c, C() is C(), c.__class__ is C, type(c) is C, C is C)


def f():
    pass


g = f
print(f is g, f is not g, f.__call__ is not None, c in [c], c in [C()])
x = 1.5
y = x
print(x is y, [x][0] is x, (x,)[0] is x)
nan = float("nan")
print(nan in [nan], [nan].count(nan), [nan].index(nan), {nan: 1}[nan], nan == nan)
d = {}
d["self"] = d
print(d["self"] is d, d["self"]["self"] is d)
keys = {id(l): "l", id(c): "c"}
print(keys[id(m)], keys[id(c)], id(n) in keys)
