b = b"the cat sat, the end"
for sub in (b"the", b"at", b"x", b"", 116):
    print(sub, b.find(sub), b.rfind(sub), b.count(sub), sub in b)
print(b.index(b"cat"), b.startswith(b"the"), b.endswith((b"x", b"end")), b.replace(b"the", b"a"), b.replace(b"t", b"", 2), b.split(), b.split(b","), b.rsplit(b" ", 1), b.partition(b"sat"), b.rpartition(b"the"))
print(b.upper(), b"AbC".lower(), b"abc".capitalize(), b"a b".title(), b"aB".swapcase(), b"  x ".strip(), b"xxaxx".lstrip(b"x"), b"xxaxx".rstrip(b"x"), b"a".center(5, b"*"), b"a".ljust(3), b"a".rjust(3, b"."), b"-7".zfill(5), b"a\tb".expandtabs(4))
print(b",".join([b"a", b"b"]), b"one\ntwo\r\nthree".splitlines(), b"a\nb".splitlines(True), b"abc".removeprefix(b"a"), b"abc".removesuffix(b"c"), b"abc".translate(bytes.maketrans(b"ab", b"xy")), b"abc".translate(None, b"b"))
print(b"abc".isalpha(), b"a1".isalnum(), b"12".isdigit(), b" ".isspace(), b"A".isupper(), b"a".islower(), b"Ab".istitle(), b"a\x80".isascii(), b"".isalpha())
for f in (lambda: b.index(b"zzz"), lambda: b.find("a"), lambda: b.split("a"), lambda: b",".join(["a"]), lambda: b.split(b""), lambda: b.replace("a", "b"), lambda: b.startswith("t"), lambda: b.nope):
    try:
        print(f())
    except (TypeError, ValueError, AttributeError) as e:
        print(type(e).__name__, e)
