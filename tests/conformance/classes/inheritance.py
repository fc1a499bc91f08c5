class Animal:
    kind = "animal"

    def __init__(self, name):
        self.name = name

    def speak(self):
        return f"{self.name} makes {self.sound()}"

    def sound(self):
        return "a noise"

    def __repr__(self):
        return f"{type(self).__name__}({self.name!r})"


class Dog(Animal):
    kind = "dog"

    def __init__(self, name, tricks=()):
        super().__init__(name)
        self.tricks = list(tricks)

    def sound(self):
        return "woof"


class Puppy(Dog):
    def sound(self):
        return super().sound().upper() + " (" + Animal.sound(self) + ")"


class Cat(Animal):
    sound = lambda self: "meow"


for a in (Animal("a"), Dog("d", ["sit"]), Puppy("p"), Cat("c")):
    print(a, a.speak(), a.kind, isinstance(a, Dog), isinstance(a, (Cat, Dog)), issubclass(type(a), Animal), a.__dict__)
print(Puppy.__mro__, Puppy.__bases__, issubclass(Dog, Dog), issubclass(Dog, Cat), issubclass(bool, int), Puppy.mro() == list(Puppy.__mro__))


class A:
    def who(self):
        return ["A"]


class B(A):
    def who(self):
        return ["B"] + super().who()


class C(A):
    def who(self):
        return ["C"] + super().who()


class D(B, C):
    def who(self):
        return ["D"] + super().who()


print(D().who(), [c.__name__ for c in D.__mro__])
try:
    class Bad(A, B):
        pass
except TypeError as e:
    print(e)
try:
    class Twice(A, A):
        pass
except TypeError as e:
    print(e)


class Mixin:
    def describe(self):
        return f"<{self.label()}>"


class Item(Mixin):
    def label(self):
        return "item"


class Loud(Item):
    def label(self):
        return super().label().upper()


print(Item().describe(), Loud().describe())


class Cooperative:
    def __init__(self, **kw):
        self.log = ["base"]
        for k, v in kw.items():
            setattr(self, k, v)


class Left(Cooperative):
    def __init__(self, left=1, **kw):
        super().__init__(**kw)
        self.left = left
        self.log.append("left")


class Right(Cooperative):
    def __init__(self, right=2, **kw):
        super().__init__(**kw)
        self.right = right
        self.log.append("right")


class Both(Left, Right):
    def __init__(self, **kw):
        super().__init__(**kw)
        self.log.append("both")


b = Both(left=10, extra=3)
print(b.__dict__)
print(super(B, D()).who(), super(Dog, Puppy("x")).sound())
try:
    isinstance(5, "int")
except TypeError as e:
    print(e)
try:
    issubclass(5, int)
except TypeError as e:
    print(e)
for base in (5, bool, "str"):
    try:
        type("X", (base,), {})
    except TypeError as e:
        print(e)
