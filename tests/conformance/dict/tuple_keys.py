# Tuples as keys and items: of plain items, of items that are equal across types, and of items with comparisons of their own.
class Loud:
    def __init__(self, n):
        self.n = n

    def __hash__(self):
        return hash(self.n)

    def __eq__(self, other):
        print("eq", self.n, other.n if isinstance(other, Loud) else other)
        return isinstance(other, Loud) and self.n == other.n


nan = float("nan")
keys = [(1, 2), (1, "a"), (1.0, 2), (True, 2.0), ("x", None), ((1, 2), 3), (nan,), (), (1,), (2**70, 1), (-1,), (-2,), ((), ())]
table = {}
for n, k in enumerate(keys):
    table[k] = table.get(k, 0) + n
print(table)
print([k in table for k in [(1, 2), (2, 1), (1, 2, 3), (1.0, 2.0), (nan,), (float("nan"),), ((1, 2), 3), ((1.0, 2), 3), (2**70, 1), (2.0**70, 1)]])
print({(1, Loud(1)): "a"}[(1, Loud(1))])
print({(Loud(1), 2)} & {(Loud(1), 2), (Loud(2), 2)} == {(Loud(1), 2)})
items = {(i % 5, str(i % 3)) for i in range(40)}
other = {(i, str(j)) for i in range(3) for j in range(3)}
print(sorted(items & other), sorted(items - other), len(items | other), sorted(items ^ other))
print((1, 2) == (1, 2), (1, 2) == (1, 2, 3), (1, 2) != (1, 2.0), (nan,) == (nan,), (nan,) == (float("nan"),), ((1,), 2) == ((1,), 2))

for a, b in [({1, 2, 3}, {2, 3, 4}), (set("hello"), set("world")), (set(range(100)), set(range(50, 400, 3))), (set(), {1}), ({1, True, 1.0}, {1.0}),
             ({0, -1, -2}, {-2, 0}), (frozenset([1, "a", None]), {None, "a", (1, 2)}), ({1.5, 2.5}, {2.5, 3}), (set(range(1, 10)), {3, 1, 9} - {1})]:
    print(a & b, a | b, a - b, a ^ b, b - a, a <= b, (a & b) <= a, a.isdisjoint(b), type(a & b).__name__, type(b | a).__name__)
s = {5, 6, 7, 8}
s &= s
s -= {6}
s |= {1, 2, 9}
s ^= {9, 10}
print(s, s - s, s & s, s | s, s ^ s)
rows = [set(range(1, 10)) for _ in range(3)]
for r in range(3):
    for v in range(1, 10, r + 2):
        rows[r].discard(v)
print(rows[0] & rows[1] & rows[2], rows, rows[0] - rows[1] - rows[2])


class Changes:
    def __hash__(self):
        return 1

    def __eq__(self, other):
        grown.add(len(grown))
        return False


grown = set()
grown |= {Changes(), 1, 3}
print(len(grown & {Changes(), 3, 4}), len({Changes(), 7} - grown))


class Grows:
    def __init__(self, n):
        self.n = n

    def __hash__(self):
        return 1

    def __eq__(self, other):
        table[100 + len(table)] = 1
        return isinstance(other, Grows) and self.n == other.n


table = {}
table[Grows(1)] = "a"
table[Grows(2)] = "b"
print(len(table), [v for v in table.values() if v != 1], Grows(2) in table, Grows(3) in table)
