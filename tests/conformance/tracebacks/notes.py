class AppError(Exception):
    def __str__(self):
        return "line one\nline two"


def fail():
    e = AppError("x")
    e.add_note("a note")
    e.add_note("another\nwith two lines")
    raise e


fail()
