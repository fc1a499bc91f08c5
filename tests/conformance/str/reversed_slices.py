# Slices that walk backwards over texts whose characters take one to four bytes, and lone surrogates.
for text in ("", "a", "é", "😀", "abc", "aé€😀b", "äöü€😀" * 3, "a\ud800b\udfff", "e\u0301x"):
    n = len(text)
    print(
        ascii(text[::-1]),
        ascii(text[n // 2 :: -1]),
        ascii(text[: n // 2 : -1]),
        ascii(text[-2:0:-1]),
        ascii(text[-1:-4:-1]),
        ascii(text[::-2]),
        ascii(text[100:-100:-1]),
        ascii(text[0:3:-1]),
        len(text[::-1]) == n,
        text[::-1][::-1] == text,
        "".join(reversed(text)) == text[::-1],
    )
