# Random documents, written in several styles, read again, and damaged: every error message counts.
import json
import random

random.seed(3)
LETTERS = [65, 97, 32, 10, 9, 8, 34, 92, 47, 127, 128, 233, 0x20AC, 0xFFFF, 0x1F600, 0x10FFFF, 1, 31, 0xD7FF]
STYLES = (
    {}, {"ensure_ascii": False}, {"indent": 2}, {"sort_keys": True}, {"indent": "", "separators": (",", ":")},
)


def make(depth):
    kind = random.randrange(9 if depth < 5 else 7)
    if kind == 0:
        return random.randrange(-(10 ** random.randrange(1, 30)), 10**20)
    if kind == 1:
        return random.uniform(-1e5, 1e5) * 10 ** random.randrange(-20, 20)
    if kind == 2:
        return "".join(chr(random.choice(LETTERS)) for _ in range(random.randrange(9)))
    if kind < 6:
        return (None, True, False)[kind - 3]
    if kind == 6:
        return (1, "a")
    if kind == 7:
        return [make(depth + 1) for _ in range(random.randrange(5))]
    return {str(make(5)): make(depth + 1) for _ in range(random.randrange(5))}


total = 0
for turn in range(600):
    value = make(0)
    for style in STYLES:
        text = json.dumps(value, **style)
        total = (total * 31 + sum(map(ord, text)) + len(text)) % 10**9
        assert json.dumps(json.loads(text), **style) == text
    damaged = list(text)
    for _ in range(3):
        damaged[random.randrange(len(damaged))] = random.choice('"\\{}[],:0123456789.eE+-nul tf\x01é')
    try:
        told = repr(json.loads("".join(damaged)))
    except ValueError as e:
        told = str(e)
    total = (total * 31 + sum(map(ord, told))) % 10**9
    if turn % 50 == 0:
        print(ascii(told))
print(total)
print(json.loads('"\\ud83d\\ude00 \\ud83d"').encode("utf-8", "surrogatepass"), json.loads('["é", {"ü": "x"}]'))
print(json.JSONDecoder().raw_decode("é [1] x", 2), json.dumps("\x7f"), json.dumps("\x7f", ensure_ascii=False))
