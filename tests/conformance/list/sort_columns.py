"""Sorting of keys that compare without special methods: many of them, with common beginnings, of several columns."""

import random


def check(name, keys):
    expected = []
    for number, key in enumerate(keys):
        # Binary insertion with the language's own comparison, stable.
        low, high = 0, len(expected)
        while low < high:
            middle = (low + high) // 2
            if key < expected[middle][0]:
                high = middle
            else:
                low = middle + 1
        expected.insert(low, (key, number))
    pairs = list(enumerate(keys))
    pairs.sort(key=lambda pair: pair[1])
    assert [n for n, _ in pairs] == [n for _, n in expected], name
    plain = sorted(keys)
    assert all(a == b for a, b in zip(plain, (k for k, _ in expected))), name
    backwards = sorted(enumerate(keys), key=lambda pair: pair[1], reverse=True)
    for (i, a), (j, b) in zip(backwards, backwards[1:]):
        assert b < a or a == b and i < j, (name, a, b)
    print(name, len(keys), ascii(plain[0]), ascii(plain[-1]))


r = random.Random(11)
check("short texts", ["".join(r.choice("ab\0é") for _ in range(r.randrange(5))) for _ in range(600)])
check("common beginnings", ["name" + str(r.randrange(300)) for _ in range(800)])
check("words of eight", ["x" * r.randrange(20) for _ in range(300)])
check("long runs", ["a" * r.choice([6, 7, 8, 13, 14, 15, 16]) + r.choice(["", "b", "\0"]) for _ in range(500)])
check("zeros", ["k" + "\0" * r.randrange(12) for _ in range(200)])
check("beyond the basic plane", [r.choice("z\uffff\U00010000\ud800é") * r.randrange(1, 4) for _ in range(300)])
check("ints and bools", [r.choice([True, False, 0, 1, -1, 2, 2**61, -(2**61)]) for _ in range(300)])
check("big ints", [r.choice([2**62, -(2**62), 2**62 - 1, 2**64, 5]) for _ in range(200)])
check("floats", [r.choice([0.0, -0.0, 1.5, -1.5, 1e300, -1e-300, float("inf"), float("-inf")]) for _ in range(300)])
check("ints and floats", [r.choice([0, 0.5, 1, 1.0, 2, -3.25]) for _ in range(200)])
check("pairs", [(r.randrange(4), "n" + str(r.randrange(40))) for _ in range(900)])
check("texts first", [("group" + str(r.randrange(3)), r.random(), r.randrange(3)) for _ in range(400)])
check("bools first", [(r.random() < 0.5, r.randrange(9)) for _ in range(300)])
check("short and long tuples", [(1,) * r.randrange(1, 4) for _ in range(100)])
check("nested", [(r.randrange(3), (r.randrange(3), "x")) for _ in range(100)])
check("empty", [""] * 40 + ["a"])

nan = float("nan")
print(sorted([3.0, nan, 1.0, 2.0], key=lambda x: (x, 0))[0])
for mixed in ([1, "a"], [("a", 1), ("a", None)], [None, None], [(1, {}), (1, {0: 0})]):
    try:
        print(sorted(mixed))
    except TypeError as e:
        print(e)
