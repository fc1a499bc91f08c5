d = {"a": 1, "b": 2, "c": 3}
print(d.get("a"), d.get("z"), d.get("z", 0), d.setdefault("a", 9), d.setdefault("n"), d.setdefault("m", []), d, d.pop("a"), d.pop("zz", None), d.pop("zz", "dflt"), d.popitem(), d)
d.update({"b": 20, "x": 1})
d.update([("y", 2)], z=3)
d.update(w=4)
d.update()
print(d, d.copy() == d, d.copy() is d, dict.fromkeys("ab"), dict.fromkeys([1, 2], 0), dict.fromkeys(()), d.__len__(), d.__contains__("x"), d.__getitem__("x"))
for f in (lambda: d.pop("nope"), lambda: d.update(5), lambda: d.update([1]), lambda: d.get(), lambda: d.setdefault(), lambda: d.pop(), lambda: d.get([]), lambda: d.update([(1,)]), lambda: d.update({}, {}), lambda: dict.fromkeys(5), lambda: d.fromkeys([[]])):
    try:
        f()
    except (KeyError, TypeError, ValueError) as e:
        print(type(e).__name__, e)
ks, vs, its = d.keys(), d.values(), d.items()
print(ks, vs, its, len(ks), "x" in ks, 1 in vs, ("x", 1) in its, list(reversed(d)), list(reversed(its)), list(reversed(vs)))
d["late"] = 0
print(ks, len(vs), ks & {"x", "zz"}, sorted(ks | {"q"}), sorted(ks - {"x"}), sorted(ks ^ {"x", "q"}), ks == set(d), ks >= {"x"}, ks.isdisjoint({"a"}), its & {("x", 1)}, ks.mapping["x"])
d.clear()
print(d, ks, len(its))
counts = {}
for w in "the cat the dog the end".split():
    counts[w] = counts.get(w, 0) + 1
print(counts, sorted(counts.items(), key=lambda kv: (-kv[1], kv[0])), max(counts, key=counts.get))
groups = {}
for w in ["apple", "avocado", "bean", "cherry", "corn"]:
    groups.setdefault(w[0], []).append(w)
print(groups)


class WithMissing(dict):
    def __missing__(self, key):
        self[key] = value = key * 2
        return value


m = WithMissing(a=1)
print(m["a"], m["b"], m, m.get("zz"), "q" in m)
