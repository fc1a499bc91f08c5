import helper
import helper as h
from helper import greet, VALUE as V
from pkg import thing
from pkg.sub import deep
import pkg.sub.deep
import pkg.other as other

print("main runs as", __name__)
print(helper.greet("a"), h is helper, greet("b"), V, thing.NAME, deep.where(), pkg.sub.deep.where(), other.sibling())
helper.VALUE = 99
print(helper.VALUE, helper.get_value(), V)
print(helper.__name__, pkg.__name__, deep.__name__, pkg.INIT, helper.counter)
import helper

print(helper.counter, pkg.sub is not None)


def late():
    from helper import late_function
    import lazy

    return late_function(), lazy.LOADED


print(late(), late())
try:
    from helper import missing
except ImportError as e:
    print(str(e).split(" (")[0])
try:
    import nothing_here
except ModuleNotFoundError as e:
    print(e)
try:
    import pkg.nothing
except ModuleNotFoundError as e:
    print(e)
try:
    helper.nope
except AttributeError as e:
    print(e)
from pkg import *

print(exported, "hidden" in globals(), "_private" in globals(), also)
