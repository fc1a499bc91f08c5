from dataclasses import dataclass
from enum import Enum, auto
from typing import Iterator


class Kind(Enum):
    NUMBER = auto()
    STRING = auto()
    NAME = auto()
    KEYWORD = auto()
    SYMBOL = auto()
    END = auto()


KEYWORDS = frozenset({"let", "fn", "if", "else", "while", "print", "return", "and", "or", "not", "true", "false", "nil"})
TWO = ("==", "!=", "<=", ">=", "**")


class SyntaxProblem(Exception):
    def __init__(self, line: int, message: str) -> None:
        super().__init__(message)
        self.line = line


@dataclass(frozen=True, slots=True)
class Token:
    kind: Kind
    text: str
    line: int


def tokenize(source: str) -> Iterator[Token]:
    line = 1
    i = 0
    n = len(source)
    while i < n:
        c = source[i]
        if c == "\n":
            line += 1
            i += 1
        elif c.isspace():
            i += 1
        elif c == "#":
            while i < n and source[i] != "\n":
                i += 1
        elif c.isdigit():
            start = i
            while i < n and (source[i].isdigit() or source[i] == "."):
                i += 1
            yield Token(Kind.NUMBER, source[start:i], line)
        elif c.isalpha() or c == "_":
            start = i
            while i < n and (source[i].isalnum() or source[i] == "_"):
                i += 1
            word = source[start:i]
            yield Token(Kind.KEYWORD if word in KEYWORDS else Kind.NAME, word, line)
        elif c == '"':
            end = source.find('"', i + 1)
            if end < 0:
                raise SyntaxProblem(line, "string without end")
            yield Token(Kind.STRING, source[i + 1 : end], line)
            i = end + 1
        elif source[i : i + 2] in TWO:
            yield Token(Kind.SYMBOL, source[i : i + 2], line)
            i += 2
        elif c in "+-*/%<>=(){},;":
            yield Token(Kind.SYMBOL, c, line)
            i += 1
        else:
            raise SyntaxProblem(line, f"unexpected character {c!r}")
    yield Token(Kind.END, "", line)
