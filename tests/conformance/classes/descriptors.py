class Typed:
    def __init__(self, kind):
        self.kind = kind

    def __set_name__(self, owner, name):
        print("set_name", owner.__name__, name)
        self.name = name

    def __get__(self, obj, owner=None):
        if obj is None:
            return self
        return obj.__dict__.get(self.name, f"unset {self.name}")

    def __set__(self, obj, value):
        if not isinstance(value, self.kind):
            raise TypeError(f"{self.name} must be {self.kind.__name__}, not {type(value).__name__}")
        obj.__dict__[self.name] = value

    def __delete__(self, obj):
        print("delete", self.name)
        obj.__dict__.pop(self.name, None)


class Person:
    name = Typed(str)
    age = Typed(int)

    def __init__(self, name, age):
        self.name = name
        self.age = age


p = Person("Ann", 30)
print(p.name, p.age, p.__dict__, type(Person.name).__name__)
p.age += 1
print(p.age)
try:
    p.age = "old"
except TypeError as e:
    print(e)
del p.age
print(p.age)


class NonData:
    def __get__(self, obj, owner):
        return "from descriptor", obj is None, owner.__name__


class C:
    nd = NonData()


c = C()
print(c.nd, C.nd)
c.nd = "instance wins"
print(c.nd, C.nd[1])


class Lazy:
    def __init__(self, f):
        self.f = f

    def __set_name__(self, owner, name):
        self.name = name

    def __get__(self, obj, owner):
        value = self.f(obj)
        obj.__dict__[self.name] = value
        return value


class Data:
    @Lazy
    def heavy(self):
        print("computing")
        return 42


d = Data()
print(d.heavy, d.heavy)


class Method:
    def __init__(self, f):
        self.f = f

    def __get__(self, obj, owner):
        return lambda *a: self.f(obj, *a) if obj is not None else self


class E:
    @Method
    def m(self, x):
        return self.v + x

    v = 10


print(E().m(5))


def function(self, x):
    return self, x


bound = function.__get__("me")
print(bound(1), function.__get__(5, int)(2))


class Meta:
    x = classmethod(lambda cls: cls.__name__)
    y = staticmethod(lambda: "static")
    z = property(lambda self: "prop")


print(Meta.x(), Meta().x(), Meta.y(), Meta().z)
