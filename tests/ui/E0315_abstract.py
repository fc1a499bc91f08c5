from abc import ABC, abstractmethod


class Shape(ABC):
    @abstractmethod
    def area(self) -> float: ...

    @abstractmethod
    def name(self) -> str: ...


class Square(Shape):
    def area(self) -> float:
        return 1.0


Shape()  # mypy: abstract
Square()  # mypy: abstract


def make(kind: type[Shape]) -> Shape:
    return kind()


kinds: dict[str, type[Shape]] = {"shape": Shape}
kinds["shape"]()
