def sums(xs):
    print(sum(x for x in xs), sum(x * 2 for x in xs), end=" ")
    try:
        print(min(x for x in xs), max(x for x in xs), max(-x for x in xs))
    except ValueError as e:
        print(repr(e))

def main():
    sums([1, 2, 3])
    sums([0.1] * 10)
    sums([1, 2.5, 3])
    sums([10**30, 2, 2.5, 0.1, 0.1])
    sums([True, False])
    sums([])
    sums([2**62, 2**62, 2**62, 1.5])
    print(sum(0.1 for _ in range(10)), sum(1.0 / (k + 1) for k in range(100)))
    print(sum(k % 3 == 0 for k in range(10)))
    try:
        print(sum(c for c in "abc"))
    except TypeError as e:
        print(e)
    print(sum(x for x in [1e308, 1e308, -1e308]))
    print(sum(x for x in [float("nan"), 1.0]), sum(x for x in [-0.0]), sum(x for x in [float("inf"), float("inf")]))
    print(min(s for s in ["b", "a", "c"]), max((s, 1) for s in "xzy"))
    print(max(len(w) for w in "the quick brown".split()))
    print(max(x for x in [3, 3.0, True, 1]), min(x for x in [1, True, 1.0]))
    class N:
        def __init__(self, v): self.v = v
        def __gt__(self, o): print("gt", self.v, o.v); return self.v > o.v
        def __add__(self, o): return N(self.v + o)
        def __radd__(self, o): return N(self.v + o)
        def __repr__(self): return f"N({self.v})"
    print(max(N(k) for k in range(3)))
    try:
        print(sum(N(k) for k in range(3)))
    except TypeError as e:
        print(e)
    print(sum(N(k) for k in range(1)))

main()
max(x for x in [])
