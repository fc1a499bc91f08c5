# Tuples whose items are of different kinds, of one length and of several.

PAIRS = [("a", 1), ("b", 2), ("c", 3)]
STEPS = ((0, 1), (1, 0), (0, -1))


def label(pair):
    return pair[0] + str(pair[1] + 1)


def swap(pair):
    a, b = pair
    return b, a


def walk(x, y):
    for dx, dy in STEPS:
        x += dx
        y += dy
    return x, y


print([label(p) for p in PAIRS], [swap(p) for p in PAIRS], walk(1, 2))


def again(t):
    t, u = t
    u, t = t, u
    return t, u


print(again((1, "x")), again(("y", 2.5)))

total = 0
text = ""
for n, (word, value) in enumerate(PAIRS):
    total += n * value
    text += word
print(total, text)
for key, value in sorted({"k": [1], "j": [2]}.items()):
    value.append(3)
    print(key.upper(), value)
for a, b, c in zip("xy", (1.5, 2.5), [True, False]):
    print(a + "!", b * 2, not c)


def ends(t):
    return t[0], t[-1]


print(ends((1,)), ends((1, "b")), ends(("c", 2, 3.0)))
for bad in ((), (1, 2, 3)):
    try:
        a, b = bad
    except ValueError as e:
        print(e)
    try:
        print(ends(bad))
    except IndexError as e:
        print(e)


def pick(t, i):
    return t[i]


print(pick((1, 2), 0), pick((1, 2), -1), pick((1, 2), True))
try:
    pick((1, 2), 2)
except IndexError as e:
    print(e)
try:
    pick((1, 2), 1 << 70)
except IndexError as e:
    print(e)


class Var:
    def __init__(self, name):
        self.name = name
        self.value = 0


def assign(variables):
    for var, value in ((variables[0], 3), (variables[1], 4)):
        var.value = value
    return [v.value for v in variables]


print(assign([Var("x"), Var("y")]))
t = (1, "one")
t += (2.5,)
print(t[2] * 2, t[1] * 2, (t * 2)[3], t[1:][0])
nested = (1, ("two", (3.0, None)))
one, (two, (three, four)) = nested
print(one + 1, two + "!", three / 2, four)


def result(ok):
    return (True, 5) if ok else (False, "no")


for ok in (True, False):
    good, what = result(ok)
    print(good, what * 2)
q, r = divmod(17, 5)
print(q * r)


def default(p=(1, "a"), q=("z", 2.0)):
    return p[0] + 1, p[1] + q[0], q[1] * 2


print(default(), default((5, "b")))
