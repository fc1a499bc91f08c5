class N:
    def __init__(self, n):
        self.n = n

    def __del__(self):
        print(f"~{self.n}", end=" ")

    def __hash__(self):
        return self.n

    def __eq__(self, o):
        return self.n == o.n


s = {N(1), N(2), N(3)}
s.discard(N(2))
print("discarded")
s = None
print("set gone")
d = {N(i): N(i + 10) for i in range(2)}
d.pop(N(0))
print("popped")
d.clear()
print("cleared")
a = [N(i) for i in range(6)]
del a[1:3]
print("slice deleted")
a[:2] = []
print("slice assigned")
a.reverse()
del a
print("list gone")
b = [N(20)] * 3
del b[0], b[0]
print("one reference left")
b.pop()
print("gone")
c = [[N(30)], [N(31), [N(32)]]]
c = c[1:]
print("first dropped")
c = c[0][1]
print("second dropped")
c = None
print()


class Node:
    def __init__(self, n, next=None):
        self.n = n
        self.next = next

    def __del__(self):
        print(f"node{self.n}", end=" ")


head = Node(1, Node(2, Node(3)))
head = head.next
print("head moved")
head = None
print("chain gone")
x = N(40)
y = x
x = N(41)
print("rebinding keeps y")
y = x
print("now 40 is gone")
x = y = None
print()
args = (N(50), N(51))


def f(*a, **k):
    return len(a)


print(f(*args), f(N(60), k=N(61)))
args = None
print()
m = map(lambda v: v.n, [N(70), N(71)])
print(next(m))
del m
print("map gone")
it = iter([N(80), N(81)])
next(it)
print("first consumed but the list lives")
del it
print("end")
