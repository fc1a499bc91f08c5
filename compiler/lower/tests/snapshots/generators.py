def f(xs):
    try:
        sent = yield xs
    finally:
        print("done")
    result = yield from xs
    return sent, result
