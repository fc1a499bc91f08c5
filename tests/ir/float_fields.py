class Point:
    def __init__(self, x: float, y: float) -> None:
        self.x = x
        self.y = y

    def dot(self, other: "Point") -> float:
        return self.x * other.x + self.y * other.y


print(Point(1.0, 2.0).dot(Point(3.0, 4.0)))
