import re

text = "The year 2024 had 366 days; 2023 had 365."
print(re.search(r"\d+", text).group(), re.match(r"The", text), re.match(r"year", text), re.fullmatch(r"\w+", "word"), re.fullmatch(r"\w", "word"), re.findall(r"\d+", text), re.findall(r"(\w+) had (\d+)", text), re.findall(r"x*", "axb"), [m.span() for m in re.finditer(r"\d+", text)])
m = re.search(r"(?P<y>\d{4}) had (?P<d>\d+)(?P<opt>zzz)?", text)
print(m, m.group(), m.group(0), m.group(1), m.group("d"), m.group(1, 2), m["y"], m[2], m.groups(), m.groups("none"), m.groupdict(), m.groupdict("x"), m.start(), m.end("y"), m.span(2), m.span("opt"), m.pos, m.endpos, m.lastindex, m.lastgroup, m.re.pattern, m.string == text, m.expand(r"\g<d> days in \1"), bool(m))
for f in (lambda: m.group(9), lambda: m.group("nope"), lambda: re.compile("("), lambda: re.compile("[a"), lambda: re.compile("a**"), lambda: re.compile("(?P<1>a)"), lambda: re.compile(")"), lambda: re.compile(r"\8"), lambda: re.compile("(?<=a+)b"), lambda: re.compile("*"), lambda: re.compile("a{3,2}"), lambda: re.compile("(?P<a>x)(?P<a>y)"), lambda: re.search(5, "a"), lambda: re.search("a", 5), lambda: re.search(b"a", "a"), lambda: re.compile(r"\q"), lambda: re.compile("(?z)"), lambda: re.compile("(?P=no)"), lambda: re.compile("[b-a]"), lambda: re.compile("\\"), lambda: re.sub("(a)", r"\2", "a"), lambda: re.compile("(?:")):
    try:
        print(f())
    except (IndexError, re.error, TypeError) as e:
        print(type(e).__name__, e)
patterns = [r"a|b", r"(a)(b)?", r"a.c", r"^\w+$", r"[^\s,]+", r"(\d)(?:x|y)", r"a{2,3}", r"a+?", r"(a|ab)(c|bcd)", r"\bfoo\b", r"(?i)HELLO", r"(?s).+", r"(?m)^b$", r"(?x) a  b # c", r"(\w)\1", r"(?=a)\w", r"(?!a)\w", r"(?<=a)b", r"(?<!a)b", r"\Aab\Z", r"[\d\-x]+", r"(?:ab)*", r"()", r"a*?b", r"(?P<q>['\"]).*?(?P=q)", r"(?(1)a|b)" if False else r"(x)?(?(1)y|z)", r"(?>a+)b", r"a++b", r"\u00e9", r"\x41"]
subjects = ["abc", "ab", "aabb", "xxyy", "foo bar", "hello HELLO", "a\nb\n", "1x2y", "'q' \"r\"", "abcd", "z", "éA", ""]
for p in patterns:
    print(p, [re.search(p, s).span() if re.search(p, s) else None for s in subjects])
