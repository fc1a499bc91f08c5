# Strings that grow in loops, in several ways.
s = ""
for i in range(1000):
    s += str(i % 10)
print(len(s), s[:30], s[-30:])
t = s
t += "!"
print(len(s), len(t), s == t[:-1])
u = ""
for i in range(50):
    u = str(i) + u
print(u)
parts = []
for word in ("alpha", "beta", "gamma"):
    parts.append(word.title())
print("".join(parts), "-".join(reversed(parts)))


class Box:
    def __init__(self):
        self.text = ""

    def add(self, piece):
        self.text += piece


b = Box()
for c in "abcdef":
    b.add(c * 2)
print(b.text)
items = ["x"]
for i in range(5):
    items[0] += str(i)
print(items)
d = {"k": ""}
for i in range(5):
    d["k"] += chr(97 + i)
print(d)
original = "abc"
alias = original
original += "def"
print(alias, original)
x = "é"
for i in range(8):
    x += x
print(len(x), x == "é" * 256)
print("".join(chr(97 + (i * 7) % 26) for i in range(60)))
