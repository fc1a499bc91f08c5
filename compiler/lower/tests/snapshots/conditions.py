def f(a, b, c):
    if a < b and not c or b is None:
        return 1
    while not (a in b):
        a = b if c else a
    x = a or b and c
    y = a < b < c
    assert a == b, "different"
    return not x
