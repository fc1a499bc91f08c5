class Seen:
    def __init__(self, x: float) -> None:
        self.x = x


class Hidden:
    def __init__(self, x: float) -> None:
        self.x = x


def assign(obj, name, value):
    setattr(obj, name, value)


def both(a: Seen, b: Hidden) -> None:
    print(a.x)
    print(b.x)


seen = Seen(1.5)
assign(seen, "x", "text")
both(seen, Hidden(2.5))
