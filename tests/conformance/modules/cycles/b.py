print("b starts")
import a

try:
    print(a.value)
except AttributeError as e:
    print(e)
try:
    from a import value
except ImportError as e:
    print(str(e).split(" (")[0])
value = "b value"


def use_a():
    return a.value


print("b ends")
