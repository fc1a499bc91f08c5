i = 10
squares = [i * i for i in range(i)]
pairs = {a: b for a in [1, 2] for b in (a, i) if a if b}
closures = [lambda: j for j in range(3)]


def f(n):
    total = [last := k for k in range(n)]
    lazy = (k + n for k in total if k in [1, 2, 3])
    nested = [[m for m in range(n)] for n in total]
    functions = [lambda: (q, n) for q in nested]
    if any((hit := value) for value in total):
        return hit, last
    return {k for k in f(m for m in total)}


class C:
    size = 3
    items = [size for size in range(size)]
    outside = [i for _ in items]
    late = (lambda: i, list(s for s in items))
