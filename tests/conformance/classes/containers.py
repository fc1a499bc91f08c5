class Stack:
    def __init__(self, *items):
        self._items = list(items)

    def __len__(self):
        return len(self._items)

    def __getitem__(self, i):
        if isinstance(i, slice):
            return Stack(*self._items[i])
        return self._items[i]

    def __setitem__(self, i, v):
        self._items[i] = v

    def __delitem__(self, i):
        del self._items[i]

    def __contains__(self, v):
        return v in self._items

    def __iter__(self):
        return iter(self._items)

    def __reversed__(self):
        return reversed(self._items)

    def __repr__(self):
        return f"Stack{tuple(self._items)}"


s = Stack(1, 2, 3, 4)
print(len(s), s[0], s[-1], s[1:3], s[::-1], 2 in s, 9 not in s, list(s), list(reversed(s)), bool(s), bool(Stack()), [*s], max(s), sorted(s, reverse=True))
s[0] = "x"
del s[1]
s[1:] = [7, 8, 9]
print(s, tuple(s), dict(enumerate(s)))
a, *b = s
print(a, b)


class Matrix:
    def __init__(self, rows):
        self.rows = rows

    def __getitem__(self, key):
        if isinstance(key, tuple):
            r, c = key
            if isinstance(r, slice):
                return [row[c] for row in self.rows[r]]
            return self.rows[r][c]
        return self.rows[key]

    def __setitem__(self, key, v):
        r, c = key
        self.rows[r][c] = v


m = Matrix([[1, 2], [3, 4]])
m[0, 1] = 20
print(m[0, 1], m[1], m[:, 0], m[1][1])


class Show:
    def __getitem__(self, k):
        return k


sh = Show()
print(sh[1], sh[1:2], sh[1:2, 3], sh[..., ::2], sh[()], sh["a", :], sh[-1:], sh[*[1, 2]], sh[lambda: 0] is not None, sh[:, *"ab", 1:])


class Default(dict):
    def __missing__(self, key):
        return f"no {key}"

    def __setitem__(self, key, value):
        super().__setitem__(key.upper(), value)


d = Default(a=1)
d["b"] = 2
print(d, d["B"], d["zz"], d.get("zz"), len(d), "B" in d)


class Chain(list):
    def push(self, x):
        self.append(x)
        return self

    def __getitem__(self, i):
        return super().__getitem__(i) if not isinstance(i, str) else i


c = Chain([1]).push(2).push(3)
print(c, c[0], c["key"], len(c), c + [4], type(c + [4]), type(c[:1]), c == [1, 2, 3], isinstance(c, list), sum(c))


class Lengths:
    def __init__(self, n):
        self.n = n

    def __len__(self):
        return self.n


for n in (3, -1, 1.5, "a", 2**70, True):
    try:
        print(len(Lengths(n)))
    except (TypeError, ValueError, OverflowError) as e:
        print(type(e).__name__, e)
