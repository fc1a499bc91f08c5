"""Write tests/recorded/*.txt: operations on random input, with the answers of the CPython 3.14 that runs this.

    PYTHONHASHSEED=0 python3.14 runtime/text/tests/record.py

A line holds the operation, its arguments and the answer, separated by tabs; bytes that are no printable ASCII, and `%`,
are written `%XX`. The answer starts with `=`, or with `!` and the class of the exception.
"""

import math
import os
import random
import struct
import sys
import unicodedata
import warnings

assert sys.version_info[:2] == (3, 14) and os.environ.get("PYTHONHASHSEED") == "0"
warnings.simplefilter("ignore")
HERE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "recorded")
R = random.Random(20)
lines = []


def raw(value):
    """A value as the bytes that the Rust side reads or writes."""
    if isinstance(value, bytes):
        return value
    if isinstance(value, float):
        return b"nan" if math.isnan(value) else struct.pack(">d", value).hex().encode()
    if isinstance(value, int):
        return str(value).encode()
    if isinstance(value, (list, tuple)):
        return b"[" + b"|".join(map(raw, value)) + b"]"
    return value.encode("utf-8", "surrogatepass")


def escaped(value):
    return "".join(chr(b) if 32 <= b < 127 and b != 37 else f"%{b:02X}" for b in raw(value))


def record(operation, *args, call):
    try:
        answer = "=" + escaped(call(*args))
    except UnicodeError as e:
        fault = f"{e.encoding},{e.start},{e.end},{e.reason};{e}" if hasattr(e, "start") else str(e)
        answer = "!Unicode " + escaped(fault)
    except Exception as e:
        answer = f"!{type(e).__name__.removesuffix('Error')} " + escaped(str(e))
    line = "\t".join([operation, *map(escaped, args), answer])
    if line not in seen:
        seen.add(line)
        lines.append(line)


seen = set()


def flush(area):
    with open(os.path.join(HERE, area + ".txt"), "w") as f:
        f.write("\n".join(lines) + "\n")
    lines.clear()
    seen.clear()


def some_float():
    return R.choice([
        lambda: struct.unpack(">d", R.randbytes(8))[0],
        lambda: R.choice([0.0, -0.0, 1.0, math.inf, -math.inf, math.nan, 5e-324, 1.7976931348623157e308, 1e16, 1e15,
                          9999999999999998.0, 1e-4, 1e-5, 1e22, 1e23, 2.5, 0.5]),
        lambda: R.randrange(-(10**6), 10**6) / R.choice([1, 8, 10, 100, 1000]),
        lambda: R.uniform(-1, 1) * 10.0 ** R.randrange(-20, 25),
        lambda: R.getrandbits(53) / 2.0 ** R.randrange(0, 60),
        lambda: (R.randrange(0, 2000) + 0.5) * 10.0 ** R.randrange(-3, 4),
    ])()


def some_int():
    return R.choice([0, 1, -1, R.randrange(-1000, 1000), R.randrange(-(2**63), 2**63), R.randrange(-(10**30), 10**30), 2**63,
                     -(2**63), -(2**63) - 1, 2**61 - 1, R.getrandbits(200), R.randrange(0x110000)])


def text(alphabet, most):
    return "".join(R.choices(alphabet, k=R.randrange(most)))


def spoiled(s, characters, share=0.3):
    if R.random() < share:
        at = R.randrange(len(s) + 1)
        return s[:at] + R.choice(characters) + s[at:]
    return s


