# What bytes formatting and bytes methods say of arguments that do not fit.
def attempt(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)


class Wrong:
    def __bytes__(self):
        return "text"


for value in (b"ab", b"", bytes(3), 256, "a", None, 65, b"a"):
    attempt(lambda: b"%c" % value)
for value in ("a", None, b"x", 1, 2.5):
    attempt(lambda: b"%f" % value)
attempt(lambda: b"%s" % Wrong())
attempt(lambda: bytes(Wrong()))
attempt(lambda: bytes("a", errors="strict"))
attempt(lambda: b"ab".hex("", "x"))
attempt(lambda: b"ab".hex(5))
attempt(lambda: b"ab".translate(b"", 5))
attempt(lambda: b"ab".translate(5, 5))
attempt(lambda: "ab".encode("nothing", 5))
attempt(lambda: "ab".encode(5, 6))
attempt(lambda: str.maketrans("ab", "x", 5))


class Clearing:
    def __index__(self):
        items.clear()
        return 42


items = [Clearing(), Clearing()]
print(bytes(items))
