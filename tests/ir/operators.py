class Vec:
    def __init__(self, x, y):
        self.x = x
        self.y = y

    def __add__(self, o):
        return Vec(self.x + o.x, self.y + o.y)

    def __mul__(self, k):
        if not isinstance(k, float):
            return NotImplemented
        return Vec(self.x * k, self.y * k)

    __rmul__ = __mul__

    def __eq__(self, o):
        return self.x == o.x and self.y == o.y


def step(p, v, t):
    p = p + v * t
    p += 2.0 * v
    if p != v:
        return p
    return v


print(step(Vec(1.0, 2.0), Vec(0.5, 0.5), 0.1).x)
