"""Searching, cutting and comparing of short strings, and of strings just past what counts as short."""


def places(text, part):
    return (text.find(part), text.rfind(part), text.count(part), part in text, text.split(part)[:3], text.partition(part)[1:],
            text.replace(part, "<>")[:30], text.replace(part, "", 1)[:30])


for text in ["", "a", "ab", "aab", "abab", "aaaa", "the cat sat on the mat", "ünïcödé the ünïcödé", "x" * 511 + "yz", "x" * 512 + "yz", "ab" * 300]:
    for part in ["ab", "aa", "the", "yz", "xy", "ïc", "mat ", "zz"]:
        print(len(text), repr(part), places(text, part))

words = ["", "a", "b", "A", "é", "ab", "abc", "abd", "b" * 20, "a" * 20, "\x00", "z", "\U0001f600", "\uffff"]


def compare(a, b):
    return [a == b, a != b, a < b, a <= b, a > b, a >= b]


total = 0
for a in words:
    for b in words:
        row = compare(a, b)
        total = total * 3 % 1000003 + sum(n + 1 for n, v in enumerate(row) if v)
print(total)


def cut(text, start, stop):
    return [text[start:stop], text[:stop], text[start:], text[:]]


for text in ["hello world", "ünïcödé", ""]:
    for start in [0, 1, 3, -1, -4, 100, -100]:
        print([cut(text, start, stop) for stop in [0, 2, 5, -1, -3, 100, -100]])
print(cut([1, 2, 3, 4], 1, -1), cut((1, 2, 3), -2, None), cut(b"bytes", True, 3))


def at(text, n):
    try:
        return text[n]
    except IndexError as error:
        return str(error)


print([at("héllo", n) for n in [0, 1, 4, 5, -1, -5, -6, 1 << 70]])
print("a\x1cb\x1fc\x85d\u2003e\tf\x0bg".split(), " \x1d x \x1e ".strip(), "\x1b y".split())
for n in [0, 1, 2, 3, 7, 8, 15, 16, 17, 31, 32, 33, 63, 64, 65, 127, 128, 129, 130, 255, 2047, 2048, 2049, 5000]:
    text = ("0123456789" * 600)[:n]
    items = list(text)
    items.insert(0, "x")
    items.insert(len(items) // 2, "y")
    del items[0:1]
    print(n, (text + "|" + text)[n - 3:n + 4], (text * 2).count("9"), text == "".join(list(text)), text + "a" < text + "b", "".join(items)[n // 2 - 2:n // 2 + 3])
print(sorted([("b", 2), ("a", 10), ("a", 9), ("b", 1)]), sorted([(1.5, "x"), (-0.0, "y"), (0.0, "a")], reverse=True))
print(sorted(["b" * 9, "b" * 8, "b" * 8 + "a", "a", ""]), sorted([3, 1, 2], key=lambda n: (-n, str(n))), sorted([(1, 2), (1,)]))
