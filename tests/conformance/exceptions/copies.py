import copy

originals = (
    ValueError("a", 1),
    OSError(2, "no", "file"),
    OSError(2, "no", "f", None, "g"),
    KeyError("k"),
    StopIteration(4),
    SystemExit(3),
    AttributeError("m", name="n", obj=5),
    ImportError("m", name="n", path="p"),
    UnicodeDecodeError("utf-8", b"ab", 0, 1, "why"),
)
for e in originals:
    print(len(e.__reduce__()), e.__reduce__())
    e.note = "hello"
    c = copy.copy(e)
    fields = [getattr(c, n, None) for n in ("errno", "filename", "filename2", "name", "path", "value", "code", "reason")]
    print(type(c) is type(e), c.args, c.__dict__, repr(c), str(c), fields)
e = ValueError(1)
e.__setstate__({"a": 1, "b": 2})
print(e.__dict__, e.__setstate__(None))
try:
    e.__setstate__(5)
except TypeError as error:
    print(error)
