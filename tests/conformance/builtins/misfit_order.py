# Calls of built-in functions that do not fit in several ways: which one is reported.
import math


def attempt(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)


attempt(lambda: round(x=1))
attempt(lambda: round(1, number=1))
attempt(lambda: pow(x=1))
attempt(lambda: pow(1, x=1))
attempt(lambda: pow(1, 2, base=1))
attempt(lambda: "a".replace(x=1))
attempt(lambda: b"a".translate(x=1))
attempt(lambda: math.nextafter(1))
attempt(lambda: math.nextafter(1, 2, 3))
attempt(lambda: math.nextafter(1, 2, 3, 4))
attempt(lambda: math.prod())
attempt(lambda: math.prod([1], 2))
attempt(lambda: math.prod([1], 2, 3))
attempt(lambda: [].sort(1))
attempt(lambda: [].sort(1, 2, 3))
attempt(lambda: reversed())
attempt(lambda: reversed([], []))
attempt(lambda: enumerate(5, "a"))
attempt(lambda: list(x=1))
attempt(lambda: [].__init__(x=1))

# Methods of CPython's own making, and the wrappers of slots.
for f in (list.__getitem__, dict.__getitem__, dict.__contains__, set.__contains__, tuple.__getitem__, list.__contains__):
    print(type(f).__name__)
attempt(lambda: [].__getitem__())
attempt(lambda: {}.__contains__(1, 2))
attempt(lambda: ().__getitem__())
attempt(lambda: [].__setitem__(1))
attempt(lambda: [].__len__(1))
attempt(lambda: (1).__pow__())
attempt(lambda: (1).__add__(x=1))
attempt(lambda: {}.__setitem__(k=1))
