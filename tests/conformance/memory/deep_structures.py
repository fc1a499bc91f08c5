# Freeing, comparing and printing structures far deeper than the stack.
deep = []
for _ in range(1000000):
    deep = [deep]
del deep
t = ()
for _ in range(300000):
    t = (t,)
del t
d = {}
for _ in range(300000):
    d = {"k": d}
del d


class Node:
    def __init__(self, next):
        self.next = next


n = None
for _ in range(500000):
    n = Node(n)
del n
print("freed")
a, b = [], []
for _ in range(100000):
    a, b = [a], [b]
for f in (lambda: a == b, lambda: repr(a), lambda: str(b), lambda: a < b):
    try:
        print(f())
    except RecursionError as e:
        print(type(e).__name__)
del a, b
h = ()
for _ in range(100000):
    h = (h,)
try:
    hash(h)
except RecursionError as e:
    print(type(e).__name__)
del h
f = lambda: 0
for _ in range(100000):
    f = (lambda g: lambda: g)(f)
del f


def chain(inner):
    yield inner


g = iter([])
for _ in range(100000):
    g = chain(g)
del g
print("end")
