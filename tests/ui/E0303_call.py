def pair(a: int, b: int = 2, *, c: int = 3) -> int:
    return a + b + c


class Box:
    def __init__(self, width: int) -> None:
        self.width = width

    def scale(self, factor: int) -> int:
        return self.width * factor


pair()  # mypy: call-arg
pair(1, 2, 3)  # mypy: call-arg
pair(1, d=4)  # mypy: call-arg
pair(1, a=2)  # mypy: misc
Box()  # mypy: call-arg
Box(1).scale()  # mypy: call-arg
Box(1).scale(2, 3)  # mypy: call-arg
