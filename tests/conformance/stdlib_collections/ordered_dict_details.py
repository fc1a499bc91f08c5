# OrderedDict: its words for wrong arguments, what subclasses see of its operations, order at both ends.
from collections import OrderedDict


def show(function, *args):
    try:
        print(repr(function(*args)))
    except Exception as error:
        print(type(error).__name__, error, getattr(error, "__notes__", None))


class HasItems:
    def items(self):
        return [(1, 2)]


class HasKeys:
    def keys(self):
        return "ab"

    def __getitem__(self, key):
        return key * 2


for given in (
    (1,),
    ([1],),
    ([()],),
    ([(1,)],),
    ([(1, 2, 3)],),
    (["ab", "c"],),
    ({}, {}),
    ([[1, 2]],),
    (5, 6),
    (None,),
    ([None],),
    (HasItems(),),
    (HasKeys(),),
    (iter([(1, 2), (3, 4)]),),
):
    show(OrderedDict, *given)
    made = OrderedDict(z=0)
    show(made.update, *given)
    print(made)


class Loud(OrderedDict):
    def __getitem__(self, key):
        print("get", key)
        return "got"

    def __delitem__(self, key):
        print("delete", key)
        super().__delitem__(key)

    def __contains__(self, key):
        print("contains", key)
        return super().__contains__(key)

    def __missing__(self, key):
        print("missing", key)
        return 5

    def pop(self, *args):
        print("pop", args)
        return super().pop(*args)


loud = Loud(a=1, b=2, c=3)
show(loud.pop, "a")
show(loud.popitem)
show(loud.popitem, False)
show(loud.popitem)
show(loud.pop, "zz", 3)
show(loud.pop, "zz")
loud["k"] = 1
loud["j"] = 2
loud.move_to_end("k")
print(list(loud))
loud.move_to_end("k", last=False)
print(list(loud))
show(loud.move_to_end, "nowhere")


class Setting(OrderedDict):
    def __setitem__(self, key, value):
        print("set", key)
        super().__setitem__(key, value)

    def update(self, *args, **keywords):
        print("update")
        super().update(*args, **keywords)


Setting(a=1)
Setting([(1, 2), "xy"])
show(Setting, ["xyz"])
Setting().update({"b": 1}, c=2)

# Both ends, with gaps in between.
d = OrderedDict((i, str(i)) for i in range(12))
for key in (3, 0, 11, 5):
    d.move_to_end(key)
    d.move_to_end((key + 1) % 12, last=False)
del d[7], d[2]
print(d)
print(list(reversed(d)), next(iter(d)), next(reversed(d)))
for key in list(d):
    d.move_to_end(key, last=False)
    if key % 2:
        print(d.popitem(last=False), end=" ")
print()
print(d, len(d))
d[100] = "x"
d.move_to_end(100, last=False)
print(d.popitem(False), d.popitem(True), d)

# A cache that forgets what was used least recently, and queues.
cache = OrderedDict()
misses = 0
for i in range(20000):
    key = i * 7919 % 301
    if key in cache:
        cache.move_to_end(key)
    else:
        misses += 1
        cache[key] = i
        if len(cache) > 200:
            cache.popitem(last=False)
print(misses, len(cache), sum(cache), next(iter(cache)), list(cache)[-3:])
queue = OrderedDict.fromkeys(range(50000))
total = 0
while queue:
    key, _ = queue.popitem(last=False)
    total += key
    if key % 3 == 0 and key > 0:
        queue[-key] = None
print(total)
plain = dict.fromkeys(range(50000))
while len(plain) > 3:
    del plain[next(iter(plain))]
print(plain)
