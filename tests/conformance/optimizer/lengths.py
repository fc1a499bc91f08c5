class Box:
    def __init__(self, *items): self.items = list(items)
    def __len__(self): return len(self.items)


class Given:
    def __init__(self, n): self.n = n
    def __len__(self): return self.n


class Both:
    def __init__(self, n): self.n = n
    def __len__(self): return self.n
    def __bool__(self): return self.n == 0


class Wrong:
    def __init__(self, n): self.n = n
    def __bool__(self): return self.n


def show(x):
    try:
        print(len(x), end=" ")
    except Exception as e:
        print(type(e).__name__, e, end=" ")
    try:
        print("true" if x else "false", not x, bool(x), (x and 1) == 1, end=" ")
    except Exception as e:
        print(type(e).__name__, e, end=" ")
    print()


def given(n):
    g = Given(n)
    try:
        print(len(g), range(len(g)), [0] * len(g) if len(g) < 9 else "", end=" ")
    except Exception as e:
        print(type(e).__name__, e, end=" ")
    try:
        while g:
            print("true")
            break
        else:
            print("false")
    except Exception as e:
        print(type(e).__name__, e)


show(Box())
show(Box(1, 2))
show(Both(0))
show(Both(3))
for n in (0, 1, -1, 2**62 - 1, 2**62, 2**63 - 1, 2**63, -2**70):
    given(n)
    show(Given(n))
for n in (True, False, 1, None):
    show(Wrong(n))


class Late:
    def __init__(self): self.n = 3


def late(c):
    print(bool(c), 1 if c else 2)
    Late.__len__ = lambda self: 0
    print(bool(c), 1 if c else 2, len(c))
    Late.__bool__ = lambda self: True
    print(bool(c), 1 if c else 2, len(c))
    del Late.__bool__
    print(bool(c), 1 if c else 2, len(c))


late(Late())
