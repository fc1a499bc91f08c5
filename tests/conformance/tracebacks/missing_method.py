# Where the method of a call is missing, what is called is marked; where the call fails, all of it.
import sys


class Thing:
    def method(self, a):
        return a.missing(1, 2)

    def chain(self):
        return self.other.deep(
            1,
            2,
        )


def show(f):
    try:
        f()
    except Exception:
        sys.excepthook(*sys.exc_info())


show(lambda: Thing().method(None))
show(lambda: Thing().chain())
show(lambda: print("日本語", Thing().nothing("é")))
value = None
value = value.attribute(
    1, [2]
)
