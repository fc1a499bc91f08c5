def f(g, a, k):
    g()
    g(1, a, key=a)
    g.method(a, key=1)
    g(*a)
    g(1, *a, 2, **k)
    g(x=1, **k, y=2)
    super(int, a).method()
    return lambda x, y=a, *, z=1: x
