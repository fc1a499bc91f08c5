s = "aé日😀"
print(len(s), [ord(c) for c in s], s[::-1], s[1:3], s[-1], s.upper(), [c for c in s], s * 2, "日" in s, s.index("😀"))
flags = "e\u0301 vs \u00e9"
print(flags, len(flags), "e\u0301" == "\u00e9")
text = "ünïcödé " * 50
print(len(text), text[100], text[399], text[-2], text[7:23], text.count("ï"), text.find("dé", 200), len(text.encode()))
total = 0
for i in range(len(text)):
    total += ord(text[i]) * i
print(total)
for i in (0x41, 0xE9, 0x20AC, 0x1F600, 0x10FFFF, 0):
    print(ascii(chr(i)), ord(chr(i)), len(chr(i)))
for v in (-1, 0x110000, 2**70, "a", 1.5):
    try:
        chr(v)
    except (ValueError, TypeError, OverflowError) as e:
        print(type(e).__name__, e)
for v in ("", "ab", 5, b"", b"ab", None):
    try:
        print(ord(v))
    except TypeError as e:
        print(e)
print(ord(b"a"), "\ud83d\ude00" == "😀", len("\ud83d\ude00"), ascii("\ud83d" + "\ude00"))
print(sorted(["b", "a", "C", "é", "z", "Z", "😀", "日", "\uffff"]), hash("") == 0, hash("abc"), hash("é"), hash("日本語"), hash("a"))
print("ß".upper(), "ﬀ".upper(), "İ".lower(), len("İ".lower()), "Σ".lower(), "ας".upper(), "ǆ".title())
