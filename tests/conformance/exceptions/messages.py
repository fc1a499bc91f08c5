# The wording of errors that programs meet most.
class C:
    def m(self):
        pass


five, text, none, lst, dct, tup, obj = 5, "text", None, [1], {"a": 1}, (1, 2), C()
actions = [
    lambda: five.nope, lambda: text.nope, lambda: none.nope, lambda: lst.push, lambda: dct.has_key, lambda: tup.append, lambda: obj.nope, lambda: C.nope, lambda: C.m.nope, lambda: len.nope,
    lambda: five(), lambda: none(), lambda: five[0], lambda: none[0], lambda: obj[0], lambda: len(five), lambda: len(none), lambda: len(obj), lambda: iter(five), lambda: list(none), lambda: [*five], lambda: {**lst}, lambda: print(*five),
    lambda: five + text, lambda: text + five, lambda: lst + tup, lambda: none + 1, lambda: five - text, lambda: dct + dct, lambda: obj * 2, lambda: -text, lambda: five < text, lambda: none > 1, lambda: lst >= tup, lambda: obj < obj, lambda: five in five, lambda: 1 in none,
    lambda: text[five], lambda: lst[5], lambda: tup[9], lambda: dct["zz"], lambda: text["a"], lambda: lst["a"], lambda: dct[[]], lambda: {lst: 1}, lambda: int("x1"), lambda: int(none), lambda: float("y"), lambda: float(lst), lambda: abs(text), lambda: round(text), lambda: sum(["a"]), lambda: sum(text), lambda: max([]), lambda: min(()), lambda: max(5), lambda: max(1, "a"), lambda: sorted(5), lambda: ord("ab"), lambda: chr(-1), lambda: range("a"), lambda: isinstance(1, 5), lambda: next(lst), lambda: zip(5), lambda: enumerate(5), lambda: map(5), lambda: map(5, [1]), lambda: list(map(five, lst)), lambda: divmod(1, 0), lambda: pow("a", 2), lambda: open(none), lambda: getattr(five, 5), lambda: hash(lst), lambda: bytes("a"), lambda: "".join([1]), lambda: text.split(5), lambda: text.index("zzz"), lambda: lst.remove(9), lambda: lst.index(9), lambda: [].pop(), lambda: dct.pop("q"), lambda: {}.popitem(), lambda: set().pop(), lambda: next(iter([])), lambda: lst.append(), lambda: lst.append(1, 2), lambda: text.upper(1), lambda: C(1), lambda: obj.m(1), lambda: C.m(), lambda: int(1, 2, 3), lambda: int("1", base="a"), lambda: str(1, 2), lambda: list(1, 2), lambda: dict(1), lambda: tuple(1, 2), lambda: set(1), lambda: bool(1, 2), lambda: type(1, 2), lambda: super(), lambda: object.__new__(), lambda: print(sep=5), lambda: print(foo=1), lambda: input(1, 2), lambda: int(x=1), lambda: sorted([1], foo=2), lambda: lst.sort(1), lambda: len(), lambda: len(1, 2), lambda: abs(), lambda: ord(), lambda: isinstance(1), lambda: all(5), lambda: any(), lambda: "%d" % "a", lambda: "{}".format(), lambda: "a" * "b", lambda: [1] * "b", lambda: setattr(five, "a", 1), lambda: delattr(obj, "zz"), lambda: vars(5), lambda: callable(), lambda: reversed(5), lambda: reversed({1}), lambda: format(1, 2), lambda: slice(), lambda: frozenset(5), lambda: id(), lambda: hex("a"), lambda: bin(1.5), lambda: repr(), lambda: round(1.5, "a"), lambda: int.from_bytes(5), lambda: str.join(",", 5), lambda: dict.fromkeys(), lambda: float.fromhex("zz"), lambda: type("X", 5, {}), lambda: issubclass(1, int), lambda: exit.nope if False else none.x.y,
]
for i, action in enumerate(actions):
    try:
        print(i, "no error", type(action()).__name__)
    except Exception as e:
        print(i, type(e).__name__ + ":", e)
