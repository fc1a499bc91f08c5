s = "  one two   three\tfour\n"
print(s.split(), s.split(None, 2), s.split(" "), s.split(" ", 1), s.rsplit(), s.rsplit(None, 1), s.rsplit(" ", 2))
for t in ("a,b,,c", ",a,", "", ",", "abc", "a,b,c,d"):
    print(t.split(","), t.split(",", 1), t.rsplit(",", 1), t.split(",", 0), t.split(",", -1), t.partition(","), t.rpartition(","), t.split(",,"))
print("".split(), " ".split(), "".split("x"), "a b".split(maxsplit=1), "a b c".split(sep=" ", maxsplit=1), "aXXbXXc".split("XX"), "aXXXb".rsplit("XX"))
print("one\ntwo\r\nthree\rfour\x0bfive\x0csix\x1cseven\x85eight\u2028nine\n".splitlines())
print("one\ntwo\r\nthree\n\n".splitlines(True), "one\n".splitlines(keepends=True), "".splitlines(), "\n".splitlines(), "a".splitlines())
for f in (lambda: "a".split(""), lambda: "a".partition(""), lambda: "a".rsplit(""), lambda: "a".rpartition("")):
    try:
        f()
    except ValueError as e:
        print(e)
for f in (lambda: "a".split(1), lambda: "a".partition(None), lambda: "a".split(",", "x"), lambda: "a".split(",", 1, 2)):
    try:
        f()
    except TypeError as e:
        print(e)
print("a\u2003b\u00a0c".split(), "x\x1fy".split(), "é,ü,😀".split(","))
