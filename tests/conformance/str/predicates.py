samples = ["", "a", "A", "1", " ", "\n", "abc", "ABC", "Abc", "a1", "12", "½", "²", "٣", "Ⅷ", "一", "a b", "_x", "x1", "1x", "class", "é", "\u00a0", "\x1c", "tab\t", "Ab Cd", "ǅ", "\u0300", "😀", "a-b", "ß", "ª"]
names = ["isalnum", "isalpha", "isascii", "isdecimal", "isdigit", "isidentifier", "islower", "isnumeric", "isprintable", "isspace", "istitle", "isupper"]
for s in samples:
    print(ascii(s), [name for name in names if getattr(s, name)()])
for name in names:
    print(name, "".join("1" if f else "0" for f in [getattr(chr(c), name)() for c in range(256)]))
