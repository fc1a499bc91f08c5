class Node:
    __slots__ = ("key", "value", "prev", "next")

    def __init__(self, key, value):
        self.key = key
        self.value = value
        self.prev = self.next = None


class LRU:
    def __init__(self, capacity: int) -> None:
        self.capacity = capacity
        self.map: dict[str, Node] = {}
        self.head, self.tail = Node(None, None), Node(None, None)
        self.head.next, self.tail.prev = self.tail, self.head
        self.hits = self.misses = 0

    def _unlink(self, node):
        node.prev.next, node.next.prev = node.next, node.prev

    def _front(self, node):
        node.prev, node.next = self.head, self.head.next
        self.head.next.prev = node
        self.head.next = node

    def get(self, key, default=None):
        node = self.map.get(key)
        if node is None:
            self.misses += 1
            return default
        self.hits += 1
        self._unlink(node)
        self._front(node)
        return node.value

    def put(self, key, value):
        if key in self.map:
            node = self.map[key]
            node.value = value
            self._unlink(node)
        else:
            if len(self.map) >= self.capacity:
                last = self.tail.prev
                self._unlink(last)
                del self.map[last.key]
            node = self.map[key] = Node(key, value)
        self._front(node)

    def __iter__(self):
        node = self.head.next
        while node is not self.tail:
            yield node.key, node.value
            node = node.next

    def __len__(self):
        return len(self.map)


cache = LRU(3)
for word in "a b c a d e a b".split():
    if cache.get(word) is None:
        cache.put(word, word * 2)
    print(word, list(cache), len(cache))
print(cache.hits, cache.misses)
# The list is circular in neither direction, but its nodes point at each other: unlink before leaving.
for key in list(cache.map):
    node = cache.map.pop(key)
    node.prev = node.next = None
cache.head.next = cache.tail.prev = None
