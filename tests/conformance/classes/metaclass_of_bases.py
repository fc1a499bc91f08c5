"""type() with bases whose metaclass is another."""
from abc import ABC, abstractmethod


class Base(ABC):
    @abstractmethod
    def method(self):
        pass


Made = type("Made", (Base,), {})
print(type(Made).__name__, Made.__abstractmethods__)
try:
    Made()
except TypeError as e:
    print(e)
print(type("Whole", (Base,), {"method": lambda self: "done"})().method())


class Meta(type):
    def __new__(meta, name, bases, namespace, **keywords):
        print("new", name, keywords)
        return super().__new__(meta, name, bases, namespace)

    def __init__(cls, name, bases, namespace, **keywords):
        print("init", name, keywords)


class First(metaclass=Meta):
    pass


Second = type("Second", (First,), {"x": 1})
print(type(Second).__name__, Second.x, Second.__mro__)
print(type(type.__new__(type, "Third", (Second,), {})).__name__)


class Other(type):
    pass


for attempt in (lambda: type("Bad", (First, Other("O", (), {})), {}), lambda: Other("Bad", (First,), {})):
    try:
        attempt()
    except TypeError as e:
        print(e)
