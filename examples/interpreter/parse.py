from typing import Iterable

from tokens import Kind, SyntaxProblem, Token
from tree import Assign, Binary, Block, Call, Function, If, Let, Literal, Name, Node, Print, Return, Unary, While

BINDING: dict[str, int] = {"or": 1, "and": 2, "==": 3, "!=": 3, "<": 4, "<=": 4, ">": 4, ">=": 4, "+": 5, "-": 5, "*": 6, "/": 6, "%": 6, "**": 8}


class Parser:
    def __init__(self, tokens: Iterable[Token]) -> None:
        self.tokens = list(tokens)
        self.position = 0

    @property
    def token(self) -> Token:
        return self.tokens[self.position]

    def advance(self) -> Token:
        token = self.token
        self.position += 1
        return token

    def accept(self, text: str) -> bool:
        if self.token.text == text and self.token.kind in (Kind.SYMBOL, Kind.KEYWORD):
            self.position += 1
            return True
        return False

    def expect(self, text: str) -> None:
        if not self.accept(text):
            found = self.token.text or "the end"
            raise SyntaxProblem(self.token.line, f"expected {text!r}, found {found!r}")

    def name(self) -> str:
        if self.token.kind is not Kind.NAME:
            raise SyntaxProblem(self.token.line, f"expected a name, found {self.token.text!r}")
        return self.advance().text

    def program(self) -> Block:
        statements: list[Node] = []
        while self.token.kind is not Kind.END:
            statements.append(self.statement())
        return Block(statements)

    def block(self) -> Block:
        self.expect("{")
        statements: list[Node] = []
        while not self.accept("}"):
            statements.append(self.statement())
        return Block(statements)

    def statement(self) -> Node:
        match self.token:
            case Token(Kind.KEYWORD, "let"):
                self.advance()
                name = self.name()
                self.expect("=")
                value = self.expression()
                if isinstance(value, Function):
                    value.name = name
                self.accept(";")
                return Let(name, value)
            case Token(Kind.KEYWORD, "if"):
                self.advance()
                condition = self.expression()
                then = self.block()
                otherwise: Node | None = None
                if self.accept("else"):
                    otherwise = self.statement() if self.token.text == "if" else self.block()
                return If(condition, then, otherwise)
            case Token(Kind.KEYWORD, "while"):
                self.advance()
                return While(self.expression(), self.block())
            case Token(Kind.KEYWORD, "print"):
                self.advance()
                values = [self.expression()]
                while self.accept(","):
                    values.append(self.expression())
                self.accept(";")
                return Print(values)
            case Token(Kind.KEYWORD, "return"):
                self.advance()
                result = None if self.token.text in (";", "}") else self.expression()
                self.accept(";")
                return Return(result)
            case Token(Kind.SYMBOL, "{"):
                return self.block()
        expression = self.expression()
        if self.accept("="):
            if not isinstance(expression, Name):
                raise SyntaxProblem(self.token.line, "cannot assign to this")
            expression = Assign(expression.name, self.expression())
        self.accept(";")
        return expression

    def expression(self, least: int = 1) -> Node:
        left = self.unary()
        while (binding := BINDING.get(self.token.text, 0)) >= least and self.token.kind is not Kind.STRING:
            operator = self.advance().text
            right = self.expression(binding if operator == "**" else binding + 1)
            left = Binary(operator, left, right)
        return left

    def unary(self) -> Node:
        if self.accept("-"):
            return Unary("-", self.expression(7))
        if self.accept("not"):
            return Unary("not", self.expression(3))
        node = self.primary()
        while self.accept("("):
            arguments: list[Node] = []
            while not self.accept(")"):
                arguments.append(self.expression())
                if self.token.text != ")":
                    self.expect(",")
            node = Call(node, arguments)
        return node

    def primary(self) -> Node:
        token = self.advance()
        match token:
            case Token(Kind.NUMBER, text):
                return Literal(float(text) if "." in text else int(text))
            case Token(Kind.STRING, text):
                return Literal(text)
            case Token(Kind.NAME, text):
                return Name(text)
            case Token(Kind.KEYWORD, "true" | "false"):
                return Literal(token.text == "true")
            case Token(Kind.KEYWORD, "nil"):
                return Literal(None)
            case Token(Kind.KEYWORD, "fn"):
                self.expect("(")
                parameters: list[str] = []
                while not self.accept(")"):
                    parameters.append(self.name())
                    if self.token.text != ")":
                        self.expect(",")
                return Function(parameters, self.block())
            case Token(Kind.SYMBOL, "("):
                inner = self.expression()
                self.expect(")")
                return inner
        raise SyntaxProblem(token.line, f"unexpected {token.text!r}" if token.text else "unexpected end")
