# order of attempts
log = []
class A:
    def __init__(self, n): self.n = n
    def __add__(self, o):
        log.append("A.add")
        return ("A+", self.n, type(o).__name__)
    def __radd__(self, o):
        log.append("A.radd")
        return ("A.radd", self.n)
    def __sub__(self, o):
        log.append("A.sub")
        return NotImplemented
    def __mul__(self, o):
        if isinstance(o, A):
            return A(self.n * o.n)
        return NotImplemented
    def __eq__(self, o):
        log.append("A.eq")
        if isinstance(o, A): return self.n == o.n
        return NotImplemented
    def __lt__(self, o):
        log.append("A.lt")
        return NotImplemented
class B(A):
    def __radd__(self, o):
        log.append("B.radd")
        return ("B.radd", self.n)
class C(A):
    pass
class D(A):
    def __rsub__(self, o):
        log.append("D.rsub")
        return NotImplemented
    def __gt__(self, o):
        log.append("D.gt")
        return "gt"
class E:
    def __init__(self, n): self.n = n
    def __rsub__(self, o):
        log.append("E.rsub")
        return "E.rsub"
    def __rmul__(self, o):
        return ("E.rmul", type(o).__name__)
    def __gt__(self, o):
        log.append("E.gt")
        return []
def t(f):
    try:
        r = f()
    except TypeError as e:
        r = "TypeError: " + str(e)
    if isinstance(r, A): r = ("A", r.n)
    print(r, log)
    log.clear()
a, b, c, d, e = A(1), B(2), C(3), D(4), E(5)
t(lambda: a + a)
def run():
    a, b, c, d, e = A(1), B(2), C(3), D(4), E(5)
    def ab(): return a + b
    print(a + a, a + b, a + c, b + a, c + a, a + 1, 1 + a, 1.5 + b, log); log.clear()
    for x in [a, c, d]:
        for f in (lambda: x - a, lambda: x - d, lambda: x - e, lambda: x - 1, lambda: x * a, lambda: x * e, lambda: x * 2, lambda: x == a, lambda: x == d, lambda: x != 3, lambda: x < e, lambda: x < a, lambda: x < d, lambda: x > e):
            t(f)
run()
def direct():
    a, b, c, d, e = A(1), B(2), C(3), D(4), E(5)
    try: print(a - a)
    except TypeError as x: print(x, log)
    try: print(a - d)
    except TypeError as x: print(x, log)
    print(a - e, log)
    try: a -= 1
    except TypeError as x: print(x, log)
    a -= e
    print(a, log)
    log.clear()
    a = A(7)
    print((a * a).n, a * e)
    try: a * 3
    except TypeError as x: print(x)
    try: a *= 3
    except TypeError as x: print(x)
    try: 3 * a
    except TypeError as x: print(x)
    print(a == b, a != b, a == c, a == A(7), a != A(7), a == 7, a != 7, log); log.clear()
    print(a < e, log); log.clear()
    if a < e: print("yes")
    else: print("no")
    try: a < a
    except TypeError as x: print(x, log)
    print(a < d, log)
    if not (a != A(7)): print("same")
direct()
