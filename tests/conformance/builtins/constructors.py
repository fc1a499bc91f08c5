print(int(), float(), str(), bool(), list(), tuple(), dict(), set(), frozenset(), bytes(), object.__name__)
print(list("ab"), list({1: 2}), tuple([1, 2]), set("a"), dict(a=1), dict([("b", 2)]), dict({"c": 3}, d=4), frozenset("aa"), str(1.5), str(b"x"), str([1]), int("5"), int(5.5), float("2"), bool([]), bytes([65]), list(range(3)), tuple(x for x in "ab"), set(range(2)), list(map(int, "12")), dict(enumerate("ab")), str(object=5), int("11", base=2))


class It:
    def __iter__(self):
        return iter([1, 2])


print(list(It()), tuple(It()), set(It()), sorted(It()), sum(It()), max(It()), dict(zip(It(), It())))


class Keys:
    def keys(self):
        return ["a", "b"]

    def __getitem__(self, k):
        return k * 2


print(dict(Keys()), {**Keys()}, dict(**Keys()))


def kw(**kwargs):
    return kwargs


print(kw(**Keys()))


class Num:
    def __int__(self):
        return 5

    def __float__(self):
        return 2.5

    def __bool__(self):
        return False

    def __str__(self):
        return "num"

    def __bytes__(self):
        return b"nb"


print(int(Num()), float(Num()), bool(Num()), str(Num()), bytes(Num()))


class Idx:
    def __index__(self):
        return 9


print(int(Idx()), float(Idx()), list(range(Idx()))[-1], [0] * Idx(), bytes(Idx()))


class T(float):
    pass


class L(list):
    pass


class D(dict):
    pass


class S(set):
    pass


print(T("1.5"), L("ab"), D(a=1), S([1]), type(T(1) + 1), type(L() + []), D(a=1) == {"a": 1}, S([1]) | {2}, isinstance(T(), float), T(2.5) * 2, L([3, 1]).index(1), repr(T(1.5)), repr(L([1])), repr(D(x=1)), repr(S([5])), str(L()), bool(L()), len(D(a=1)))
