# What a loop iterates over lives until the loop is left.
class Source:
    def __init__(self, name):
        self.name = name

    def __iter__(self):
        return Items(self.name)

    def __del__(self):
        print("source", self.name, "gone")


class Items:
    def __init__(self, name):
        self.name, self.count = name, 0

    def __iter__(self):
        return self

    def __next__(self):
        self.count += 1
        if self.count > 2:
            raise StopIteration
        return self.count

    def __del__(self):
        print("items", self.name, "gone")


def first(name):
    for x in Source(name):
        print("got", x)
        return x


def broken(name):
    for x in Source(name):
        print("got", x)
        break
    print("after break")
    for x in Source(name + "2"):
        for y in Source(name + "3"):
            print(x, y)
            if y == 2:
                break
    else:
        print("else")


print(first("a"))
broken("b")


def steps():
    try:
        yield 1
        yield 2
    finally:
        print("cleaned up")


def early():
    for x in steps():
        print(x)
        break
    print("done")


def held():
    g = steps()
    print(next(g))
    print("still here")


early()
held()
for x in steps():
    print(x)
    break
print("end")
