assert True
assert 1 + 1 == 2, "math"
assert (1, "a nonempty tuple, not a message")[0]
for value in (0, "", None, []):
    try:
        assert value, f"falsy: {value!r}"
    except AssertionError as e:
        print(e, e.args)
try:
    assert 1 > 2
except AssertionError as e:
    print(repr(e), e.args)


def check(x):
    assert isinstance(x, int), ("not an int", x)
    assert x >= 0
    return x


print(check(5))
for bad in ("a", -1):
    try:
        check(bad)
    except AssertionError as e:
        print(type(e).__name__, e.args)
print(__debug__)
if __debug__:
    print("debug")
