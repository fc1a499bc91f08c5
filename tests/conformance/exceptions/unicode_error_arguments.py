makers = (
    lambda: UnicodeEncodeError("a", b"b", 1, 2, "c"),
    lambda: UnicodeEncodeError("a", "b", "1", 2, "c"),
    lambda: UnicodeEncodeError(1, "b", 1, 2, "c"),
    lambda: UnicodeDecodeError("a", "b", 1, 2, "c"),
    lambda: UnicodeTranslateError("b", 1, 2, 3),
    lambda: UnicodeEncodeError("a"),
    lambda: UnicodeEncodeError("ascii", "abc", 0, 1, "why"),
    lambda: UnicodeEncodeError("ascii", "abc", 5, 10, "why"),
    lambda: UnicodeEncodeError("ascii", "abc", 5, 6, "why"),
    lambda: UnicodeDecodeError("ascii", b"abc", -1, 10, "why"),
    lambda: UnicodeDecodeError("ascii", b"abc", 1, 2, "why"),
    lambda: UnicodeTranslateError("a\u1234", 1, 2, "why"),
)
for make in makers:
    try:
        e = make()
        print(e, e.args, e.start, e.end)
    except TypeError as e:
        print("TypeError", e)
