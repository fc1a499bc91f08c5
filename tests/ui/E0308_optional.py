from typing import Optional


class Node:
    def __init__(self, value: int, next: "Optional[Node]" = None) -> None:
        self.value = value
        self.next = next


def second(n: Node) -> int:
    return n.next.value  # mypy: union-attr


def safe(n: Node) -> int:
    if n.next is None:
        return -1
    return n.next.value


def length(text: Optional[str]) -> int:
    print(text.upper())  # mypy: union-attr
    if not text:
        return 0
    return len(text)


print(second(Node(1, Node(2))), safe(Node(1)), length("x"))
