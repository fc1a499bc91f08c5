from typing import Iterator
import sys

def numbers(n):
    state = 1
    for i in range(n):
        state = (state * 48271) % 2147483647
        yield state

def odd(xs):
    for x in xs:
        if x % 2 == 1:
            yield x

def two(n):
    yield "a"
    yield "b"
    for i in range(n):
        yield i
        yield str(i)

def pairs(n):
    for i in range(n):
        yield i, i * i

def flat(n):
    for i in range(n):
        yield from range(i)
    return 5

def deleg(n):
    r = yield from flat(n)
    yield r

def fails(n):
    for i in range(n):
        yield 10 // (2 - i)

def stops():
    yield 1
    raise StopIteration("x")

class Tree:
    def __init__(self, left, v, right):
        self.left = left; self.v = v; self.right = right
    def __iter__(self):
        if self.left is not None:
            yield from self.left
        yield self.v
        if self.right is not None:
            for x in self.right:
                yield x
    def values(self, k=2, *, add=0):
        for x in self:
            yield x * k + add

def rec(n):
    if n:
        for x in rec(n - 1):
            yield x + 1
        yield 0

def main():
    total = 0
    for a in odd(numbers(70)):
        total += a
    print(total)
    print(sum(x * x for x in odd(numbers(5)) if x % 3))
    print(list(two(3)), [x for x in two(2)])
    for a, b in pairs(4):
        print(a, b)
    for p in pairs(2):
        print(p)
    print(sum(flat(5)), list(deleg(3)))
    try:
        for x in fails(5):
            print(x)
    except ZeroDivisionError as e:
        print("zde", e)
    try:
        for x in stops():
            print(x)
    except RuntimeError as e:
        print(repr(e), repr(e.__cause__))
    t = Tree(Tree(None, 1, None), 2, Tree(None, 3, None))
    print(list(t), [x for x in t.values()], sum(t.values(3, add=1)))
    print(any(x > 2 for x in t), all(x > 2 for x in t), sum(x > 1 for x in t))
    print(",".join(str(x) for x in t), sorted(-x for x in t), tuple(x for x in t), set(x % 2 for x in t))
    for x in rec(3):
        print(x, end=" ")
    print()
    k = 3
    for x in (y + k for y in range(3)):
        k += 1
        print(x)
    for i in range(2):
        for x in pairs(3):
            if x[0] == 1:
                break
            print(i, x)
        else:
            print("else")
    g = pairs(5)
    while True:
        for x in g:
            print("re", x)
            break
        else:
            break
    for x in fails(3):
        print(x)

main()
