data = {"a": {"b": [1, 2, 3]}}


def f(x):
    return x["a"]["b"][10] + 1


def g():
    for k in data:
        value = f(data) if k else None
    return value


class K:
    attr = g()
