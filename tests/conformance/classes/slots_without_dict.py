# Nothing here names a special method, so that only the class bodies tell how instances are laid out.
class Record:
    __slots__ = ("first", "second", "third", "fourth")

    def __init__(self):
        self.first = {}
        self.second = {}
        self.third = {}
        self.fourth = 7


records = [Record() for _ in range(50)]
print(sum(r.fourth for r in records), [r.first for r in records][:2])


class Watched:
    def __init__(self):
        self.a = 1
        self.b = 2

    def __setattr__(self, name, value):
        object.__setattr__(self, name, value * 10)


w = Watched()
w.a += 1
print(w.a, w.b)


class Guess:
    def __init__(self):
        self.known = 1

    def __getattr__(self, name):
        return "guessed " + name


g = Guess()
print(g.known, g.unknown)


class Same:
    def __new__(cls):
        made = object.__new__(cls)
        made.tag = "new"
        return made

    def __init__(self):
        self.more = 5


print(Same().tag, Same().more)
