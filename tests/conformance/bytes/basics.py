b = b"Hello\x00\xff"
print(b, repr(b), str(b), len(b), b[0], b[-1], b[1:4], b[::-1], list(b), b"a" + b"b", b"ab" * 3, 2 * b"x", b"ell" in b, 72 in b, 300 if False else 1 in b)
print(bytes(), bytes(3), bytes([1, 2, 255]), bytes(b"x"), bytes("é", "utf-8"), bytes("a", encoding="ascii"), bytes(range(5)), bytes((65, 66)), b'it\'s', b"it's", b'"', b"\x41\n\t\\\'", rb"\x41", b"a" b"b")
for f in (lambda: bytes("a"), lambda: bytes([256]), lambda: bytes([-1]), lambda: bytes(-1), lambda: bytes(["a"]), lambda: bytes(1.5), lambda: b"a" + "b", lambda: "a" + b"b", lambda: b[10], lambda: b["a"], lambda: 256 in b, lambda: "a" in b, lambda: bytes(1, "ascii"), lambda: b"a" < "b", lambda: setattr(b, "x", 1)):
    try:
        print(f())
    except (TypeError, ValueError, IndexError, AttributeError) as e:
        print(type(e).__name__, e)
try:
    b[0] = 1
except TypeError as e:
    print(e)
print(b"a" == b"a", b"a" == "a", b"a" < b"b", b"ab" > b"a", hash(b"abc") == hash("abc"), {b"k": 1}[b"k"], sorted([b"b", b"a"]), bool(b""), b"%d %s %b %x %c" % (1, b"x", b"y", 255, 65), b"%r" % "é")
for x in b"ab":
    print(x, type(x))
print(b"abc".hex(), b"abc".hex(":"), b"abcd".hex("-", 2), bytes.fromhex("61 62 63"), bytes.fromhex("FF00"))
try:
    bytes.fromhex("6")
except ValueError as e:
    print(e)
try:
    bytes.fromhex("zz")
except ValueError as e:
    print(e)
