count: int = "three"  # mypy: assignment
names: list[str] = ["a", 2]  # mypy: list-item
ratio: float = 1
flag: bool = 1  # mypy: assignment
maybe: int | None = None
maybe = "text"  # mypy: assignment


class Point:
    x: int = 0

    def __init__(self) -> None:
        self.y: float = 0.0


p = Point()
p.x = 1.5  # mypy: assignment
p.y = 3
p.y = "high"  # mypy: assignment
