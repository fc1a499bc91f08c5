from collections import UserString

s = UserString("Hello World")
print(s.capitalize(), s.casefold(), s.center(15, "*"), s.endswith("ld"), UserString("a\tb").expandtabs(4), s.find("o"), UserString("{} {x}").format(1, x=2), UserString("{k}").format_map({"k": 5}))
print([name for name in ("isalnum", "isalpha", "isascii", "isdecimal", "isdigit", "isidentifier", "islower", "isnumeric", "isprintable", "isspace", "istitle", "isupper") if getattr(s, name)()])
print(s.ljust(13, "."), UserString("  x").lstrip(), s.partition(" "), s.removeprefix("Hello "), s.removesuffix(" World"), s.replace("o", "0"), s.rfind("o"), s.rindex("o"), s.rjust(13), s.rpartition("o"), s.rsplit("o", 1), UserString("x ").rstrip(), UserString("a\nb").splitlines(), s.startswith("H"), UserString(" y ").strip(), s.swapcase(), s.title(), s.translate(UserString.maketrans("lo", "01")), UserString("7").zfill(3))
print(s.index("W"), s.count("l"), s.join(["a", "b"]), s.split(), s.encode(), s.upper(), s.lower(), s.isalpha(), hash(s) == hash("Hello World"), s[0], s * 2, "W" in s, int(UserString("5")), float(UserString("1.5")), s % (), type(s + "x").__name__)