def numbers():
    for _ in range(120):
        record("float.repr", some_float(), call=repr)
        record("float.hex", some_float(), call=float.hex)
        record("round", some_float(), R.choice([R.randrange(-5, 20), R.randrange(-330, 330)]),
               call=lambda x, n: x if not math.isfinite(x) else round(x, n))
        s = R.choice([lambda: repr(some_float()), lambda: f"{R.getrandbits(70)}.{R.getrandbits(70)}",
                      lambda: f"{R.getrandbits(20)}e{R.randrange(-340, 340)}",
                      lambda: R.choice(["-INF", "+NaN", "infinity", "Infinit", ".", "e5", "1e", "", "-", "0x1p3", "1_0.0_1"])])()
        s = spoiled(s, "_ .e+-٣1\0é\u2003")
        record("float", s, call=float)
        record("float.fromhex", R.choice([some_float().hex(), "0x" + text("0123456789abcDEF", 20) + R.choice(["", ".", ".8"])
               + text("00018f", 10) + R.choice(["", f"p{R.randrange(-1200, 1100)}", "p", "P+5"])]), call=float.fromhex)
        base = R.choice([10] * 4 + [0, 0, 2, 8, 16, 36, 7, 1, 37, -1])
        digits = "0123456789abcdefghijklmnopqrstuvwxyz"[: max(2, min(36, base or 16))]
        s = "".join(R.choices(digits + digits.upper(), k=R.choice([0, 1, 2, 12, 13, 18, 19, 20, 40])))
        s = R.choice(["", "", "", "+", "-"]) + R.choice(["", "", "", "0x", "0B", "0o", "0x_", "0_"]) + spoiled(s, "_0 xg-\0٣\u2000é\ud800\x1c")
        s = R.choice(["", "", " ", "\u2003"]) + s + R.choice(["", "", "\n"])
        record("int", s, base, call=int)
        n = some_int()
        record("hash.int", n, call=hash)
        record("int.hex", n, call=hex)
        record("int.oct", n, call=oct)
        record("float.of_int", R.choice([n, R.getrandbits(1030), ((1 << 53 | R.getrandbits(53) | 1) << 40) + R.choice([-1, 0, 1])]), call=float)
        x = some_float()
        record("as_integer_ratio", x, call=float.as_integer_ratio)
        record("int.of_float", x, call=int)
        if x == x:
            record("hash.float", x, call=hash)
    for s, base in [("9" * 4300, 10), ("9" * 4301, 10), ("0" * 4301, 10), ("9" * 5000 + "x", 10), ("f" * 4400, 16), ("q" * 300, 10)]:
        record("int", s, base, call=lambda s, base: int(s, base) % 10**9 if base == 10 else hex(int(s, base))[2:])
    flush("numbers")


def specification(kinds):
    s = ""
    if R.random() < 0.4:
        s += R.choice(["", "x", "é", "0", "😀", "<", "{", " "]) + R.choice("<>=^")
    for share, options in [(0.3, "+- "), (0.2, "z"), (0.2, "#"), (0.3, "0")]:
        if R.random() < share:
            s += R.choice(options)
    if R.random() < 0.5:
        s += str(R.randrange(30))
    if R.random() < 0.3:
        s += R.choice(",_")
    if R.random() < 0.4:
        s += "." + (str(R.randrange(25)) if R.random() < 0.9 else "") + R.choice([""] * 6 + [",", "_"])
    if R.random() < 0.8:
        s += R.choice(kinds)
    return spoiled(s, ["q", "é", "z9", ",", "_", "١", "99999999999999999999", "."], 0.05)


def formats():
    for _ in range(250):
        record("format.float", some_float(), specification(list("eEfFgGn%") + [""]), call=format)
        record("format.int", some_int(), specification(list("bcdoxXneEfFgG%s")), call=format)
        record("format.str", text("abé😀\ud800", 8), specification(["s", "s", "", "d"]), call=format)
    for x in (0.5, 1e22, 123456789.125, 5e-324, -0.0):
        for precision in (0, 1, 17, 30, 1080):
            for kind in "efg":
                record("format.float", x, f"#.{precision}{kind}", call=format)
    for _ in range(450):
        s = R.choice(["", "a", "é", "%%"]) + "%" + R.choice([""] * 30 + ["(a)", "("]) + text("-+ #0", 4)
        s += R.choice(["", "", "", str(R.randrange(25)), "99999999999999999999"] + ["7"] * 9)
        s += R.choice(["", "", f".{R.randrange(25)}", "."]) + R.choice([""] * 9 + ["l", "hh"])
        s += R.choice(["d", "i", "u", "o", "x", "X", "e", "E", "f", "F", "g", "G", "s", "r", "a"] * 3 + ["%", "q", "z", "é", ""])
        s += R.choice(["", "", "|", "%%", "%"])
        if "ra" in s:
            continue
        value = some_float() if R.random() < 0.5 else some_int()
        name = "float" if isinstance(value, float) else "int"
        record("percent." + name, s, value, call=lambda s, value: s % value)
        if s.isascii() and "s" not in s:
            record("percent.bytes." + name, s, value, call=lambda s, value: s.encode() % value)
        value = text("abé😀\ud800'", 8)
        record("percent.str", s, value, call=lambda s, value: s % value)
    flush("formats")


