# `__import__` with constant and computed names.
import sys

print(__import__("math").floor(2.5), __import__("os.path").__name__, __import__("os.path", fromlist=["join"]).join("a", "b"))
name = "".join(["js", "on"])
import json

print(__import__(name) is json, __import__("collections", fromlist=("abc",)).abc.__name__)
for args in (("no_such_module",), ("math.nothing",), ("",), (5,), ("x", {}, {}, (), 1)):
    try:
        __import__(*args)
    except (ImportError, ValueError, TypeError, KeyError) as e:
        print(type(e).__name__, e.name if isinstance(e, ModuleNotFoundError) else "")


class Bad:
    def __set_name__(self, owner, name):
        1 / 0


try:

    class Uses:
        attribute = Bad()

except ZeroDivisionError as e:
    print(e, e.__notes__)
