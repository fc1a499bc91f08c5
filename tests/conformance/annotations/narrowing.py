from typing import Optional, Union


class Animal:
    def name(self) -> str:
        return "animal"


class Dog(Animal):
    def name(self) -> str:
        return "dog"

    def bark(self) -> str:
        return "woof"


class Cat(Animal):
    def purr(self) -> str:
        return "purr"


def sound(a: Animal | None) -> str:
    if a is None:
        return "silence"
    if isinstance(a, Dog):
        return a.bark()
    if isinstance(a, Cat):
        return a.purr()
    return a.name()


print(sound(None), sound(Dog()), sound(Cat()), sound(Animal()))


def size(v: Union[str, list[int], int, None]) -> int:
    if not v:
        return -1
    if isinstance(v, (str, list)):
        return len(v)
    return v


print(size("abc"), size([1, 2]), size(7), size(None), size(""), size(0))


def early(x: Optional[int]) -> int:
    if x is None:
        return 0
    y = x + 1
    while y is not None and y < 10:
        y = y * 2
    return y


print(early(None), early(1), early(50))


def describe(v: int | str | list[str] | dict[str, int]) -> str:
    match v:
        case int():
            return f"int {v + 1}"
        case str():
            return v.upper()
        case list():
            return ",".join(v)
        case dict():
            return ";".join(f"{k}={n}" for k, n in v.items())


print(describe(1), describe("a"), describe(["x", "y"]), describe({"k": 1}))


class Linked:
    def __init__(self, value: int, next: "Optional[Linked]" = None):
        self.value = value
        self.next = next


def total(node: Optional[Linked]) -> int:
    result = 0
    while node:
        result += node.value
        node = node.next
    return result


print(total(Linked(1, Linked(2, Linked(3)))), total(None))


def walrus(d: dict[str, Optional[int]], k: str) -> int:
    if (v := d.get(k)) is not None:
        return v * 2
    return -1


print(walrus({"a": 5, "b": None}, "a"), walrus({"b": None}, "b"), walrus({}, "c"))


def callable_or_value(f):
    return f() if callable(f) else f


print(callable_or_value(lambda: 3), callable_or_value(4))
