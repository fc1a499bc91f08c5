"""Write src/unicode/tables.rs from the Unicode data of the CPython 3.14 that runs this (16.0).

    python3.14 runtime/text/tables/generate.py > runtime/text/src/unicode/tables.rs

Two kinds of table: a three-level trie from code point to a record of category and flags, and sorted
runs for everything sparse (case mappings, numeric values).
"""

import sys
import unicodedata
from fractions import Fraction

assert sys.version_info[:2] == (3, 14) and unicodedata.unidata_version == "16.0.0"

LIMIT = 0x110000
LEAF, MID = 4, 5  # bits of the lowest and the middle index

CATEGORIES = [
    "Cn", "Lu", "Ll", "Lt", "Mn", "Mc", "Me", "Nd", "Nl", "No", "Zs", "Zl", "Zp", "Cc", "Cf", "Cs",
    "Co", "Lm", "Lo", "Pc", "Pd", "Ps", "Pe", "Pi", "Pf", "Po", "Sm", "Sc", "Sk", "So",
]


def flags(s):
    """The flag word of one character; the bits are named in unicode/mod.rs."""
    after_sigma = (s + "\u03a3").lower()[-1] == "\u03c2"
    ignorable = ("A" + s + "\u03a3").lower()[-1] == "\u03c2" and not after_sigma
    bits = [
        s.isalpha(),
        s.isdecimal(),
        s.isdigit(),
        s.isnumeric(),
        s.isspace(),
        s.isupper(),
        s.islower(),
        s.istitle() and not s.isupper(),
        s.isprintable(),
        s.isidentifier(),
        ("a" + s).isidentifier(),
        (s + "a").title()[-1] == "a",
        ignorable,
    ]
    return sum(1 << i for i, bit in enumerate(bits) if bit)


def emit(name, kind, values, comment):
    print(f"\n/// {comment}")
    print("#[rustfmt::skip]")
    print(f"pub static {name}: [{kind}; {len(values)}] = [")
    line = ""
    for value in values:
        text = f"{value},"
        if len(line) + len(text) > 116:
            print("    " + line)
            line = ""
        line += text
    if line:
        print("    " + line)
    print("];")


def trie():
    records = {}
    ids = []
    for code in range(LIMIT):
        s = chr(code)
        ids.append(records.setdefault((CATEGORIES.index(unicodedata.category(s)), flags(s)), len(records)))
    assert len(records) < 256

    def level(items, bits):
        blocks = {}
        size = 1 << bits
        index = [blocks.setdefault(tuple(items[i : i + size]), len(blocks)) for i in range(0, len(items), size)]
        return index, [item for block in blocks for item in block]

    mid, leaf = level(ids, LEAF)
    top, mid = level(mid, MID)
    assert max(top) < 256 and max(mid) < 65536
    print(f"\n/// Bits of a code point that index the lowest and the middle level of the trie.")
    print(f"pub const LEAF_BITS: u32 = {LEAF};\npub const MID_BITS: u32 = {MID};")
    emit("TOP", "u8", top, "Block of `MID` for each run of code points.")
    emit("MID", "u16", mid, "Block of `LEAF` for each short run of code points.")
    emit("LEAF", "u8", leaf, "Record number of each code point.")
    emit("CATEGORY", "u8", [r[0] for r in records], "General category of each record, an index into `CATEGORY_NAMES`.")
    emit("FLAGS", "u16", [r[1] for r in records], "Flags of each record.")
    print("\n/// The two-letter names of the general categories.")
    print("#[rustfmt::skip]")
    print(f"pub static CATEGORY_NAMES: [&str; {len(CATEGORIES)}] = [{', '.join(chr(34) + c + chr(34) for c in CATEGORIES)}];")


def case_runs(pairs):
    """Runs (start, count, stride, delta) covering sorted (code, mapped) pairs."""
    runs = []
    for code, mapped in pairs:
        assert code >> 16 == mapped >> 16
        delta = (mapped - code) & 0xFFFF
        if runs:
            start, count, stride, d = runs[-1]
            last = start + (count - 1) * stride
            if d == delta and count < 512:
                if count == 1 and code - last in (1, 2):
                    runs[-1] = (start, 2, code - last, d)
                    continue
                if count > 1 and code - last == stride:
                    runs[-1] = (start, count + 1, stride, d)
                    continue
        runs.append((code, 1, 1, delta))
    return runs


