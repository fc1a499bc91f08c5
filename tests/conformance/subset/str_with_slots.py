# a subclass of `str` with names in `__slots__`
class Word(str):
    __slots__ = ("kind",)


w = Word("text")
w.kind = 1
try:
    w.other = 2
    print("has a __dict__")
except AttributeError as e:
    print(e)
