import re

print(re.sub(r"\d+", "#", "a1b22c"), re.sub(r"(\w+) (\w+)", r"\2 \1", "hello world"), re.sub(r"(?P<a>x)", r"[\g<a>]", "axb"), re.sub("a", "b", "aaa", count=2), re.subn("a", "b", "aaa"), re.sub("x*", "-", "abxd"), re.sub(r"\d", lambda m: str(int(m.group()) * 2), "1a5"), re.sub("", "-", "abc"), re.sub("a", r"\n\t\\", "a"), re.sub("(a)|b", r"<\1>", "ab"), re.sub("^", "> ", "l1\nl2", flags=re.M), re.sub(r"\g", "", "x") if False else "-")
print(re.split(r"[,;]\s*", "a, b;c,d"), re.split(r"(,)", "a,b"), re.split(",", "a,b,c", maxsplit=1), re.split(r"\s+", "  a b "), re.split("x*", "axbc"), re.split(r"(\d)|(x)", "a1bxc"), re.split("z", "abc"), re.split(r"\b", "hi there"))
print(re.escape("a.b*c[d] é_1"), re.purge(), re.I, re.IGNORECASE | re.M, re.compile("a", re.I | re.S).flags, re.NOFLAG)
p = re.compile(r"(\w)(\d)?", re.I)
print(p.pattern, p.groups, p.groupindex, p, p.findall("a1b"), p.match("xyz", 1), p.search("abc", 1, 2), p.fullmatch("a1"), p.sub("-", "a1 b"), p.split("a1,b"), [m.group() for m in p.finditer("q2w")], p.subn("x", "ab"), p == re.compile(r"(\w)(\d)?", re.I), p.match("a").groups(), repr(p.match("a1")))
for flags in (0, re.I, re.S, re.M, re.X, re.A):
    print(flags, re.findall(r"^ h.\w $" if flags == re.X else r"^h.\w$", "h\né\nhxy\nHXÉ\nhaé", flags))
print(re.findall(r"\w+", "héllo wörld 日本 x_1"), re.findall(r"\w+", "héllo", re.A), re.findall(r"\d", "1٣"), re.findall(r"\s", "a\u2003b c"), re.findall(r"[é-ü]", "aéíz"), re.search("É", "é", re.I), re.search("ß", "SS", re.I), re.findall(r"\bw\w*", "word, wörd"), re.findall(rb"\w+", b"ab cd"), re.sub(rb"a", b"b", b"aa"))
tokens = re.compile(r"(?P<num>\d+(\.\d*)?)|(?P<id>[A-Za-z_]\w*)|(?P<op>[-+*/=()])|(?P<ws>\s+)|(?P<bad>.)")
for m in tokens.finditer("x1 = 3.14*(y + 2)$"):
    if m.lastgroup != "ws":
        print(m.lastgroup, repr(m.group()), end="; ")
print()
log = '127.0.0.1 - - [10/Oct/2000:13:55:36] "GET /a.html HTTP/1.0" 200 2326'
print(re.match(r'(\S+) \S+ \S+ \[([^\]]+)\] "(\w+) (\S+) [^"]*" (\d{3}) (\d+)', log).groups())
print(re.sub(r"(?<!\d)(\d{3})(?=\d)", r"\1,", "123456"), re.sub(r"(?m)^\s+|\s+$", "", "  a \n b  "), re.findall(r"(a(b)?)+", "abaab"), re.search(r"(a(b)?)+", "aba").groups(), re.findall(r"(?:(\w)\w)+", "abcd"), re.match(r"(a*)*", "aaa").groups(), re.search(r"(a|b)*c", "abac").group(1))


class Tag:
    def __call__(self, m):
        return f"<{m[0]}>"


print(re.sub("[ac]", Tag(), "abc"), re.sub("b", str.upper.__name__, "abc"))
try:
    re.sub("a", 5, "a")
except TypeError as e:
    print(e)
try:
    re.sub("a", lambda m: 5, "a")
except TypeError as e:
    print(e)
try:
    re.sub("a", r"\q", "a")
except re.PatternError as e:
    print(e, e.pos, e.pattern)
