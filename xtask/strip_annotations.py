"""Write a program again without its annotations: python strip_annotations.py < typed.py > untyped.py.

Works on tokens, so that layout and comments stay. Removes `: T` of parameters, variables and attributes, `-> T`, bare
declarations, and the imports from typing that nothing else uses.
"""
import io
import re
import sys
import tokenize


def strip(source: str) -> str:
    tokens = [t for t in tokenize.generate_tokens(io.StringIO(source).readline)]
    removed: list[tuple[tuple[int, int], tuple[int, int]]] = []
    bare: set[int] = set()
    brackets: list[str] = []
    in_def = 0
    line_start = True
    statement: list[tokenize.TokenInfo] = []
    i = 0
    while i < len(tokens):
        t = tokens[i]
        if t.type in (tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT, tokenize.NL, tokenize.COMMENT):
            if t.type == tokenize.NEWLINE:
                statement = []
                in_def = 0
            i += 1
            continue
        statement.append(t)
        first = statement[0].string
        if t.type == tokenize.OP and t.string in "([{":
            brackets.append(t.string)
        elif t.type == tokenize.OP and t.string in ")]}":
            brackets.pop()
        in_parameters = first == "def" and len(brackets) == 1 and brackets[0] == "("
        is_variable = not brackets and first not in ("def", "class", "if", "elif", "else", "while", "for", "with", "try", "except", "finally", "lambda", "match", "case") and t.string == ":" and not any(s.string == "lambda" for s in statement)
        if t.type == tokenize.OP and t.string == ":" and (in_parameters or is_variable):
            end = skip_type(tokens, i + 1, (",", ")", "=") if in_parameters else ("=",))
            if is_variable and tokens[end].type == tokenize.NEWLINE:
                bare.add(t.start[0])
            removed.append((t.start, tokens[end - 1].end))
            i = end
            continue
        if t.type == tokenize.OP and t.string == "->" and not brackets:
            end = skip_type(tokens, i + 1, (":",))
            removed.append((tokens[i - 1].end, tokens[end - 1].end))
            i = end
            continue
        i += 1
    lines = source.split("\n")
    for (row, start), (last, end) in reversed(removed):
        assert row == last, "annotation over several lines"
        lines[row - 1] = lines[row - 1][:start] + lines[row - 1][end:]
    kept = [line for n, line in enumerate(lines, 1) if n not in bare]
    return without_typing("\n".join(kept))


def skip_type(tokens: list, i: int, ends: tuple) -> int:
    depth = 0
    while True:
        t = tokens[i]
        if t.type == tokenize.NEWLINE or (depth == 0 and t.type == tokenize.OP and t.string in ends):
            return i
        if t.string in ("(", "[", "{"):
            depth += 1
        elif t.string in (")", "]", "}"):
            depth -= 1
        i += 1


def without_typing(source: str) -> str:
    def unused(m: re.Match) -> str:
        rest = source.replace(m.group(0), "")
        names = [n for n in m.group(1).replace(" ", "").split(",") if re.search(rf"\b{n}\b", rest)]
        return f"from typing import {', '.join(names)}\n" if names else ""

    return re.sub(r"^from typing import (.+)\n", unused, source, flags=re.M).lstrip("\n")


if __name__ == "__main__":
    sys.stdout.write(strip(sys.stdin.read()))
