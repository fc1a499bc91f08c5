from __future__ import annotations

import operator
from typing import Any, Callable

from tree import Assign, Binary, Block, Call, Function, If, Let, Literal, Name, Node, Print, Return, Unary, While


class LanguageError(Exception):
    pass


class ReturnSignal(Exception):
    def __init__(self, value: Any) -> None:
        self.value = value


class Scope:
    def __init__(self, parent: Scope | None = None) -> None:
        self.parent = parent
        self.values: dict[str, Any] = {}

    def find(self, name: str) -> Scope:
        scope: Scope | None = self
        while scope is not None:
            if name in scope.values:
                return scope
            scope = scope.parent
        raise LanguageError(f"unknown name {name}")


class Closure:
    def __init__(self, function: Function, scope: Scope) -> None:
        self.function = function
        self.scope = scope

    def __str__(self) -> str:
        return f"<{self.function.name}/{len(self.function.parameters)}>"


OPERATORS: dict[str, Callable[[Any, Any], Any]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "%": operator.mod,
    "**": operator.pow,
    "==": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}


def show(value: Any) -> str:
    if value is None:
        return "nil"
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)


class Interpreter:
    def __init__(self) -> None:
        self.globals = Scope()
        self.globals.values.update(len=len, str=show, max=max, min=min)

    def run(self, program: Block) -> None:
        for statement in program.statements:
            self.execute(statement, self.globals)

    def execute(self, node: Node, scope: Scope) -> None:
        match node:
            case Let(name, value):
                scope.values[name] = self.evaluate(value, scope)
            case Assign(name, value):
                scope.find(name).values[name] = self.evaluate(value, scope)
            case If(condition, then, otherwise):
                if self.evaluate(condition, scope):
                    self.execute(then, scope)
                elif otherwise is not None:
                    self.execute(otherwise, scope)
            case While(condition, body):
                while self.evaluate(condition, scope):
                    self.execute(body, scope)
            case Print(values):
                print(*(show(self.evaluate(value, scope)) for value in values))
            case Return(value):
                raise ReturnSignal(None if value is None else self.evaluate(value, scope))
            case Block(statements):
                inner = Scope(scope)
                for statement in statements:
                    self.execute(statement, inner)
            case _:
                self.evaluate(node, scope)

    def evaluate(self, node: Node, scope: Scope) -> Any:
        match node:
            case Literal(value):
                return value
            case Name(name):
                return scope.find(name).values[name]
            case Unary("-", operand):
                return -self.evaluate(operand, scope)
            case Unary(_, operand):
                return not self.evaluate(operand, scope)
            case Binary("and", left, right):
                return self.evaluate(left, scope) and self.evaluate(right, scope)
            case Binary("or", left, right):
                return self.evaluate(left, scope) or self.evaluate(right, scope)
            case Binary(op, left, right):
                return self.binary(op, self.evaluate(left, scope), self.evaluate(right, scope))
            case Call(function, arguments):
                return self.call(self.evaluate(function, scope), [self.evaluate(a, scope) for a in arguments])
            case Function():
                return Closure(node, scope)
        raise LanguageError(f"cannot evaluate {type(node).__name__}")

    def binary(self, op: str, left: Any, right: Any) -> Any:
        try:
            if op == "/":
                return left // right if isinstance(left, int) and isinstance(right, int) and left % right == 0 else left / right
            return OPERATORS[op](left, right)
        except ZeroDivisionError:
            raise LanguageError("division by zero") from None
        except TypeError:
            raise LanguageError(f"cannot compute {show(left)} {op} {show(right)}") from None

    def call(self, function: Any, arguments: list[Any]) -> Any:
        if isinstance(function, Closure):
            parameters = function.function.parameters
            if len(parameters) != len(arguments):
                raise LanguageError(f"{function} takes {len(parameters)} arguments, got {len(arguments)}")
            scope = Scope(function.scope)
            scope.values.update(zip(parameters, arguments))
            try:
                self.execute(function.function.body, scope)
            except ReturnSignal as signal:
                return signal.value
            return None
        if callable(function):
            return function(*arguments)
        raise LanguageError(f"{show(function)} is no function")
