# `types.coroutine`
# `types.CapsuleType`
import types


def g():
    yield 1


print(types.coroutine(g) is g, hasattr(types, "CapsuleType"))
