"""What messages call the classes that CPython writes in C."""

import collections as c, itertools as it, functools as f, operator as o, re, io, random, types, weakref, json, string, enum
def show(g):
    try:
        r = repr(g())
        print(r if " at 0x" not in r else type(g()))
    except Exception as e: print(type(e).__name__, e)
class A: pass
def gen(): yield
objs = [c.deque(), c.defaultdict(), c.OrderedDict(), c.Counter(), c.ChainMap(), it.count(), it.cycle([1]), it.chain(), it.tee([])[0], it.groupby([]), it.product(), it.islice([], 1), it.repeat(1), it.accumulate([]), it.zip_longest(), it.pairwise([]), it.batched([], 1), f.partial(print), f.lru_cache(len), f.cmp_to_key(len), f.cached_property(len), o.itemgetter(1), o.attrgetter("a"), o.methodcaller("a"), re.compile("a"), re.match("a", "a"), io.StringIO(), io.BytesIO(), random.Random(), types.SimpleNamespace(), weakref.ref(A), enum.auto(), iter([]), iter(()), iter(""), iter({}), iter(set()), iter(range(1)), reversed([]), {}.keys(), {}.values(), {}.items(), iter({}.items()), zip(), map(str, []), filter(None, []), enumerate([]), gen(), len, [].append, str.upper, "".upper, int.real, A.__init__, type, A, object(), super(A, A()), property(), slice(1), range(1), None, ..., NotImplemented, lambda: 1, gen, staticmethod(len), classmethod(len), ValueError(), list[int], json.JSONEncoder(), string.Template(""), c.UserDict(), c.UserList(), types.ModuleType("m"), gen.__code__, iter(c.deque()), iter(re.finditer("a", "a")), iter(int, 0), re.compile("a").scanner("")]
for x in objs:
    print("--", type(x).__name__, type(x).__module__, type(x).__qualname__, type(x))
    show(lambda: x.foo_bar)
    show(lambda: x + [1])
    show(lambda: x["a"] if not isinstance(x, (c.defaultdict, c.Counter, c.OrderedDict, c.ChainMap, c.UserDict, types.MappingProxyType)) else 0)
    show(lambda: x < 1)
    show(lambda: -x)
    show(lambda: len(x) >= 0)
    show(lambda: x() if type(x) not in (type, type(len), type(gen), f.partial, types.MethodType) and not callable(x) else 0)
    show(lambda: "".join(["", x]))
    show(lambda: int(x) if not isinstance(x, type) else 0)
show(lambda: object.__new__(int, 5))
show(lambda: object.__new__(A, 5))
show(lambda: A(5))
