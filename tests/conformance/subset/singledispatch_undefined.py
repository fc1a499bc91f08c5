# `functools.singledispatch`
from functools import singledispatch


@singledispatch
def f(x):
    return "any"


try:

    @f.register
    def _(x: Undefined):
        return "?"

except Exception as e:
    print(type(e).__name__)
