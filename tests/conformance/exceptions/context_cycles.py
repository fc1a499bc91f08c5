"""Chains of contexts that run in circles."""


def cycle(length):
    errors = [ValueError(i) for i in range(length)]
    for a, b in zip(errors, errors[1:] + errors[:1]):
        a.__context__ = b
    return errors


for length in 1, 2, 3, 7:
    errors = cycle(length)
    try:
        raise errors[0]
    except ValueError:
        try:
            raise KeyError("new")
        except KeyError as e:
            print(length, repr(e.__context__))
    # An exception that is in the circle itself.
    try:
        raise errors[0]
    except ValueError as e:
        try:
            raise errors[-1]
        except ValueError as e:
            print(repr(e), repr(e.__context__))

straight = [ValueError(i) for i in range(4)]
for a, b in zip(straight, straight[1:]):
    a.__context__ = b
straight[3].__context__ = straight[2]
try:
    raise straight[0]
except ValueError:
    try:
        raise KeyError("new")
    except KeyError as e:
        print(repr(e.__context__), repr(straight[3].__context__))
