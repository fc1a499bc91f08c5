class NoText(Exception):
    def __str__(self):
        raise RuntimeError("no text")


def inner():
    try:
        raise NoText(1)
    except NoText:
        raise KeyError("two\nlines") from None


def context():
    try:
        {}["missing"]
    except KeyError:
        raise ValueError("with a context")


def collect():
    found = []
    for f in (inner, context):
        try:
            f()
        except Exception as e:
            e.add_note("a note\nof two lines")
            found.append(e)
    nested = ExceptionGroup("nested", [TypeError("t"), NoText(), ExceptionGroup("deeper", [OSError(2, "no", "f")])])
    many = ExceptionGroup("many", [IndexError(i) for i in range(20)])
    raise BaseExceptionGroup("all of them", [*found, many, nested, KeyboardInterrupt()]) from OSError(1, "x")


try:
    collect()
except* AssertionError as group:
    print("never shown", group)
