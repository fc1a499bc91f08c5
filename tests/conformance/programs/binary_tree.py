from typing import Generic, Iterator, Optional, TypeVar

K = TypeVar("K")
V = TypeVar("V")


class Node(Generic[K, V]):
    def __init__(self, key: K, value: V) -> None:
        self.key = key
        self.value = value
        self.left: Optional[Node[K, V]] = None
        self.right: Optional[Node[K, V]] = None


class Tree(Generic[K, V]):
    def __init__(self) -> None:
        self.root: Optional[Node[K, V]] = None
        self.size = 0

    def __setitem__(self, key: K, value: V) -> None:
        if self.root is None:
            self.root = Node(key, value)
            self.size = 1
            return
        node = self.root
        while True:
            if key == node.key:
                node.value = value
                return
            if key < node.key:
                if node.left is None:
                    node.left = Node(key, value)
                    break
                node = node.left
            else:
                if node.right is None:
                    node.right = Node(key, value)
                    break
                node = node.right
        self.size += 1

    def __getitem__(self, key: K) -> V:
        node = self.root
        while node is not None:
            if key == node.key:
                return node.value
            node = node.left if key < node.key else node.right
        raise KeyError(key)

    def __delitem__(self, key: K) -> None:
        self.root = self._remove(self.root, key)
        self.size -= 1

    def _remove(self, node, key):
        if node is None:
            raise KeyError(key)
        if key < node.key:
            node.left = self._remove(node.left, key)
        elif key > node.key:
            node.right = self._remove(node.right, key)
        elif node.left is None:
            return node.right
        elif node.right is None:
            return node.left
        else:
            successor = node.right
            while successor.left is not None:
                successor = successor.left
            node.key, node.value = successor.key, successor.value
            node.right = self._remove(node.right, successor.key)
        return node

    def items(self) -> Iterator[tuple[K, V]]:
        stack: list[Node[K, V]] = []
        node = self.root
        while stack or node:
            while node:
                stack.append(node)
                node = node.left
            node = stack.pop()
            yield node.key, node.value
            node = node.right

    def __iter__(self) -> Iterator[K]:
        return (k for k, _ in self.items())

    def __len__(self) -> int:
        return self.size

    def height(self) -> int:
        def h(n):
            return 0 if n is None else 1 + max(h(n.left), h(n.right))

        return h(self.root)


t: Tree[str, int] = Tree()
for i, w in enumerate("the quick brown fox jumps over the lazy dog".split()):
    t[w] = i
print(list(t), len(t), t["fox"], t.height(), dict(t.items()))
del t["quick"]
del t["the"]
print(list(t), len(t))
for bad in ("quick", "zebra"):
    try:
        del t[bad]
    except KeyError as e:
        print("KeyError", e)
n: Tree[int, str] = Tree()
for i in (50, 30, 70, 20, 40, 60, 80, 45):
    n[i] = str(i) * 2
for i in (30, 50, 80):
    del n[i]
print(list(n.items()), n.root.key, sum(n))
