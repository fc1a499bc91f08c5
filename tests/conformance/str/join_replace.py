print(",".join([]), ",".join(["a"]), ",".join(["a", "b"]), "".join("abc"), "-".join({"x": 1, "y": 2}), " ".join(str(i) for i in range(5)), "é".join(("a", "😀", "b")))
for bad in ([1], ["a", None], 5, ["a", b"b"], None):
    try:
        print(",".join(bad))
    except TypeError as e:
        print(e)
s = "banana"
print(s.replace("a", "o"), s.replace("a", "o", 2), s.replace("an", ""), s.replace("", "-"), s.replace("", "-", 3), s.replace("x", "y"), s.replace("a", "aa"), s.replace("banana", ""), "".replace("", "x"), "".replace("a", "b"), s.replace("a", "o", 0), s.replace("a", "o", -1), s.replace("a", "é"), s.replace("a", "o", count=1))
for f in (lambda: s.replace("a"), lambda: s.replace("a", 1), lambda: s.replace(None, "b"), lambda: s.replace()):
    try:
        f()
    except TypeError as e:
        print(e)
print("xxhixx".strip("x"), "xxhixx".lstrip("x"), "xxhixx".rstrip("x"), "  hi \n".strip(), "\t hi".lstrip(), "hi \r\n".rstrip(), "abcba".strip("ab"), "abc".strip(""), "".strip(), "   ".strip(), "éaé".strip("é"), "\u2003x\u00a0".strip(), "abc".strip(None))
print("prefix-name".removeprefix("prefix-"), "name.py".removesuffix(".py"), "name".removeprefix("x"), "name".removesuffix(""), "aaa".removeprefix("a"), "aaa".removesuffix("a"))
try:
    "a".strip(1)
except TypeError as e:
    print(e)
