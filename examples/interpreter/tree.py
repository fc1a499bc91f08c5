from __future__ import annotations

from dataclasses import dataclass


class Node:
    """Anything that can be evaluated or executed."""


@dataclass
class Literal(Node):
    value: int | float | str | bool | None


@dataclass
class Name(Node):
    name: str


@dataclass
class Unary(Node):
    operator: str
    operand: Node


@dataclass
class Binary(Node):
    operator: str
    left: Node
    right: Node


@dataclass
class Call(Node):
    function: Node
    arguments: list[Node]


@dataclass
class Function(Node):
    parameters: list[str]
    body: Block
    name: str = "fn"


@dataclass
class Let(Node):
    name: str
    value: Node


@dataclass
class Assign(Node):
    name: str
    value: Node


@dataclass
class If(Node):
    condition: Node
    then: Block
    otherwise: Node | None


@dataclass
class While(Node):
    condition: Node
    body: Block


@dataclass
class Print(Node):
    values: list[Node]


@dataclass
class Return(Node):
    value: Node | None


@dataclass
class Block(Node):
    statements: list[Node]
