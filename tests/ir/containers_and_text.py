def scan(text: str) -> list[str]:
    found: list[str] = []
    for i in range(len(text)):
        c = text[i]
        if c == "," or "a" <= c:
            found.append(text[:i])
    return found


counts: dict[str, int] = {}


def tally(words: list[str]) -> int:
    last = 0
    while words:
        last = counts.get(words.pop(), 0)
    return last


print(tally(scan("a,b")))
