x = "global"


def read():
    return x


def local():
    x = "local"
    return x


def write():
    global x, created
    x = "written"
    created = "new global"


print(read(), local(), x)
write()
print(x, created)


def counter(start=0):
    n = start

    def inc(by=1):
        nonlocal n
        n += by
        return n

    def get():
        return n

    return inc, get


inc, get = counter(10)
print(inc(), inc(5), get())
inc2, get2 = counter()
inc2()
print(get(), get2())


def three():
    v = 1

    def mid():
        nonlocal v
        v = 2

        def inner():
            nonlocal v
            v += 10
            return v

        return inner()

    return mid(), v


print(three())
fns = [lambda: i for i in range(3)]
print([f() for f in fns])
fns = [lambda i=i: i for i in range(3)]
print([f() for f in fns])


def late():
    fs = []
    for k in "ab":

        def f():
            return k

        fs.append(f)
    return [f() for f in fs]


print(late())
y = "module"


class C:
    y = "class"
    z = y + "!"

    def method(self):
        return y

    inner = [y for _ in range(1)]


print(C.y, C.z, C().method(), C.inner)


def shadow(len):
    return len


print(shadow(3), len("abc"))


def unbound():
    try:
        print(y)
    except UnboundLocalError as e:
        print(e)
    y = 1


unbound()


def free_before():
    def inner():
        return later

    try:
        inner()
    except NameError as e:
        print(e)
    later = 5
    return inner()


print(free_before())
try:
    print(nowhere)
except NameError as e:
    print(e, e.name)
for loop_var in range(3):
    pass
print(loop_var, [loop_var for loop_var in range(10)][-1], loop_var)
print(callable(len))
len = lambda x: "shadowed"
print(len([]))
del len
print(len([]))


def recursive(n):
    def down(k):
        return 0 if k == 0 else k + down(k - 1)

    return down(n)


print(recursive(10))
try:
    pass
except Exception as err:
    pass
try:
    1 / 0
except ZeroDivisionError as err:
    pass
try:
    err
except NameError as e:
    print(e)
print(globals()["x"], "created" in globals(), __name__)
