for s in ("", "a", "ab", "abc", "é"):
    for n in (-1, 0, 1, 4, 5):
        print(repr(s.center(n)), repr(s.ljust(n)), repr(s.rjust(n)), repr(s.zfill(n)), repr(s.center(n, "*")), repr(s.ljust(n, ".")), repr(s.rjust(n, "é")))
print("-42".zfill(6), "+42".zfill(6), "-".zfill(3), "--1".zfill(5), "4.2".zfill(7))
for t in ("a\tb", "\t", "ab\tc\td", "a\nb\tc", "0123456789\tx", "é\tx"):
    print(repr(t.expandtabs()), repr(t.expandtabs(4)), repr(t.expandtabs(0)), repr(t.expandtabs(tabsize=1)))
for f in (lambda: "a".center(5, "ab"), lambda: "a".ljust(5, ""), lambda: "a".rjust("5"), lambda: "a".zfill(), lambda: "a".center(5, 1)):
    try:
        f()
    except TypeError as e:
        print(e)