class Tracer:
    """Shows how a template reached it."""

    def __init__(self, path):
        self._path = path

    def __getattr__(self, name):
        return Tracer(self._path + "." + name)

    def __getitem__(self, key):
        return Tracer(self._path + (f"[{key}]" if isinstance(key, int) else f"['{key}']"))

    def __format__(self, spec):
        return f"<{self._path}:{spec}>"

    def __str__(self):
        return self._path + "!s"


def templates():
    alphabet = ["{", "}", "{{", "}}", "0", "1", "a", "b", ".", "[", "]", ":", "{}", "{0}", "{a}", "{a.b}", "{0[1]}", "[x]", "é", " ",
                ":>5", "{:{}}", "{:{:{}}}", "!s", "!x", "!é", "!", "{99999999999999999999}", "{a[٣]}"]
    positional = [Tracer(f"#{i}") for i in range(40)]
    named = {name: Tracer("k" + name) for name in ["a", "b", "ab", "a]", "é", " ", "ba", "aa"]}
    while len(lines) < 600:
        s = "".join(R.choices(alphabet, k=R.randrange(1, 8)))
        try:
            s.format(*positional, **named)
        except (KeyError, IndexError):
            continue
        except ValueError as e:
            if str(e).startswith("Invalid format specifier"):
                continue
        if "!s" in s:
            try:
                s.format(*positional, **named)
                continue
            except ValueError:
                pass
        record("template", s, call=lambda s: s.format(*positional, **named))
    flush("templates")


def characters():
    methods = ["upper", "lower", "title", "swapcase", "casefold", "capitalize"]
    properties = ["isalpha", "isdecimal", "isdigit", "isnumeric", "isalnum", "isspace", "isprintable", "isidentifier", "isupper",
                  "islower", "istitle"]
    shape = lambda s: "".join("01"[getattr(s, name)()] for name in properties)
    samples = [chr(c) for c in range(0x110000) if c < 0x130 or R.random() < 0.0003]
    samples += [chr(c) for c in range(0x110000) if len(chr(c).upper()) > 1 or chr(c).title() != chr(c).upper()]
    samples += [text("aAbBßΣσςİıǅǆŉ'\" .\u0301\u0345ﬁᾳ1_٣\n\\\ud800\x7fé😀\u200b𐐀𐐨Ⅷⓐ", 9) for _ in range(150)]
    for s in samples:
        for name in methods:
            if getattr(s, name)() != s:
                record("str." + name, s, call=lambda s: getattr(s, name)())
        record("str.is", s, call=shape)
        record("str.repr", s, call=repr)
        record("str.ascii", s, call=ascii)
    for s in samples:
        if len(s) == 1:
            record("character", s, call=lambda s: (unicodedata.category(s), *(
                unicodedata.__dict__[name](s, "-") for name in ("decimal", "digit")), unicodedata.numeric(s, "-")))
    for c in range(0x110000):
        if unicodedata.numeric(chr(c), None) is not None and R.random() < 0.1:
            record("character", chr(c), call=lambda s: (unicodedata.category(s), *(
                unicodedata.__dict__[name](s, "-") for name in ("decimal", "digit")), unicodedata.numeric(s, "-")))
    flush("characters")


