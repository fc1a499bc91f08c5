d = {"a": 1, "b": 2, 3: "three", None: None, (1, 2): [3], 1.5: "f", True: "yes"}
print(d, len(d), d["a"], d[3], d[None], d[1, 2], d[1], "a" in d, 99 in d, "z" not in d)
d["new"] = 5
d["a"] = 100
del d["b"]
print(d, {}, dict(), dict(a=1, b=2), dict([("x", 1), ("y", 2)]), dict({"k": 1}, z=2), dict(zip("ab", range(2))), {**{"a": 1}, "b": 2, **{"a": 3}}, {1: "a", 1.0: "b", True: "c"})
for f in (lambda: d["zz"], lambda: d[99], lambda: d[(1,)], lambda: d[[1]], lambda: {[1]: 2}, lambda: {{}: 1}, lambda: dict(5), lambda: dict([1]), lambda: dict([(1, 2, 3)]), lambda: d.nope, lambda: d < {}, lambda: d + {}, lambda: hash(d), lambda: dict([("a", 1)], 2), lambda: {**5}, lambda: d["x"]["y"], lambda: {}.popitem(), lambda: dict(["abc"])):
    try:
        f()
    except (KeyError, TypeError, AttributeError, ValueError) as e:
        print(type(e).__name__, e)
try:
    del d["gone"]
except KeyError as e:
    print(repr(e), e.args)
e = {"x": 1, "y": 2}
print(e == {"y": 2, "x": 1}, e != {"x": 1}, e == {"x": 1.0, "y": 2}, {} == [], {"a": [1]} == {"a": [1]}, list(e), list(e.items()), sorted(e), e.keys(), e.values(), e.items(), *e)
e["self"] = e
print(e)
for k in e:
    print(k, end=" ")
for k, v in {"p": 1, "q": (2, 3)}.items():
    print(k, v)
print(e | {"z": 1} if False else {"a": 1} | {"b": 2, "a": 9}, {"a": 1} | {})
f = {"a": 1}
f |= {"b": 2}
f |= [("c", 3)]
print(f, bool({}), not {0: 0}, repr({"k'": 'v"'}))
try:
    {} | [1]
except TypeError as err:
    print(err)
