"""Strings of one character, items of strings, and comparisons with constants."""


def items(text: str) -> None:
    n: int = len(text)
    out: list[str] = []
    for i in range(n):
        out.append(text[i])
    for i in range(1, n + 1):
        out.append(text[-i])
    print("".join(out), text[0], text[-1])
    for i in (n, -n - 1, 2**70, -(2**70)):
        try:
            print(text[i])
        except IndexError as e:
            print("IndexError", e)


items("hello")
items("h\0\x7f")
items("grüße, ∑ 𝄞 x")

word: str = "abcabc"
print(word[0] is word[3], word[0] is "a abc"[0], word[1] is chr(98), word[2] is word[-1], word.upper()[0] is chr(65))
print({word[0]: 1}["a"], "a" in {word[0]}, hash(word[0]) == hash("a"), word[0] in "xyza", "" in word, "ca" in word, "z" in word)


def compare(c: str) -> str:
    out: list[bool] = [
        c == "", c != "", c == "a", c != "a", "a" == c, "a" != c, c < "a", c <= "a", c > "a", c >= "a",
        "a" < c, "a" <= c, "a" > c, "a" >= c, "a" <= c <= "z", c == "\0", c == "é", c < "é", c == "ab",
        c == "abcdefgh", c != "abcdefgh", c == "abcdefghi", c == "abcdefghijklmnop", c != "abcdefghijklmnop",
        c == "abcdefghijklmnopq", c == "abcdefg", c < "abcdefgh", c >= "abcdefghijkl", c == c, c != c, c <= c,
    ]
    return "".join(["01"[b] for b in out])


whole: str = "abcdefghijklmnopqrst"
for size in range(len(whole)):
    built: str = ""
    for i in range(size):
        built += whole[i]
    print(size, compare(built), compare(whole[:size]))
for changed in ("b", "A", "\0", "\x7f", "é", "è", "aa", "abcdefgi", "bbcdefgh", "abcdefghijklmnoq", "abcdefgxijklmnop", "𝄞"):
    print(ascii(changed), compare(changed))


class Text(str):
    def __eq__(self, other: object) -> bool:
        return True

    __hash__ = str.__hash__


def loose(a, b):
    return a == b, a != b, a == "x", "x" == a


print(loose(Text("q"), "x"), loose("x", Text("q")))
for c in ("1", "a", " ", "_", "é", "\x1c", "²", "A"):
    print(ascii(c), c.isdigit(), c.isalpha(), c.isspace(), c.isalnum(), c.upper(), c.lower(), c.swapcase(), c.title())

print("  a b\x1cc\u2003d\u00a0e \u00e1\u2003 ".split(), " \u3000x\u00e9 ".strip(), " \u2003a\u4e00b ".split(None, 1))
print("a-b".partition("-"), "ab".partition("-"), "a-".rpartition("-"), "ab".rpartition("-"))
print("aXbXc".replace("X", "é"), "éXé".replace("X", "yy"), "a".replace("a", ""), "ab".replace("a", ""))
for n in range(12):
    print(hash("x" * n) == hash("".join(["x"] * n)), len({"x" * n, "".join(["x"] * n)}), end=" ")
print()
