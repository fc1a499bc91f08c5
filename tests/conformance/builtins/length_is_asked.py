# What is asked for its length before its items are taken into a list: the objects see the calls and their order.
class Sized:
    def __iter__(self):
        print("iter", end=" ")
        return iter([1, 2])

    def __len__(self):
        print("len", end=" ")
        return 2


class Hinted:
    def __iter__(self):
        print("iter", end=" ")
        return self

    def __next__(self):
        raise StopIteration

    def __length_hint__(self):
        print("hint", end=" ")
        return 3


class Raising(Sized):
    def __len__(self):
        raise ValueError("no len")


class Unsure(Sized):
    def __len__(self):
        raise TypeError("no len")


def hinting(answer):
    class Answering(Hinted):
        def __length_hint__(self):
            return answer

    Answering.__name__ = f"answering {answer}"
    return Answering


def assign_slice(iterable):
    target = [0]
    target[0:1] = iterable
    return target


def augment(iterable):
    target = [0]
    target += iterable
    return target


def extend(iterable):
    target = [0]
    target.extend(iterable)
    return target


USES = {
    "list": list,
    "tuple": tuple,
    "sorted": sorted,
    "set": set,
    "list display": lambda x: [*x, 5],
    "tuple display": lambda x: (*x,),
    "set display": lambda x: {*x},
    "call": lambda x: max(*x, 0, 0),
    "extend": extend,
    "augment": augment,
    "slice": assign_slice,
    "bytes": bytes,
    "join": lambda x: ",".join(x),
    "bytes join": lambda x: b",".join(x),
    "sum": sum,
    "comprehension": lambda x: [i for i in x],
    "fromkeys": dict.fromkeys,
    "zip": lambda x: list(zip(x)),
    "map": lambda x: list(map(str, x)),
    "iterator": lambda x: list(iter(x)),
}

for kind in (Sized, Hinted, Raising, Unsure):
    print("--", kind.__name__)
    for name, use in USES.items():
        print(name, end=": ")
        try:
            print(use(kind()))
        except Exception as error:
            print(type(error).__name__, error)

for answer in (-1, "a", 2**70, NotImplemented, True, 0, None):
    try:
        print(list(hinting(answer)()))
    except Exception as error:
        print(answer, type(error).__name__, error)


class Indexed:
    def __getitem__(self, index):
        return index


class Bare:
    pass


for thing in (Indexed(), Bare(), {1}):
    try:
        print(reversed(thing))
    except TypeError as error:
        print(error)
