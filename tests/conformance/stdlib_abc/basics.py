from abc import ABC, ABCMeta, abstractmethod


class Shape(ABC):
    @abstractmethod
    def area(self):
        ...

    @property
    @abstractmethod
    def name(self):
        ...

    @classmethod
    @abstractmethod
    def make(cls):
        ...

    def describe(self):
        return f"{self.name} of area {self.area()}"


class Partial(Shape):
    def area(self):
        return 0


class Square(Shape):
    name = "square"

    def __init__(self, s=2):
        self.s = s

    def area(self):
        return self.s**2

    @classmethod
    def make(cls):
        return cls(5)


for c in (Shape, Partial):
    try:
        c()
    except TypeError as e:
        print(e)
print(Square().describe(), Square.make().describe(), isinstance(Square(), Shape), sorted(Shape.__abstractmethods__), Square.__abstractmethods__, issubclass(Partial, Shape))


class Sup(ABC):
    @abstractmethod
    def run(self):
        return "base implementation"


class Impl(Sup):
    def run(self):
        return "impl, " + super().run()


print(Impl().run())


class Registered:
    pass


Sup.register(Registered)
print(isinstance(Registered(), Sup), issubclass(Registered, Sup), Registered.__mro__)


class Duck(metaclass=ABCMeta):
    @classmethod
    def __subclasshook__(cls, other):
        return hasattr(other, "quack") or NotImplemented


class Mallard:
    def quack(self):
        pass


print(isinstance(Mallard(), Duck), isinstance(5, Duck))


class One(ABC):
    @abstractmethod
    def only(self):
        pass


try:
    One()
except TypeError as e:
    print(e)


class NoAbstract(ABC):
    pass


print(type(NoAbstract()).__name__, type(NoAbstract).__name__)
