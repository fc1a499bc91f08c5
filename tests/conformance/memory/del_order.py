class Noisy:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("del", self.name)


a = Noisy("a")
a = Noisy("a2")
print("after rebinding")
b = a
del a
print("still alive")
b = None
print("dead")


def local():
    x = Noisy("local")
    print("in function")
    return 5


print(local())


def returned():
    return Noisy("returned")


returned()
print("after temporary")
keep = returned()
print("kept")
l = [Noisy("l0"), Noisy("l1"), Noisy("l2")]
l.pop(0)
print("popped")
l[0] = None
print("replaced")
l.clear()
print("cleared")
d = {"k": Noisy("value")}
d["k"] = 1
print("overwritten")
t = (Noisy("t1"), Noisy("t2"))
del t
print("tuple gone")


class Holder:
    def __init__(self, *parts):
        self.parts = parts

    def __del__(self):
        print("del holder")


h = Holder(Noisy("p1"), Noisy("p2"))
del h
for i in range(2):
    loop = Noisy(f"loop{i}")
print("loop over")
del loop
Noisy("expression"), print("in tuple")
[Noisy(f"c{i}") for i in range(2)]
print("comprehension dropped")
x, y = Noisy("x"), Noisy("y")
x, y = y, x
del x
print("swapped")
del keep
print("end of module")
