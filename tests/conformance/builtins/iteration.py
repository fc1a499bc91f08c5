print(list(enumerate("ab")), list(enumerate("ab", 5)), list(enumerate(["x"], start=-1)), list(zip("ab", [1, 2, 3])), list(zip()), list(zip("ab")), list(zip([1], [2], [3])), list(zip("ab", [1, 2], strict=True)))
for f in (lambda: list(zip("ab", [1], strict=True)), lambda: list(zip("a", [1, 2], strict=True)), lambda: list(zip([], [1], [2], strict=True)), lambda: zip(1), lambda: enumerate(), lambda: enumerate(1), lambda: enumerate([], "x"), lambda: map(), lambda: map(len), lambda: list(map(1, [2])), lambda: filter(1), lambda: list(filter(1, [2])), lambda: reversed({1: 2}.keys() & {1}), lambda: reversed(1), lambda: iter(1), lambda: next(1), lambda: next(iter([])), lambda: iter(1, 2), lambda: all(1), lambda: any(None), lambda: sorted(1), lambda: len(1), lambda: list(map(lambda a: a, [1], [2]))):
    try:
        print(f())
    except (TypeError, ValueError, StopIteration) as e:
        print(type(e).__name__, e)
print(list(map(str, [1, 2])), list(map(lambda a, b: a + b, [1, 2, 3], [10, 20])), list(map(None or int, "12")), list(filter(None, [0, 1, "", "a", None])), list(filter(str.isdigit, "a1b2")), list(filter(lambda x: x > 1, {1, 2, 3})), list(map(pow, [2, 3], [3, 2], [5, 5])))
print(list(map(lambda *a: a, "abc", range(2), strict=False)))
try:
    print(list(map(lambda *a: a, "abc", range(2), strict=True)))
except ValueError as e:
    print(e)
print(list(reversed([1, 2])), list(reversed("ab")), list(reversed((1,))), list(reversed(range(3))), list(reversed({1: 2, 3: 4})), list(reversed({1: 2}.items())), sorted("bca"), sorted([3, 1], reverse=True), sorted({2: 1, 1: 2}), all([1, 2]), all([]), any([0, 1]), any([]), all(x for x in [1, 0]))
it = iter([1, 2, 3])
print(next(it), next(it), next(it), next(it, "end"), list(iter("ab")), [x for x in iter(range(2))])
z = zip([1, 2, 3], "ab")
print(next(z), list(z), list(z), type(z).__name__, type(map(len, [])).__name__, type(filter(None, [])).__name__, type(enumerate([])).__name__, type(reversed([])).__name__, type(iter([])).__name__, type(iter({})).__name__, type(iter("")).__name__, type(iter(set())).__name__, type(iter(range(0))).__name__, type(iter(())).__name__, type({}.keys()).__name__)
e = enumerate(iter("xyz"))
for i, c in e:
    print(i, c, next(e, None))
n = [0]


def produce():
    n[0] += 1
    return n[0]


print(list(iter(produce, 5)), len([1, 2]), len("é😀"), len({}), len(range(0, 10, 3)), len(b"ab"), list(zip(*[iter(range(6))] * 2)), list(zip(*[(1, 2), (3, 4)])), dict(zip(*["ab", [1, 2]])))
