from collections import deque
import copy
class D(deque):
    def __init__(self, n, *a, **k):
        super().__init__(*a, **k); self.n = n
d = D(3, [1, 2, 3], maxlen=5)
print(d, d.n, d.maxlen, d.__dict__, isinstance(d, deque), copy.copy(deque([1], 4)), copy.deepcopy(deque([[1]])))
d.append(4); d.append(5); d.append(6); print(d)
class E(deque): pass
e = E([1, 2]); e.x = 1
print(e.copy(), type(e.copy()), copy.copy(e), e.__reduce__()[:3], deque([1], 3).__reduce__()[:3], deque().__reduce_ex__(2)[:3])
it = iter(deque([1, 2, 3])); next(it)
print(it.__length_hint__(), type(it), it.__reduce__()[1], type(reversed(deque())), list(it), list(reversed(deque("abc"))))
match deque([1, 2, 3]):
    case [a, *b]: print(a, b)
match e:
    case [a, b]: print(a, b)
import weakref
w = weakref.ref(e); print(w() is e)
for f in (lambda: 1 + deque(), lambda: deque() + [1], lambda: deque() * "a", lambda: deque()[1 << 70], lambda: deque()["a"], lambda: deque([1]).insert("a", 1), lambda: deque().rotate("a"), lambda: deque(1, 2, 3), lambda: deque(maxlen="a"), lambda: deque(foo=1), lambda: deque([1], 1.5), lambda: deque().append(), lambda: deque().append(1, 2), lambda: deque().pop(1), lambda: deque().foo, lambda: deque([1]) < [1], lambda: {deque(): 1}, lambda: deque[int], lambda: deque([3, 1]) * 2, lambda: 2 * deque([3, 1], 3), lambda: deque([3], 2) * -1, lambda: deque("ab") == "ab", lambda: deque([1, 2]) >= deque([1]), lambda: deque([1, 2], 1) + deque([3, 4]), lambda: deque([1]) != deque([2]), lambda: deque([1, 2, 3]).index(3, -1), lambda: deque([1, 2, 3]).index(1, 1), lambda: deque([1,2,3]).count(2), lambda: sorted(deque([3, 1])), lambda: sum(deque([1, 2])), lambda: max(deque([1, 5])), lambda: [*deque("ab")], lambda: dict(deque([(1, 2)])), lambda: deque(deque([1])), lambda: deque.__module__ + deque.__name__, lambda: deque, lambda: repr(deque([deque()])), lambda: f"{deque()}", lambda: bool(deque()), lambda: deque((1, 2, 3), maxlen=0)):
    try: print(f())
    except Exception as x: print(type(x).__name__, x)
q = deque([1]); q.append(q); print(q)
q = deque(range(5)); q.extend(q); print(q); q.extendleft(q); print(len(q)); q += "x"; q *= 2; print(len(q)); q *= 0; print(q)
q = deque(range(6)); del q[2]; q[0] = 9; q.insert(-1, 7); q.insert(2, 8); q.rotate(-2); print(q); q.reverse(); print(q); q.rotate(100); print(q); q.remove(8); print(q); q.clear(); print(q)
class Bad:
    def __eq__(self, o): q.clear(); return False
q = deque([Bad(), 1])
for f in (lambda: q.remove(5), lambda: q.index(5), lambda: q.count(5), lambda: 5 in q):
    q.clear(); q.extend([Bad(), 1])
    try: f()
    except Exception as x: print(type(x).__name__, x)
from collections.abc import MutableSequence
print(isinstance(deque(), MutableSequence), deque.__hash__, [n for n in dir(deque) if not n.startswith("_")])
q = deque([1, 2]); i = iter(q); next(i); q.append(3)
for _ in range(2):
    try: next(i)
    except (RuntimeError, StopIteration) as x: print(repr(x))
print(deque([1.0, float("nan")]) == deque([1.0, float("nan")]), type(iter(deque()))(deque([1, 2, 3]), 2).__length_hint__())
