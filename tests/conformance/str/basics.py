s = "Hello, World"
print(s, repr(s), len(s), s[0], s[-1], s[3:8], s[::-1], s[::2], s[-5:], s[:-5], s[100:], s[5:2])
print("a" + "b", "ab" * 3, 3 * "ab", "x" * 0, "x" * -1, "ell" in s, "" in s, "z" not in s)
print("a" "b" 'c' """d""", 'it''s', "it's", 'say "hi"', "both ' and \"", '\'"')
print("tab\there", "new\\nline", "nul\0end".encode(), "\x41\u0042\U00000043\103\N{LATIN SMALL LETTER E WITH ACUTE}", "\a\b\f\v\r".encode())
print(r"raw\n\t", r"C:\path", rb"raw\x00", "cont\
inued")
print("""triple
quoted "with" 'quotes'
  end""")
print(repr("a\nb\tc\\d'e"), repr('"'), repr("'"), repr("'\""), repr("\x00\x1f\x7f\x80\xa0\xad\u200b\ud800\U0001F600é"))
print(ascii("é\u1234\U0001F600a'"), str(b"x"), str(123), str(None), str([1, "a"]), str(), str("s"))
for i in (12, -13, 100):
    try:
        s[i]
    except IndexError as e:
        print(e)
for k in ("a", 1.0, None, (1, 2)):
    try:
        s[k]
    except TypeError as e:
        print(e)
try:
    s[0] = "J"
except TypeError as e:
    print(e)
try:
    del s[0]
except TypeError as e:
    print(e)
try:
    s[::0]
except ValueError as e:
    print(e)
for c in "héllo":
    print(c, ord(c), end=";")
print(list("abc"), tuple("xy"), set("aaa"), sorted("hello"), max("hello"), min("hello"), "".join(reversed("abc")))
print("a" < "b", "a" < "B", "abc" < "abd", "ab" < "abc", "" < "a", "é" > "z", "\uffff" < "\U00010000", "a" == "a", "a" != "b")
try:
    "a" < 1
except TypeError as e:
    print(e)
for f in (lambda: "a" + 1, lambda: "a" * "b", lambda: 1 + "a", lambda: "a" * 1.5, lambda: 1 in "abc", lambda: -"a"):
    try:
        f()
    except TypeError as e:
        print(e)
