# Functions of the library that are C functions in CPython: in a class they are attributes, not methods.
import bisect
import functools
import heapq
import math
import operator


class Node:
    def __init__(self, left, right):
        self.left, self.right = left, right

    def evaluate(self):
        return self.op(self.left, self.right)


class Add(Node):
    op = operator.add


class Less(Node):
    op = operator.lt


class Item(Node):
    op = operator.getitem


class Plain(Node):
    def op(self, a, b):
        return (type(self).__name__, a, b)


for node in (Add(1, 2), Less(1, 2), Item([5, 6], 1), Plain(3, 4), Add("a", "b")):
    print(type(node).__name__, node.evaluate(), node.op(*(node.left, node.right)))


class Tools:
    reduce = functools.reduce
    key = functools.cmp_to_key
    negate = operator.neg
    root = math.sqrt
    push = heapq.heappush
    find = bisect.bisect
    size = len

    def total(self, items):
        return self.reduce(lambda a, b: a + b, items, 0)

    def ordered(self, items):
        return sorted(items, key=self.key(lambda a, b: b - a))


class More(Tools):
    def total(self, items):
        return -super().total(items), super().negate(1)


t = Tools()
heap = []
t.push(heap, 3)
print(t.total([1, 2, 3]), More().total([1, 2]), t.ordered([1, 3, 2]), t.negate(4), t.root(9), heap, t.find([1, 2, 3], 2), t.size("abc"))
print(Tools.negate is operator.neg, t.negate is operator.neg, getattr(t, "negate")(2))
setattr(Plain, "op", operator.mul)
print(Plain(3, 4).evaluate())
Plain.op = lambda self, a, b: ("again a method", a, b)
print(Plain(3, 4).evaluate())
