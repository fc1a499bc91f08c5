def gen_text(nwords: int) -> str:
    syll: list[str] = ["ka", "lo", "mi", "ne", "ru", "sta", "ve", "xo", "zi", "pra", "tu", "el", "on", "is"]
    state: int = 12345
    words: list[str] = []
    for _ in range(nwords):
        state = (state * 1103515245 + 12345) % 2147483648
        k: int = (state >> 8) % 3 + 1
        w: str = ""
        for _j in range(k):
            state = (state * 1103515245 + 12345) % 2147483648
            w += syll[(state >> 12) % 14]
        words.append(w)
        if state % 11 == 0:
            words.append("\n")
    return " ".join(words)


def count_words(text: str) -> dict[str, int]:
    counts: dict[str, int] = {}
    for line in text.split("\n"):
        for word in line.split():
            w = word.strip().lower()
            if w in counts:
                counts[w] += 1
            else:
                counts[w] = 1
    return counts


def main() -> None:
    text: str = gen_text(500000)
    total: int = 0
    counts: dict[str, int] = {}
    for _ in range(14):
        counts = count_words(text)
        total += len(counts)
    items: list[tuple[int, str]] = []
    for k, v in counts.items():
        items.append((-v, k))
    items.sort()
    for i in range(5):
        print(items[i][1], -items[i][0])
    print(total)


if __name__ == "__main__":
    main()
