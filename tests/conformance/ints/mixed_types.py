class Temperature(int):
    def __new__(cls, value):
        return super().__new__(cls, value)

    def label(self):
        return f"{int(self)} degrees"


t = Temperature(21)
print(t, repr(t), t + 1, type(t + 1), t.label(), t == 21, hash(t) == hash(21), isinstance(t, int))
print([10, 20, 30][Temperature(1)], "ab" * Temperature(2), range(Temperature(3)))


class Index:
    def __init__(self, n):
        self.n = n

    def __index__(self):
        return self.n


print([1, 2, 3][Index(2)], "hello"[Index(1) : Index(4)], hex(Index(255)), range(10)[Index(-1)], int(Index(7)), "x" * Index(3), 2 ** Index(3).__index__())


class Bad:
    def __index__(self):
        return "no"


try:
    [1][Bad()]
except TypeError as e:
    print(e)
print(1 + True, True + True, True * 5, 3 - False, 1 + 1.5, 2 * 2.5, 7 // 2.0, 7 % 2.5, divmod(7, 2.5), 2**-1.0)
for f in (lambda: 1 + "a", lambda: 1 - None, lambda: "a" * "b", lambda: [1] + 1, lambda: 1 % "a", lambda: 1 ** "x", lambda: -"s", lambda: +[], lambda: 1 // [], lambda: 5 @ 3):
    try:
        f()
    except TypeError as e:
        print(e)
