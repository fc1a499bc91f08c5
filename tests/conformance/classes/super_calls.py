# super() in constructors and methods, also where the receiver is none of the class's instances


class Base:
    def __init__(self, x: int, *, tag: str = "none") -> None:
        self.x = x
        self.tag = tag

    def name(self) -> str:
        return f"Base({self.x})"

    def grow(self, by: int = 1) -> int:
        self.x += by
        return self.x


class Middle(Base):
    def __init__(self, x: int) -> None:
        super().__init__(x, tag="middle")
        self.y = x * 2

    def name(self) -> str:
        return "Middle:" + super().name()

    def grow(self, by: int = 1) -> int:
        return super().grow() + super().grow(by)


class Leaf(Middle):
    def name(self) -> str:
        return "Leaf:" + super().name()


class Other(Base):
    def __init__(self) -> None:
        super().__init__(7)

    def again(self) -> str:
        s = super()
        return s.name() + str(s.grow(3))

    def inner(self) -> str:
        def f() -> str:
            return super(Other, self).name() + __class__.__name__

        return f()


class Mixin:
    def name(self) -> str:
        return "Mixin>" + super().name()  # type: ignore


class Mixed(Mixin, Base):
    def __init__(self) -> None:
        super().__init__(11)


class Failing(Base):
    def __init__(self, x: int) -> None:
        super().__init__(x)
        if x < 0:
            raise ValueError("negative")


class Short(Base):
    def __init__(self) -> None:
        super().__init__()  # type: ignore


for made in (Middle(1), Leaf(2), Other(), Mixed(), Failing(3)):
    print(type(made).__name__, made.name(), made.tag, made.x, made.grow(), made.grow(5))
print(Other().again(), Other().inner())
for f in (lambda: Failing(-1), lambda: Short(), lambda: Middle.__init__(5, 6), lambda: Middle.name(Base(1)), lambda: Middle.grow(Other())):
    try:
        print(f())
    except (ValueError, TypeError) as e:
        print(type(e).__name__, e)


def hammer(n: int) -> int:
    total = 0
    for i in range(n):
        total += Leaf(i).grow() + Middle(i).y + Other().x
    return total


print(hammer(1000))
print([Base(1) == Base(1), Base(1) != Base(1)], [Base(2)].count(Base(2)))
kept = Base(4)
print(kept == kept, kept != kept, [Base(1), kept].index(kept), kept in [Base(4)], kept in [kept])
big = 2**80
print(big is big, big is not big, kept is kept, kept is not Base(4), (1.5).__class__ is float)
