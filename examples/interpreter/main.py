"""A small language: expressions, variables, functions, conditions and loops.

Reads a program from the file named on the command line, or from standard input."""
import sys

from evaluate import Interpreter, LanguageError
from parse import Parser, SyntaxProblem
from tokens import tokenize


def main(argv: list[str]) -> int:
    if len(argv) > 1:
        with open(argv[1], encoding="utf-8") as f:
            source = f.read()
    else:
        source = sys.stdin.read()
    try:
        program = Parser(tokenize(source)).program()
        Interpreter().run(program)
    except SyntaxProblem as problem:
        print(f"syntax error in line {problem.line}: {problem}")
        return 1
    except LanguageError as error:
        print(f"error: {error}")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv))
