import sys

places = (
    ("prog.txt", 2, 3, "  a b c\n", 2, 6),
    ("prog.txt", 2, 1, "  a b c\n"),
    ("prog.txt", 2, None, "  a b c\n"),
    ("prog.txt", 2, 30, "\tshort\n", 2, 40),
    (None, 7, 2, "x", 8, 1),
    ("prog.txt", None, None, None),
)
for place in places:
    try:
        raise SyntaxError("bad", place)
    except SyntaxError as e:
        sys.excepthook(type(e), e, None)


def parse(text):
    raise SyntaxError("cannot parse", ("data.txt", 1, 4, text, 1, 7))


parse("let 1x = 2")
