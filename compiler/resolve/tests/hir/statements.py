def f(a, *rest, k):
    a, (b, *c), a.x, a[0] = a.y = rest
    a.x += 1
    a[k] **= 2
    with open(a) as (b, c), k:
        del a.x, (b, [c])
    while a:
        if b:
            break
        elif c:
            continue
        elif k:
            pass
        else:
            raise
    else:
        assert a, "message"
    try:
        raise ValueError from a
    except* (TypeError, OSError) as group:
        pass
    finally:
        k()
    return 1 < a <= b is not None, not a or b and c, a if b else c, a[1:], a[:, ::2], [*a, b], {**k, "x": 1}


def g(n):
    received = yield
    x = yield from g(n - 1)
    f(*x, 1, *n, key=(yield received), **n)
    return [a for a in n] if n else None
