# What changes nothing gives the object itself.
b = b"some bytes"
print(b.strip() is b, b.lstrip() is b, b.rstrip() is b, b.strip(b"xyz") is b)
print(b.removeprefix(b"x") == b, b.removesuffix(b"x") == b)
print(b * 1 is b, b[:] is b)
print(b"" * 10, b"ab" * 0, b"ab" * -3, b"ab" * 3, b"a" * 7, b"abc" * 5)
print(len(b"\x01\x02\x03" * 100001), (b"\x01\x02\x03" * 100001)[-4:])
