# Functions that return only bools, their parameters, and what is branched on.


def is_start(c):
    return "a" <= c <= "z" or "A" <= c <= "Z" or c == "_"


def is_digit(c):
    return "0" <= c <= "9"


def negated(flag):
    return not flag


def both(a, b):
    return a and b


def either(a, b):
    return a or negated(b)


def words(text):
    out = []
    i = 0
    while i < len(text):
        if is_start(text[i]):
            start = i
            while i < len(text) and (is_start(text[i]) or is_digit(text[i])):
                i += 1
            out.append(text[start:i])
        else:
            i += 1
    return out


print(words("ab1 _x9 2z Zz\u00e9q"))
print([is_start(c) for c in ["", "a", "ab", "z", "zz", "{", "_", "__", "Z", "Za", "\u00e9", "\U0001F600"]])
print([is_digit(c) for c in ["", "0", "00", "9", "99", ":", "/", "5x"]])
for op in (lambda s: s < "m", lambda s: s <= "m", lambda s: s > "m", lambda s: s >= "m", lambda s: "m" < s, lambda s: "m" >= s):
    print([op(s) for s in ["", "l", "lz", "m", "m\0", "mm", "n", "\u00e9", "\ud800"]])
print(both(True, False), both(True, True), either(False, False), either(False, True))
print(list(map(negated, [True, False])), sorted([True, False, True], key=negated))
print(is_start("q") + 1, is_start("1") * 3, str(is_digit("1")), repr(negated(is_digit("1"))), {is_start("a"): 1}[True])


class Light:
    def __init__(self, on):
        self.on = on

    def toggle(self):
        self.on = not self.on
        return self.on

    def is_on(self):
        return self.on


light = Light(True)
print(light.toggle(), light.is_on(), light.toggle(), light.on is True, f"{light.is_on()}")
light.on = 5
print(light.is_on(), light.toggle())


def maybe(n):
    if n > 2:
        return True
    if n > 1:
        return n == 2
    raise ValueError(n)


for n in (3, 2, 1):
    try:
        print(maybe(n) and not maybe(n + 1), maybe(n))
    except ValueError as e:
        print("error", e)


def count(flags):
    n = 0
    for flag in flags:
        if flag and not negated(flag):
            n += 1
    return n


print(count([True, False, True]), count([]))


def flip(times):
    state = False
    for _ in range(times):
        state = not state
        yield state


print(list(flip(3)), any(flip(1)), all(flip(2)))
