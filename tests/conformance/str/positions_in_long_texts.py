"""Positions in long texts that are not ASCII: searches from a position, matches, and what they return."""

import re

unit = "key_é = \"välue 日本 𝄞\"\n"
text = "".join(f"{number}:{unit}" for number in range(700))
print(len(text), len(text.encode()))


def lines(source):
    """Walks by `index`, `startswith` and indexing, as a hand-written parser does."""
    at = 0
    total = 0
    while at < len(source):
        colon = source.index(":", at)
        assert source.startswith("key", colon + 1)
        end = source.find("\n", colon)
        total += int(source[at:colon]) + (source[end - 2] == "𝄞")
        at = end + 1
    return total


print(lines(text), text.rfind("日"), text.rindex("7:", 0, 9000), text.find("nowhere", 5000), text.count("é", 6000, 9000))

token = re.compile(r"(\d+)|(\w+)|(\s+)|(\S)")
at = 0
kinds = [0, 0, 0, 0]
while at < len(text):
    match = token.match(text, at)
    assert match.start() == at
    kinds[match.lastindex - 1] += 1
    at = match.end()
print(kinds, at)

found = [match.span() for match in re.finditer("本", text)]
print(len(found), found[0], found[350], found[-1], sum(start for start, _ in found))
match = re.compile("𝄞").search(text, 12_000)
print(match.span(), match.pos, match.endpos, text[match.start() - 3 : match.end() + 2])

# The text changes while it is walked.
grown = ""
for number in range(3000):
    grown += "é" if number % 3 else "aß"
    if number % 500 == 499:
        print(len(grown), grown.rfind("a"), grown[len(grown) // 2], grown.find("a", len(grown) - 5))
