s = {3, 1, 2}
print(s, len(s), 2 in s, set(), frozenset(), {1, 1.0, True}, set("hello") == set("olleh"), set([1, 2, 2]), frozenset({1}), {1, 2} == frozenset([2, 1]), bool(set()), {*[1, 2], *(2, 3)})
s.add(10)
s.discard(99)
s.discard(1)
s.remove(2)
print(s, s.pop() in (3, 10), len(s))
a, b = {1, 2, 3, 4}, {3, 4, 5}
print(a | b, a & b, a - b, a ^ b, a.union(b, [9]), a.intersection([1, 2], {2}), a.difference((1,), (2,)), a.symmetric_difference([1, 7]))
print(a < b, a <= a, {1} < a, a > {1, 2}, a >= b, a == {4, 3, 2, 1}, a != b, a.issubset(range(10)), a.issuperset([1]), a.isdisjoint(b), a.isdisjoint([9]))
c = a.copy()
c |= {100}
c &= {1, 2, 100}
c -= {2}
c ^= {1, 5}
print(c, a)
c.update([7], (8,))
c.intersection_update({7, 8, 5})
c.difference_update([8])
c.symmetric_difference_update([1, 7])
print(c, c.clear(), c)
for f in (lambda: s.remove("zz"), lambda: set().pop(), lambda: {[1]}, lambda: s.add([]), lambda: {{}}, lambda: s | [1], lambda: s < [1], lambda: hash(s), lambda: set(5), lambda: s[0], lambda: s + s, lambda: frozenset([1]).add(2), lambda: {set()}, lambda: s.nope):
    try:
        f()
    except (KeyError, TypeError, AttributeError) as e:
        print(type(e).__name__, e)
f = frozenset([1, 2])
print(f | {3}, {3} | f, type(f | {3}), type({3} | f), hash(f) == hash(frozenset([2, 1])), {f: "key"}[frozenset([2, 1])], f.copy() is f, {1, 2} in {f}, repr(frozenset("a")))
for x in {5}:
    print(x)
try:
    m = {1, 2, 3}
    for x in m:
        m.add(x + 10)
except RuntimeError as e:
    print(e)
