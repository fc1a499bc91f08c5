print(sorted([3, 1, 2]), sorted("hello"), sorted([3, 1, 2], reverse=True), sorted({"b": 1, "a": 2}), sorted([(2, "b"), (1, "z"), (2, "a")]), sorted([]), sorted([1.5, 1, True, -2**70, 2**70]))
pairs = [(i % 3, -i) for i in range(12)]
print(sorted(pairs), sorted(pairs, key=lambda p: p[0]), sorted(pairs, key=lambda p: p[0], reverse=True))


class Key:
    compared = 0

    def __init__(self, v):
        self.v = v

    def __lt__(self, other):
        Key.compared += 1
        return self.v < other.v

    def __repr__(self):
        return f"K{self.v}"


print(sorted([Key(3), Key(1), Key(2)]), Key.compared, max([Key(3), Key(9), Key(2)], key=lambda k: k.v), sorted([Key(1), Key(1)], reverse=True))
for bad in ([1, "a"], [None, None], [1, [2]], [{}, {}], [1, None], [(1, "a"), (1, 2)], ["a", b"b"]):
    try:
        sorted(bad)
    except TypeError as e:
        print(e)
try:
    sorted([1, 2], key=5)
except TypeError as e:
    print(e)


def failing(x):
    if x == 3:
        raise RuntimeError("key failed")
    return x


data = [4, 3, 1]
try:
    data.sort(key=failing)
except RuntimeError as e:
    print(e, data)


def mutate(x):
    victim.append(x)
    return x


victim = [3, 2, 1]
try:
    victim.sort(key=mutate)
except ValueError as e:
    print(e)
state = 1
big = []
for _ in range(500):
    state = (state * 1103515245 + 12345) % 2147483648
    big.append(state % 1000)
s = sorted(big)
print(s[:10], s[-10:], all(s[i] <= s[i + 1] for i in range(len(s) - 1)), sorted(big, key=lambda x: -x)[:5], sum(s) == sum(big))
print(sorted(["b", "B", "a", "A"], key=str.casefold), sorted([[2], [1, 2], [1]]), sorted([0.0, -0.0, float("inf"), -1]), list(reversed(sorted([3, 1, 2]))))
