s = "the cat sat on the mat; the end"
for sub in ("the", "at", "x", "", "t", "end", s, s + "!"):
    print(repr(sub), s.find(sub), s.rfind(sub), s.count(sub), sub in s, s.startswith(sub), s.endswith(sub))
for args in ((3,), (4, 20), (-5,), (-10, -2), (0, 3), (100,), (5, 2), (None, 10), (3, None)):
    print(args, s.find("the", *args), s.rfind("the", *args), s.count("the", *args), s.startswith("the", *args), s.endswith("the", *args))
for f in ("index", "rindex"):
    print(getattr(s, f)("at"), getattr(s, f)("at", 7, 20))
    try:
        getattr(s, f)("zebra")
    except ValueError as e:
        print(e)
print(s.startswith(("a", "th")), s.endswith(("x", "end")), s.startswith(()), "abc".startswith("", 3), "abc".startswith("", 4), "abc".find("", 3), "abc".find("", 4), "".find(""), "aaa".count("aa"), "abc".count(""))
for f in (lambda: s.find(1), lambda: s.count(None), lambda: s.startswith(5), lambda: s.startswith(("a", 1)), lambda: s.index(b"a"), lambda: s.find()):
    try:
        f()
    except TypeError as e:
        print(e)
u = "naïve café 😀 naïve"
print(u.find("é"), u.find("😀"), u.rfind("naïve"), u.index("c"), u.count("ï"), u[11], u[u.find("😀")])
