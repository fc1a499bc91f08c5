names = ("msg", "filename", "lineno", "offset", "text", "end_lineno", "end_offset", "print_file_and_line")
for args in ((), ("m",), ("m", ("f.py", 3, 5, "x = = 1\n")), ("m", ["d/f.py", 3, 5, "text", 3, 6]), ("m", (None, None, None, None)), ("a", 2, 3)):
    e = SyntaxError(*args)
    print(e.args, [getattr(e, n) for n in names], "|", e)
e.end_lineno, e.text = 9, "new"
print(e.end_lineno, e.text, e.end_offset)
for place in (("f", 1, 2), ("f", 1, 2, "t", 3), (1, 2, 3, 4, 5, 6, 7, 8), 5):
    try:
        print(SyntaxError("m", place))
    except TypeError as e:
        print(e)
