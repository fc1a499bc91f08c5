from collections import UserDict, UserList, UserString
from collections.abc import Callable, Collection, Container, Generator, Hashable, ItemsView, Iterable, Iterator, KeysView, Mapping, MutableMapping, MutableSequence, MutableSet, Reversible, Sequence, Set, Sized, ValuesView

values = {"int": 1, "str": "a", "list": [], "tuple": (), "dict": {}, "set": set(), "frozenset": frozenset(), "range": range(1), "gen": (x for x in ()), "iter": iter([]), "func": len, "none": None, "bytes": b"", "keys": {}.keys(), "items": {}.items()}
abcs = [Callable, Collection, Container, Generator, Hashable, ItemsView, Iterable, Iterator, KeysView, Mapping, MutableMapping, MutableSequence, MutableSet, Reversible, Sequence, Set, Sized, ValuesView]
for name, v in values.items():
    print(name, [a.__name__ for a in abcs if isinstance(v, a)])


class Squares(Sequence):
    def __init__(self, n):
        self.n = n

    def __len__(self):
        return self.n

    def __getitem__(self, i):
        if not -self.n <= i < self.n:
            raise IndexError(i)
        return (i % self.n) ** 2


s = Squares(5)
print(list(s), 9 in s, s.index(4), s.count(16), list(reversed(s)), isinstance(s, Iterable), s[-1])


class Lower(MutableMapping):
    def __init__(self):
        self.data = {}

    def __getitem__(self, k):
        return self.data[k.lower()]

    def __setitem__(self, k, v):
        self.data[k.lower()] = v

    def __delitem__(self, k):
        del self.data[k.lower()]

    def __iter__(self):
        return iter(self.data)

    def __len__(self):
        return len(self.data)


m = Lower()
m["A"] = 1
m.update(B=2, c=3)
print(dict(m), m.get("b"), m.pop("A"), "C" in m, m.setdefault("D", 4), sorted(m.items()), list(m.keys()), list(m.values()), m == {"b": 2, "c": 3, "d": 4}, m.popitem(), m.clear(), len(m))


class OddSet(Set):
    def __init__(self, it):
        self.items = sorted(set(it))

    def __contains__(self, x):
        return x in self.items

    def __iter__(self):
        return iter(self.items)

    def __len__(self):
        return len(self.items)


a, b = OddSet([1, 3, 5]), OddSet([3, 5, 7])
print(list(a & b), list(a | b), list(a - b), list(a ^ b), a <= b, a.isdisjoint(b), a == OddSet([5, 3, 1]), a < OddSet([1, 3, 5, 7]))


class Incomplete(Sequence):
    pass


try:
    Incomplete()
except TypeError as e:
    print(e)


class Duck:
    def __iter__(self):
        return iter(())

    def __len__(self):
        return 0

    def __contains__(self, x):
        return False


print(isinstance(Duck(), Collection), isinstance(Duck(), Sequence), issubclass(Duck, Sized), issubclass(dict, Mapping), issubclass(list, MutableSequence))
Sequence.register(Duck)
print(isinstance(Duck(), Sequence))
ud = UserDict(a=1)
ud["b"] = 2
ul = UserList([3, 1, 2])
ul.sort()
us = UserString("hello")
print(ud, ud.data, ul, ul + [4], us, us.upper(), us + "!", len(us), us == "hello", ul[0], "a" in ud)
