KEYWORDS = {"def", "return", "if", "else", "while", "for", "in", "class", "import"}


class Token:
    def __init__(self, kind, text, line):
        self.kind = kind
        self.text = text
        self.line = line


def is_name_start(c):
    return "a" <= c <= "z" or "A" <= c <= "Z" or c == "_"


def is_digit(c):
    return "0" <= c <= "9"


def tokenize(source):
    tokens = []
    line = 1
    i = 0
    n = len(source)
    while i < n:
        c = source[i]
        if c == "\n":
            line += 1
            i += 1
        elif c == " " or c == "\t":
            i += 1
        elif c == "#":
            while i < n and source[i] != "\n":
                i += 1
        elif is_name_start(c):
            start = i
            i += 1
            while i < n and (is_name_start(source[i]) or is_digit(source[i])):
                i += 1
            word = source[start:i]
            tokens.append(Token("keyword" if word in KEYWORDS else "name", word, line))
        elif is_digit(c):
            start = i
            i += 1
            while i < n and (is_digit(source[i]) or source[i] == "."):
                i += 1
            tokens.append(Token("number", source[start:i], line))
        elif c == '"':
            start = i
            i += 1
            while i < n and source[i] != '"':
                if source[i] == "\\":
                    i += 1
                i += 1
            i += 1
            tokens.append(Token("string", source[start:i], line))
        else:
            tokens.append(Token("symbol", c, line))
            i += 1
    return tokens


SAMPLE = """
def area(width, height):  # a rectangle
    if width < 0 or height < 0:
        return -1
    total = width * height + 3.14159 * 2
    message = "area is \\"computed\\""
    while total > 100.5:
        total = total / 2 - count_1
    return total

class Shape_2:
    def scale(self, factor):
        for side in self.sides:
            self.total = self.total + side * factor
        return self.total % 1000
"""


def main():
    source = SAMPLE * 300
    counts = {}
    length = 0
    last = 0
    for _ in range(80):
        for token in tokenize(source):
            counts[token.kind] = counts.get(token.kind, 0) + 1
            length += len(token.text)
            last = token.line
    for kind in sorted(counts):
        print(kind, counts[kind])
    print(length, last)


if __name__ == "__main__":
    main()
