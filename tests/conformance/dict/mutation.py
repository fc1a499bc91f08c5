# Changes while something goes over a dict.
d = {0: 0}
for body in ("del", "replace"):
    try:
        for k in d:
            if body == "del":
                del d[k]
            else:
                d[k + 1] = 0
                del d[k]
            d[k] = 0
    except RuntimeError as e:
        print(body, e, d)
d = {1: 1, 2: 2}
try:
    for k, v in d.items():
        d.pop(k)
        d[k] = v
except RuntimeError as e:
    print(e, d)
d = {1: "a", 2: "b", 3: "c"}
for k in d:
    d[k] *= 2
print(d, d.popitem(), d)
d[9] = "z"
print(list(d), list(reversed(d)))


class Key:
    def __init__(self, target):
        self.target = target

    def __hash__(self):
        return 1

    def __eq__(self, other):
        self.target.clear()
        return self is other


source = {}
a, b = Key(source), Key(source)
into = {a: 1}
source[b] = 2
try:
    into.update(source)
except RuntimeError as e:
    print(e)


class Counted:
    hashes = equals = 0

    def __hash__(self):
        Counted.hashes += 1
        return 7

    def __eq__(self, other):
        Counted.equals += 1
        return self is other


keys = [Counted() for _ in range(3)]
s = dict.fromkeys(keys)
print(Counted.hashes)
t = dict.fromkeys(s)
u = dict.fromkeys({*keys})
print(Counted.hashes, t == s, list(u) == list(s) or len(u))
h = {keys[0]: 0}
Counted.equals = 0
h.setdefault(keys[1], 5)
print(Counted.equals)
try:
    {}.update([object()])
except TypeError as e:
    print(e, e.__notes__)


def bad():
    yield "key"
    raise TypeError("oops")


try:
    dict([("a", 1), bad()])
except TypeError as e:
    print(e, e.__notes__)
