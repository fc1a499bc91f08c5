def f(a, b):
    with a as x, b:
        if x:
            return 1
        x()
    return 2
