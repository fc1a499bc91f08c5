class Fallback:
    real = 1

    def __getattr__(self, name):
        if name.startswith("x"):
            return f"made {name}"
        raise AttributeError(f"no attribute {name}")


f = Fallback()
print(f.real, f.xyz, hasattr(f, "abc"), getattr(f, "abc", "default"))
try:
    f.abc
except AttributeError as e:
    print(e)


class Logged:
    def __init__(self):
        self.a = 1

    def __setattr__(self, name, value):
        print("set", name, value)
        object.__setattr__(self, name, value * 2 if isinstance(value, int) else value)

    def __getattribute__(self, name):
        if name != "__class__":
            print("get", name)
        return super().__getattribute__(name)

    def __delattr__(self, name):
        print("del", name)
        object.__delattr__(self, name)


l = Logged()
l.b = 5
print(l.a + l.b)
del l.b
print(hasattr(l, "b"))


class Frozen:
    def __init__(self, **kw):
        self.__dict__.update(kw)

    def __setattr__(self, name, value):
        raise TypeError(f"{type(self).__name__} is frozen")


z = Frozen(p=1, q=2)
print(z.p, z.q, z.__dict__)
try:
    z.p = 3
except TypeError as e:
    print(e)
z.__dict__["p"] = 10
print(z.p)


class Proxy:
    def __init__(self, target):
        object.__setattr__(self, "_target", target)

    def __getattr__(self, name):
        return getattr(self._target, name)

    def __setattr__(self, name, value):
        setattr(self._target, name, value)


class T:
    value = 5

    def double(self):
        return self.value * 2


t = T()
p = Proxy(t)
p.value = 21
print(p.double(), t.value, p.value)


class Private:
    def __init__(self):
        self.__secret = 1
        self._shared = 2

    def get(self):
        return self.__secret

    def __method(self):
        return "private"

    def call(self):
        return self.__method()


class SubPrivate(Private):
    def __init__(self):
        super().__init__()
        self.__secret = "sub"


s = SubPrivate()
print(s.get(), s.call(), sorted(s.__dict__), s._Private__secret, s._SubPrivate__secret)
try:
    s.__secret
except AttributeError as e:
    print(e)
d = {}
o = T()
o.__dict__["injected"] = "yes"
print(o.injected, "injected" in vars(o), dir(o)[-2:])
T.value = 100
print(T().value, o.value, p.value)
name = "computed"
setattr(o, name + "_attr", [1])
print(o.computed_attr, getattr(o, "computed" + "_attr"), getattr(o, "double")())
try:
    getattr(o, "nothing")
except AttributeError as e:
    print(e, e.name, e.obj is o)
