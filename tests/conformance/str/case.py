samples = ["hello world", "HELLO", "Hello World", "", "123", "a1b2", "straße", "ǆ", "éÀ", "they're bill's", "ﬁ", "İstanbul", "ΑΣ", "ΑΣΣ Σ", "x\u0345y", "ŉ", "mIxEd CaSe-word_under"]
for s in samples:
    print(repr(s), s.upper(), s.lower(), s.title(), s.capitalize(), s.swapcase(), s.casefold(), sep="|")
    print(s.isupper(), s.islower(), s.istitle())
try:
    "a".upper(1)
except TypeError as e:
    print(e)
