print(abs(-5), abs(5.5), abs(True), abs(-(2**70)), divmod(7, 3), divmod(-7, 3), divmod(7.5, 2), pow(2, 3), pow(2, -1), pow(2, 3, 5), pow(2.0, 3))
print(round(2.5), round(3.5), round(-2.5), round(2.675, 2), round(1234, -2), round(1.5, None), round(True), round(10**20 + 1, -1))
print(bin(10), bin(-10), oct(64), hex(255), hex(-255), bin(True), int("10", 2), float("1.5"), int(5.7), bool("x"), complex if False else "-")
print(sum([1, 2, 3]), sum([1, 2], 10), sum([0.1] * 3), sum([[1], [2]], []), sum(()), sum({1: 2, 3: 4}), sum(range(100)), sum([1, 2], start=5), sum([True, True]), sum([2**62, 2**62]), sum([1.5, 2]))
print(max(1, 2, 3), max([1, 5, 2]), max("abc"), max([], default="d"), max([1, -5], key=abs), max("a", "b", key=ord), min(3, 1), min([4, 2], default=0), min({"b": 1, "a": 2}), max((1, 2), (1, 3)), max([1, 1.0]), min([1.0, 1]), max(x for x in range(5)), max([[1], [2]], key=len))
for f in (lambda: sum("ab", ""), lambda: sum([b"a"], b""), lambda: sum(5), lambda: max(), lambda: max(5), lambda: max([], []) if False else max([]), lambda: min(1, "a"), lambda: max(1, 2, default=3), lambda: abs("x"), lambda: abs(None), lambda: divmod(1), lambda: pow(2), lambda: round("x"), lambda: round(1, 2, 3), lambda: bin("x"), lambda: sum([1, "a"]), lambda: sum(), lambda: max(1, 2, key=5), lambda: round(1.5, 1.5), lambda: hex(1.5)):
    try:
        print(f())
    except (TypeError, ValueError) as e:
        print(type(e).__name__, e)
print(int.__name__, [t.__name__ for t in (int, float, bool, str, bytes, list, tuple, dict, set, frozenset, range, slice, object, type)])
print(id(5) == id(5), id(None) == id(None), hash("a") == hash("a"), hash(5), hash(2.0), hash(None) == hash(None), callable(print), chr(97), ord("a"), ascii("é"), repr("é"), format(3.14159, ".2f"))
