# Instances that no constructor has seen.
class Point:
    def __init__(self, x):
        self.x = x
        self.y = 2.0


def read(p):
    try:
        return p.x, p.y
    except AttributeError as e:
        return str(e)


def write(p):
    p.y = 4.0
    p.x = "set"
    return read(p), sorted(vars(p))


print(read(Point(1)))
bare = Point.__new__(Point)
print(read(bare))
print(write(bare))
print(read(object.__new__(Point)))
other = Point(5)
other.__dict__.clear()
print(read(other))
other.__dict__ = {"x": 1, "y": 2}
print(read(other))


class Finalized:
    def __init__(self, fail):
        self.a = 1
        if fail:
            raise KeyError("fail")
        self.b = 2

    def __del__(self):
        try:
            print("del", self.a, self.b)
        except AttributeError as e:
            print("del", e)


Finalized(False)
try:
    Finalized(True)
except KeyError as e:
    print(e)
