# A built-in function that takes no keywords says so before it counts its arguments; a keyword is no receiver.
def show(call):
    try:
        print(call())
    except TypeError as error:
        print(error)


class Converts:
    def __index__(self):
        raise AssertionError("converted before the check")


show(lambda: id(1, 2, obj=1))
show(lambda: len(1, 2, x=1))
show(lambda: len(x=1))
show(lambda: bin(Converts(), x=1))
show(lambda: [].clear(1, x=1))
show(lambda: [].append(1, 2, x=3))
show(lambda: [].index(1, 2, 3, 4, x=1))
show(lambda: "".upper(1, x=2))
show(lambda: dict.fromkeys(1, 2, 3, x=1))
show(lambda: getattr(1, 2, 3, 4, x=2))
show(lambda: list.append(x=1))
show(lambda: str.split(sep="a"))
show(lambda: dict.get(k=1))
show(lambda: list.append(1, x=1))
show(lambda: list.append([], x=1))
show(lambda: list(1, 2, a=1))
show(lambda: [].append(**{}) or 1)
show(lambda: id(*[1], **{}) == id(1))

# `str` of bytes looks at the encoding and the error handler before it looks at what is decoded.
show(lambda: str("a", (1,)))
show(lambda: str("a", "utf-8"))
show(lambda: str(b"a", "utf-8", 5))
show(lambda: str("a", "utf-8", 5))
show(lambda: str("a", encoding=None))
show(lambda: str(5, "utf-8"))
show(lambda: str(b"caf\xc3\xa9", "utf-8", "strict"))
