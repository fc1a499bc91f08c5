TEXT = """It was the best of times, it was the worst of times,
it was the age of wisdom, it was the age of foolishness."""


def wrap(text: str, width: int) -> list[str]:
    lines: list[str] = []
    current = ""
    for word in text.split():
        if current and len(current) + 1 + len(word) > width:
            lines.append(current)
            current = word
        else:
            current = f"{current} {word}" if current else word
    if current:
        lines.append(current)
    return lines


def justify(line: str, width: int) -> str:
    words = line.split()
    if len(words) == 1:
        return line
    gaps = len(words) - 1
    spaces = width - sum(map(len, words))
    return "".join(w + " " * (spaces // gaps + (i < spaces % gaps)) for i, w in enumerate(words[:-1])) + words[-1]


def caesar(text: str, shift: int) -> str:
    def rotate(c: str) -> str:
        if c.isalpha() and c.isascii():
            base = ord("A") if c.isupper() else ord("a")
            return chr((ord(c) - base + shift) % 26 + base)
        return c

    return "".join(map(rotate, text))


def roman(n: int) -> str:
    out = ""
    for value, numeral in [(1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")]:
        while n >= value:
            out += numeral
            n -= value
    return out


def run_length(text: str) -> str:
    out, i = [], 0
    while i < len(text):
        j = i
        while j < len(text) and text[j] == text[i]:
            j += 1
        out.append(f"{j - i}{text[i]}" if j - i > 1 else text[i])
        i = j
    return "".join(out)


def anagrams(words: list[str]) -> list[list[str]]:
    groups: dict[str, list[str]] = {}
    for w in words:
        groups.setdefault("".join(sorted(w)), []).append(w)
    return [sorted(g) for g in groups.values() if len(g) > 1]


for line in wrap(TEXT, 30):
    print(f"|{justify(line, 30)}|{line:^30}|{line:>30}|")
print(caesar("Hello, World!", 3), caesar(caesar("Hello, World!", 3), -3), [roman(n) for n in (1, 4, 1994, 2024, 3999)], run_length("aaabccdddd"), anagrams("listen silent enlist google elbow below".split()))
words = TEXT.lower().replace(",", "").replace(".", "").split()
counts = {w: words.count(w) for w in dict.fromkeys(words)}
for w, n in sorted(counts.items(), key=lambda kv: (-kv[1], kv[0]))[:5]:
    print(f"{w:<6}{'*' * n} {n}")
print(" ".join(w.capitalize() for w in words[:6]), "".join(w[0] for w in words), max(words, key=len), [w for w in words if w == w[::-1] and len(w) > 1], "-".join(sorted(set("".join(words)))))
vowels = sum(c in "aeiou" for c in TEXT.lower())
print(vowels, f"{vowels / len(TEXT):.2%}", TEXT.count("\n"), TEXT.splitlines()[1][3:12], TEXT.title()[:25], TEXT.swapcase()[:10])
