from collections import OrderedDict, defaultdict, ChainMap

d = defaultdict(list)
d["a"].append(1)
d["b"]
print(d, dict(d), d.get("zz"), "zz" in d, d.default_factory, len(d))
n = defaultdict(int)
for ch in "hello":
    n[ch] += 1
print(n, n.pop("h"), n | {"q": 5}, n.copy())
nested = defaultdict(lambda: defaultdict(int))
nested["x"]["y"] += 2
print({k: dict(v) for k, v in nested.items()})
e = defaultdict(None, {"k": 1})
try:
    e["missing"]
except KeyError as err:
    print(repr(err))
try:
    defaultdict(5)
except TypeError as err:
    print(err)
print(defaultdict(int, a=1), defaultdict(set, [("k", {1})]), defaultdict().default_factory)
o = OrderedDict([("a", 1), ("b", 2), ("c", 3)])
o.move_to_end("a")
print(o, list(o), o.popitem(), o.popitem(last=False), o)
o["z"] = 0
o.move_to_end("z", last=False)
print(o, OrderedDict(a=1, b=2) == OrderedDict(b=2, a=1), OrderedDict(a=1, b=2) == {"b": 2, "a": 1}, list(reversed(o)), o | {"n": 1})
try:
    o.move_to_end("nope")
except KeyError as err:
    print(err)
try:
    OrderedDict().popitem()
except KeyError as err:
    print(err)
base, local = {"x": 1, "y": 2}, {"x": 10}
c = ChainMap(local, base)
print(c["x"], c["y"], dict(c), len(c), c.maps, "y" in c, c)
c["z"] = 5
del c["x"]
child = c.new_child({"x": 100})
print(local, c["x"], child["x"], child.parents["x"], list(child), child.get("q"))
try:
    c["missing"]
except KeyError as err:
    print(err)
try:
    del c["y"]
except KeyError as err:
    print(err)
