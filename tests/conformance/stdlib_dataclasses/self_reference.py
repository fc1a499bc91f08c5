# Fields whose annotations name the class itself, or what is defined later.
from dataclasses import dataclass, field, fields, replace
from typing import NamedTuple


@dataclass
class Node:
    value: int
    next: Node | None = None
    children: list[Node] = field(default_factory=list)


@dataclass(order=True, frozen=True)
class Edge:
    weight: float
    ends: tuple[Vertex, Vertex] = ()


class Vertex(NamedTuple):
    name: str
    twin: Vertex | None = None


@dataclass
class Leaf(Node):
    owner: Later = None


class Later:
    pass


print(Node(1, Node(2)), [f.name for f in fields(Node)], Node(3) == Node(3))
print(sorted([Edge(2.5), Edge(1.5, (Vertex("a"), Vertex("b")))]))
print(Vertex("a", Vertex("b")), Vertex._fields, Vertex._field_defaults)
print(replace(Leaf(1), value=5, owner=None), [f.name for f in fields(Leaf)])
print(Node.__annotations__["next"], Node.__annotate__(1)["value"])
try:
    Node.__annotate__(4)
except NotImplementedError as e:
    print("NotImplementedError", e)