def case(name, mapping, base, what):
    """Emit where `mapping` differs from `base` (itself a mapping, or the identity)."""
    simple, special = [], []
    for code in range(LIMIT):
        s = chr(code)
        mapped = mapping(s)
        if mapped == base(s):
            continue
        if len(mapped) == 1:
            simple.append((code, ord(mapped)))
        else:
            assert code < 0x10000 and len(mapped) <= 3 and all(ord(c) < 0x10000 for c in mapped)
            special.append([code] + [ord(c) for c in mapped] + [0] * (3 - len(mapped)))
    runs = case_runs(simple)
    emit(
        f"{name}_RUNS", "u32",
        [start | (count - 1) << 22 | (stride - 1) << 31 for start, count, stride, _ in runs],
        f"Runs of characters with a single-character {what}: start, count - 1 (from bit 22), stride - 1 (bit 31).",
    )
    emit(f"{name}_DELTAS", "u16", [d for *_, d in runs], "What each run adds to the low 16 bits.")
    emit(
        f"{name}_SPECIAL", "[u16; 4]",
        [str(entry).replace(" ", "") for entry in special],
        f"Characters whose {what} is longer than one: code point, then the expansion, zero-padded.",
    )


def numeric():
    tens = [c for c in range(LIMIT) if unicodedata.decimal(chr(c), None) == 0]
    for c in tens:
        assert [unicodedata.decimal(chr(c + i)) for i in range(10)] == list(range(10))
    assert sum(chr(c).isdecimal() for c in range(LIMIT)) == 10 * len(tens)
    emit("DECIMAL_ZEROS", "u32", tens, "The digit zero of each decimal system; nine digits follow each.")
    runs = []
    for c in range(LIMIT):
        digit = unicodedata.digit(chr(c), None)
        if digit is None or chr(c).isdecimal():
            continue
        if runs and runs[-1][0] + runs[-1][1] == c and runs[-1][2] + runs[-1][1] == digit:
            runs[-1][1] += 1
        else:
            runs.append([c, 1, digit])
    emit("DIGIT_RUNS", "u32", [c | (n - 1) << 24 | d << 28 for c, n, d in runs],
         "Digits that are no decimals: start, count - 1 (from bit 24), first value (from bit 28).")
    runs = []
    for c in range(LIMIT):
        value = unicodedata.numeric(chr(c), None)
        if value is None or chr(c).isdigit():
            continue
        value = Fraction(value).limit_denominator(1000)
        if runs:
            start, count, num, den, step = runs[-1]
            if start + count == c and value.denominator == den and count < 255:
                if count == 1 and value.numerator - num in (0, 1, 10, 100, 1000, 10000):
                    runs[-1] = (start, 2, num, den, value.numerator - num)
                    continue
                if count > 1 and value.numerator == num + count * step:
                    runs[-1] = (start, count + 1, num, den, step)
                    continue
        runs.append((c, 1, value.numerator, value.denominator, 0))
    kinds = sorted({(num, den, step) for _, _, num, den, step in runs})
    assert len(kinds) < 512
    emit("NUMERIC_KINDS", "(i64, u16, u16)", [str(k).replace(" ", "") for k in kinds],
         "Kinds of run: numerator of the first value, denominator, step of the numerator.")
    emit("NUMERIC_RUNS", "u32", [c for c, *_ in runs], "Numeric characters that are no digits: start of each run.")
    emit("NUMERIC_SHAPES", "u16", [(n - 1) << 9 | kinds.index((a, b, s)) for _, n, a, b, s in runs if n <= 128 or sys.exit("run")],
         "Kind of each run, and its count - 1 from bit 9.")


print("//! Unicode 16.0 tables; written by tables/generate.py, not by hand.")
trie()
case("UPPER", str.upper, lambda s: s, "upper case")
case("LOWER", str.lower, lambda s: s, "lower case")
case("TITLE", str.title, str.upper, "title case other than its upper case")
case("FOLD", str.casefold, str.lower, "case folding other than its lower case")
numeric()
