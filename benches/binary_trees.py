from typing import Optional


class Node:
    def __init__(self, left: "Optional[Node]", right: "Optional[Node]") -> None:
        self.left: Optional[Node] = left
        self.right: Optional[Node] = right

    def check(self) -> int:
        left = self.left
        right = self.right
        if left is None or right is None:
            return 1
        return 1 + left.check() + right.check()


def make(depth: int) -> Node:
    if depth == 0:
        return Node(None, None)
    return Node(make(depth - 1), make(depth - 1))


def main() -> None:
    min_depth: int = 4
    max_depth: int = 16
    print("stretch", max_depth + 1, make(max_depth + 1).check())
    long_lived: Node = make(max_depth)
    depth: int = min_depth
    while depth <= max_depth:
        iters: int = 1 << (max_depth - depth + min_depth)
        total: int = 0
        for _ in range(iters):
            total += make(depth).check()
        print(iters, depth, total)
        depth += 2
    print("long lived", max_depth, long_lived.check())


if __name__ == "__main__":
    main()
