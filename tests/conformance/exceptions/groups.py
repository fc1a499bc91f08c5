# Exception groups: construction, splitting, `except*`.
g = ExceptionGroup("several", [ValueError(1), TypeError("t"), ExceptionGroup("inner", [KeyError("k"), ValueError(2)])])
print(g, len(g.exceptions), g.message)
print(repr(g))
matched, rest = g.split(ValueError)
print(repr(matched), repr(rest))
print(repr(g.subgroup(KeyError)), g.subgroup(OSError))
print(repr(g.subgroup(lambda e: e.args and e.args[0] == 2)))
try:
    raise g
except* ValueError as e:
    print("values", e.exceptions)
except* (TypeError, KeyError) as e:
    print("others", e.exceptions)
else:
    print("never")
finally:
    print("finally")
try:
    try:
        raise g
    except* KeyError:
        print("key")
except ExceptionGroup as e:
    print(repr(e))
try:
    raise ValueError("alone")
except* ValueError as e:
    print(type(e).__name__, e.exceptions)
b = BaseExceptionGroup("base", [KeyboardInterrupt(), ValueError()])
print(type(b).__name__, isinstance(b, Exception), type(BaseExceptionGroup("b", [ValueError()])).__name__)
for args in (("m", []), ("m", [1]), ("m",), ("m", [KeyboardInterrupt()])):
    try:
        ExceptionGroup(*args)
    except (TypeError, ValueError) as e:
        print(type(e).__name__, e)


class Own(ExceptionGroup):
    def derive(self, excs):
        return Own("derived", excs)


print([repr(x) for x in Own("own", [ValueError(1), TypeError(2)]).split(TypeError)])
try:
    try:
        raise ExceptionGroup("first", [ValueError("v")])
    except* ValueError:
        raise KeyError("from a handler")
except BaseException as e:
    print(repr(e), repr(e.__context__) if e.__context__ else None)
