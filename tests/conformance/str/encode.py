for s in ("abc", "é", "日本", "😀", "", "a\x00b"):
    print(s.encode(), s.encode("utf-8"), s.encode("utf-16-le"), s.encode("utf-16"), s.encode("utf-32-be"), s.encode("utf-8-sig"))
print("é".encode("latin-1"), "abc".encode("ascii"), "é€".encode("latin-1", "replace"), "é".encode("ascii", "ignore"), "é".encode("ascii", "backslashreplace"), "é😀".encode("ascii", "xmlcharrefreplace"), "é".encode("ascii", "namereplace"), "\ud800".encode("utf-8", "surrogatepass"), "\udcff".encode("utf-8", "surrogateescape"))
for s, enc in (("é", "ascii"), ("€", "latin-1"), ("\ud800", "utf-8"), ("aéb€c", "ascii"), ("a", "nope")):
    try:
        s.encode(enc)
    except (UnicodeEncodeError, LookupError) as e:
        print(type(e).__name__, e)
for b in (b"abc", b"\xc3\xa9", b"\xff", b"a\xe2\x82", b"\xed\xa0\x80", b"\xf0\x9f\x98\x80", b"\x80abc", b"\xc0\x80"):
    for errors in ("strict", "ignore", "replace", "backslashreplace", "surrogateescape"):
        try:
            print(ascii(b.decode("utf-8", errors)), end=" ")
        except UnicodeDecodeError as e:
            print(e, end=" ")
    print()
print(b"\xe9".decode("latin-1"), b"abc".decode("ascii"), b"\xff\xfea\x00".decode("utf-16"), str(b"\xc3\xa9", "utf-8"), str(b"abc", encoding="ascii", errors="strict"))
try:
    b"\xe9".decode("ascii")
except UnicodeDecodeError as e:
    print(e, e.encoding, e.object, e.start, e.end, e.reason)