def searches():
    for i in range(1000):
        is_bytes = i % 2 == 1
        prefix = "bytes." if is_bytes else "str."
        if is_bytes:
            make = lambda most, alphabet="abab\t\n\r\x0b\x0c\x1c\x85\xa0\xe9 AB1.": text(alphabet, most).encode("latin-1")
            n = make(3, "ab ") + b"a"
            fill, sign = R.choice([b"*", b" "]), R.choice([b"+", b"-", b""])
        else:
            make = lambda most, alphabet="abab\t\n\r\x0b\x0c\x1c\x85\xa0\u2028\u3000é😀\ud800\udc00€": text(alphabet, most)
            n = make(3, "ab é") + R.choice("aé")
            fill, sign = R.choice("* é"), R.choice(["+", "-", ""])
        s, w, limit = make(14), make(4), R.choice([-1, -1, 0, 1, 2, 3])
        operations = [
            ("find", (s, n), lambda s, n: s.find(n)), ("rfind", (s, n), lambda s, n: s.rfind(n)),
            ("count", (s, n), lambda s, n: s.count(n)),
            ("replace", (s, R.choice([n, n, n[:0]]), w, limit), lambda s, old, w, limit: s.replace(old, w, limit)),
            ("split", (s, n, limit), lambda s, n, limit: s.split(n, limit)),
            ("rsplit", (s, n, limit), lambda s, n, limit: s.rsplit(n, limit)),
            ("words", (s, limit), lambda s, limit: s.split(None, limit)),
            ("rwords", (s, limit), lambda s, limit: s.rsplit(None, limit)),
            ("lines", (s,), lambda s: s.splitlines()), ("lines_kept", (s,), lambda s: s.splitlines(True)),
            ("strip", (s,), lambda s: (s.strip(), s.lstrip(), s.rstrip())),
            ("strip_set", (s, w), lambda s, w: (s.lstrip(w), s.rstrip(w))),
            ("expandtabs", (s, R.choice([8, 4, 1, 0, -1])), lambda s, size: s.expandtabs(size)),
            ("center", (s, R.randrange(20), fill), lambda s, width, fill: s.center(width, fill)),
            ("zfill", (sign + s, R.randrange(20)), lambda s, width: s.zfill(width)),
        ]
        if is_bytes:
            for name in ["title", "capitalize", "swapcase", "isupper", "islower", "istitle", "isalpha", "isspace", "isalnum", "isdigit"]:
                operations.append((name, (s,), lambda s, name=name: (lambda v: v if isinstance(v, bytes) else int(v))(getattr(s, name)())))
            operations.append(("repr", (s,), repr))
        name, args, call = R.choice(operations)
        record(prefix + name, *args, call=call)
    flush("searches")


def encodings():
    names = ["utf-8", "utf-8-sig", "ascii", "latin-1", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be", "cp1252",
             "cp437", "iso8859-15", "koi8-r", "mac-roman", "unicode_escape", "raw_unicode_escape"]
    handlers = ["strict", "ignore", "replace", "surrogateescape", "surrogatepass", "backslashreplace"]
    narrow = [b"a", b"\x80", "é".encode(), "€".encode(), "😀".encode(), b"\xed\xa0\x80", b"\xc0\x80", b"\xf4\x90\x80\x80", b"\xf5", b"\xe0\x80",
              b"\xe2\x82", b"\xf0\x9f", b"\xf0\x80", b"\xff", b"\xc3", b"\xed\x9f\xbf", b"\xf4\x8f\xbf\xbf", b"\xef\xbb\xbf"]
    wide = [b"a\0", b"\0\xd8", b"\0\xdc", b"\xff\xfe", b"\xfe\xff", b"\xd8\0", b"\xdc\0", b"\0\0", b"a\0\0\0", b"\0\0\0a", b"\0\0\x11\0", b"x"]
    escapes = [b"\\x", b"\\u", b"\\U", b"\\", b"0", b"a", b"F", b"z", b"\xe9", b"\\n", b"\\q", b"\\12", b"\\777", b"\\U0001F600", b"\\ud800",
               b"\\'", b"\\\n", b"\\N", b"\\\\"]
    for _ in range(500):
        name = R.choice(names + ["utf-8"] * 3)
        parts = escapes if "escape" in name else wide if "16" in name or "32" in name else narrow
        record("decode", name, R.choice(handlers), b"".join(R.choices(parts, k=R.randrange(1, 7))), call=lambda e, h, b: b.decode(e, h))
        record("encode", name, R.choice(handlers + ["xmlcharrefreplace"]), text("aaabé€\u0101😀\ud800\udfff\udc80\udce9\x81\n\\'", 8),
               call=lambda e, h, s: s.encode(e, h))
    flush("encodings")


def hashes():
    for s in ["", "a", "abcdefgh", "abcdefghi", "é", "aé", "ÿ" * 9, "€", "a€😀", "😀", "\ud800", "\udc80x", "x" * 100]:
        record("hash.str", s, call=hash)
        record("hash.bytes", s.encode("utf-8", "surrogatepass"), call=hash)
    for _ in range(100):
        items = [R.choice([R.randrange(-5, 5), R.getrandbits(60), -R.getrandbits(60)]) for _ in range(R.randrange(6))]
        items = [hash(item) for item in items]
        record("hash.tuple", *items, call=lambda *items: hash(items))
        record("hash.frozenset", *set(items), call=lambda *items: hash(frozenset(items)))
    flush("hashes")


for area in (numbers, formats, templates, characters, searches, encodings, hashes):
    area()
