def f(xs):
    try:
        return [x * y for x in xs if x for y in x]
    except ValueError:
        pass
    return {k: (lambda: k) for k in xs}, {x for x in xs}, (x for x in xs)
