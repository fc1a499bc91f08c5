# OSError takes its arguments in `__new__`, unless a subclass has an `__init__` and no `__new__` of its own.
class WithNew(OSError):
    def __new__(cls, code, text, extra=None):
        self = OSError.__new__(cls, code, text)
        self.extra = extra
        return self


class WithInit(OSError):
    def __init__(self, code, extra):
        super().__init__(code, "from the subclass")
        self.extra = extra


class WithBoth(OSError):
    def __new__(cls, *args, **options):
        return super().__new__(cls, *args)

    def __init__(self, *args, **options):
        self.options = options


class Silent(OSError):
    def __init__(self, *args):
        pass


for e in (WithNew(2, "text", extra=5), WithInit(13, "x"), WithBoth(1, "y", k=3), Silent(2, "z")):
    print(type(e).__name__, e.args, e.errno, e.strerror, vars(e), "|", e)
print([type(OSError(n, "x")).__name__ for n in (2, 13, 17, 32, 99999)])
for args in ((1,), (1, "a"), (1, "a", None), (1, "a", "f"), (1, "a", "f", None, "g"), (1, "a", "f", None, None), (1, 2, 3, 4, 5, 6)):
    e = OSError(*args)
    print(e.args, e.filename, e.filename2, e)
e = BlockingIOError(11, "text", 5)
print(e.args, e.characters_written, e.filename, e)
e.characters_written = 7
print(e.characters_written)
for action in (lambda: BlockingIOError(11, "m").characters_written, lambda: OSError("a", x=1), lambda: FileNotFoundError(1, k=2)):
    try:
        print(action())
    except (AttributeError, TypeError) as e:
        print(type(e).__name__, e)
