def accumulate(item, bucket=[]):
    bucket.append(item)
    return bucket


print(accumulate(1), accumulate(2), accumulate(3, ["own"]), accumulate(4))
n = 5


def bound(x=n, y=n * 2):
    return x, y


n = 100
print(bound(), bound(1), bound(y=0))


def sentinel(value=None):
    if value is None:
        value = {"fresh": True}
    value["n"] = value.get("n", 0) + 1
    return value


print(sentinel(), sentinel(), sentinel({"n": 5}))


def make(i):
    def inner(j=i, *, k=i * 10):
        return i, j, k

    return inner


fs = [make(i) for i in range(3)]
print([f() for f in fs], fs[1](7), fs[2](k=8))
print(accumulate.__defaults__, bound.__defaults__, fs[0].__kwdefaults__, bound.__name__, fs[0].__name__, bound.__doc__)
bound.__defaults__ = (1, 2)
print(bound())


def documented(a, b=1):
    """Doc string."""
    return a


print(documented.__doc__, documented.__name__, documented.__qualname__, fs[0].__qualname__, documented.__module__, callable(documented), documented.__annotations__)
documented.attribute = [1]
documented.attribute.append(2)
print(documented.attribute, hasattr(documented, "nope"), documented.__dict__)
try:
    documented.nope
except AttributeError as e:
    print(e)
print(repr(documented)[:20], type(documented).__name__, type(lambda: 0).__name__, (lambda: 0).__name__, type(len).__name__, repr(len), len.__name__)
