def say(name, value):
    print(name, end=" ")
    return value


for a in (0, 1, "", "x"):
    for b in (None, 2, []):
        print("|", repr(say("a", a) and say("b", b)), repr(say("a", a) or say("b", b)), repr(not say("a", a)))
print(say("x", 1) and say("y", 2) and say("z", 0) and say("never", 1))
print(say("x", 0) or say("y", "") or say("z", []) or say("last", {}))
print(say("a", 0) and say("b", 1) or say("c", 2))
print(not say("a", 0) and not say("b", 1) or not say("c", 0))
print(say("l", 1) < say("m", 2) < say("r", 3), say("l", 3) < say("m", 2) < say("never", 3))
print(say("t", 1) if say("cond", 0) else say("f", 2))
x = say("p", None) or say("q", None)
print(x)
if say("one", 1) and (say("two", 0) or say("three", 3)):
    print("taken")
while say("w", 0) or say("v", 0):
    print("never")
else:
    print("else")
print([n for n in range(20) if n % 2 and n % 3 or n == 6])


class Falsy:
    def __bool__(self):
        return False

    def __repr__(self):
        return "Falsy()"


f = Falsy()
print(f and 1, f or 1, not f, f if f else "else", (f or f) is f, (1 and f) is f)
