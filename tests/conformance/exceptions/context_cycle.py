"""A chain of contexts that the program closed to a cycle: raising goes on."""


def itself():
    try:
        raise ValueError(1)
    except ValueError as error:
        error.__context__ = error
        raise TypeError(2)


def three():
    first, second, third = KeyError(1), IndexError(2), OSError(3)
    try:
        raise first
    except KeyError:
        second.__context__ = third
        third.__context__ = second
        first.__context__ = second
        raise RuntimeError(4)


for function in (itself, three):
    try:
        function()
    except Exception as error:
        chain = [error]
        while chain[-1].__context__ is not None and chain[-1].__context__ not in chain:
            chain.append(chain[-1].__context__)
        print([repr(link) for link in chain], repr(chain[-1].__context__))
