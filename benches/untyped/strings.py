def build(n):
    parts = []
    line = ""
    for i in range(n):
        line += "field" + str(i % 97) + "=" + str(i * 7)
        if i % 8 == 7:
            parts.append(line)
            line = ""
        else:
            line += ";"
    return "\n".join(parts)


def parse(text):
    sums = {}
    for line in text.split("\n"):
        for field in line.split(";"):
            key, _, value = field.partition("=")
            sums[key] = sums.get(key, 0) + int(value)
    return sums


def transform(text):
    total = 0
    for line in text.split("\n"):
        upper = line.upper().replace("FIELD", "f").strip()
        if upper.startswith("f1") or upper.endswith("0"):
            total += len(upper)
        total += upper.count("7")
        total += upper.find("=9")
    return total


def main():
    text = build(400000)
    total = 0
    for _ in range(12):
        sums = parse(text)
        total += transform(text)
    print(len(text), len(sums), sums["field42"], total)


if __name__ == "__main__":
    main()
