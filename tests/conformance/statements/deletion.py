x = 1
del x
try:
    x
except NameError as e:
    print(e)
a = [1, 2, 3, 4, 5]
del a[0], a[-1]
print(a)
del a[1:]
print(a)
d = {"a": 1, "b": {"c": 2}}
del d["a"], d["b"]["c"]
print(d)


class C:
    attr = "class"

    def __delattr__(self, name):
        print("delattr", name)
        super().__delattr__(name)

    def __delitem__(self, key):
        print("delitem", key)


c = C()
c.attr = "instance"
del c.attr
print(c.attr)
try:
    del c.attr
except AttributeError as e:
    print(e)
del c[1], c["x":"y"], (c[2], [c[3]])
p, q = 1, 2
del (p, q)
try:
    print(p)
except NameError as e:
    print(e)


def f():
    y = 1
    del y
    try:
        return y
    except UnboundLocalError as e:
        return str(e)


print(f())


def g(flag):
    if flag:
        z = 1
    try:
        print(z)
    except UnboundLocalError as e:
        print(e)


g(True)
g(False)


def outer():
    v = 1

    def inner():
        return v

    del v
    try:
        inner()
    except NameError as e:
        print(e)
    v = 2
    return inner()


print(outer())
del C.attr
print(hasattr(C, "attr"))
try:
    del undefined_name
except NameError as e:
    print(e)
for i in range(2):
    pass
del i
try:
    i
except NameError as e:
    print(e)
