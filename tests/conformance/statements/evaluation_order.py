def say(x):
    print(x, end=" ")
    return x


class Log:
    def __getitem__(self, k):
        print(f"get[{k}]", end=" ")
        return 10

    def __setitem__(self, k, v):
        print(f"set[{k}]={v}", end=" ")

    def __setattr__(self, k, v):
        print(f"setattr {k}={v}", end=" ")

    def __getattr__(self, k):
        print(f"getattr {k}", end=" ")
        return 5


log = Log()


def get_log():
    print("log", end=" ")
    return log


say(1) + say(2) * say(3)
print()
[say(1), say(2), (say(3), {say(4): say(5), say(6): say(7)})]
print()
get_log()[say("key")] = say("value")
print()
get_log()[say("key")] += say(3)
print()
get_log().attr = say(1)
print()
get_log().attr += say(2)
print()
say(print)(say("arg"), *[say("star")], **{}, sep=say("-"))
get_log()[say(1)], get_log()[say(2)] = say("a"), say("b")
print()
x = say(1) if say(0) else say(2)
say(3) < say(2) < say(1)
print()


def f(a=say("default a"), *, b=say("default b")) -> None:
    pass


print()
{**{say("p"): 1}, say("q"): say("r")}
say([5, 6, 7])[say(1) : say(2)]
print()
for i in say([say("in list")]):
    pass
print()
assert say(True), say("never")
print()
a = [1, 2, 3]
a[say(0)] = a[say(1)] = say(9)
print(a)
i = 0
i, a[i] = 1, 2
print(i, a)


def g():
    return say("g") or say("h")


lambda: say("never")
g(), g()
print()
print([say(i) for i in (say(1), say(2)) if say("cond")])
