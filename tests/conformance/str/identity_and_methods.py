s = "abc"
print(s.__len__(), s.__add__("d"), s.__contains__("b"), s.__getitem__(1), s.__mul__(2), s.__rmul__(2), s.__eq__("abc"), s.__eq__(1), s.__lt__("b"), s.__hash__() == hash(s), s.__str__(), s.__repr__(), s.__format__(">5"), s.__mod__(()))
print(str.upper("x"), str.join("-", ["a", "b"]), list(map(str.upper, ["a", "b"])), sorted(["B", "a", "C"], key=str.lower), str.__name__, type(s), isinstance(s, str))
methods = [s.upper, "-".join, s.replace]
print(methods[0](), methods[1](["p", "q"]), methods[2]("a", "z"))
for f in (lambda: s.nope, lambda: s.upper(1), lambda: s.replace(), lambda: str.upper(), lambda: str.upper(1), lambda: s.join(), lambda: s.split(foo=1), lambda: s.foo(), lambda: setattr(s, "x", 1)):
    try:
        f()
    except (AttributeError, TypeError) as e:
        print(type(e).__name__, e)
a = "hello"
b = "hello"
print(a is b, a == b, "".join(["hel", "lo"]) == a, a is not None)


class Name(str):
    def shout(self):
        return self.upper() + "!"

    def __repr__(self):
        return f"Name({str(self)!r})"


n = Name("bob")
print(n, repr(n), n.shout(), n + "by", type(n + "by"), len(n), n == "bob", {n: 1}["bob"], n[0], type(n.upper()), isinstance(n, str), [n], f"{n}", "%s %r" % (n, n))
