import re
from re import ASCII, DOTALL, LOCALE, MULTILINE, UNICODE, VERBOSE, Match, Pattern, RegexFlag

print(ASCII, DOTALL, MULTILINE, UNICODE, VERBOSE, LOCALE, re.A is ASCII, re.U is UNICODE, re.L is LOCALE, re.X is VERBOSE, re.IGNORECASE | re.DOTALL, int(re.I), RegexFlag(2), re.DEBUG, repr(re.NOFLAG), RegexFlag.ASCII, RegexFlag.DOTALL, RegexFlag.VERBOSE, RegexFlag.UNICODE)
p = re.compile("A.b", re.I | re.S)
m = p.search("xxa\nBx")
print(isinstance(p, Pattern), isinstance(m, Match), m.regs, m.span(), p.flags, p)
print(re.compile(r"(?imsx) a # comment"), re.compile("(?a:\\w)(?-i:x)").pattern, re.search(r"(?i:a)B", "AB"), re.search(r"(?i:a)b", "AB"))
print(re.findall(r"(?m)^\w", "a\nb\nc"), re.findall(r"(?s)a.c", "a\nc"), re.findall(r"\w", "aé", re.ASCII), re.sub(r"(?x) \d + # digits", "#", "a12b3"))
print(re.match(b"a", b"abc"), re.compile(b"x", re.I).search(b"aX"), re.error is re.PatternError)
for pattern, flags in (("a", re.L), ("(?L)a", 0), ("(?au)a", 0), (b"(?u)a", 0), ("a(?i)b", 0)):
    try:
        print(re.compile(pattern, flags))
    except (ValueError, re.error) as e:
        print(type(e).__name__, e)
s = re.compile(r"\w").scanner("ab")
print(s.match(), s.search(), s.match())
