# Fields and methods of what may be None besides, and values that are borrowed from fields.


class Node:
    def __init__(self, value, next=None):
        self.value = value
        self.next = next
        self.seen = False

    def total(self):
        if self.next is None:
            return self.value
        return self.value + self.next.total()


class Wide(Node):
    def total(self):
        return 100 + super().total()


class Empty:
    def __init__(self):
        self.items = []

    def __len__(self):
        return len(self.items)


class Never:
    def __init__(self):
        self.name = "never"

    def __bool__(self):
        return False


def find(node, value):
    while node is not None:
        if node.value == value:
            return node
        node = node.next
    return None


def second(node):
    return node.next.next


def mark(node):
    while node:
        node.seen = True
        node = node.next


def chain(n):
    node = None
    for i in range(n):
        node = Wide(i, node) if i % 3 == 0 else Node(i, node)
    return node


first = chain(10)
print(first.total())
print(find(first, 4).value, find(first, 40))
mark(first)
print(first.next.next.seen, second(first).value)
for wanted in (5, 50):
    found = find(first, wanted)
    try:
        print(found.value, found.total())
        found.value = 7
        print(first.total())
    except AttributeError as e:
        print(type(e).__name__, e)
try:
    second(Node(1))
except AttributeError as e:
    print(e)
try:
    find(first, 50).seen = True
except AttributeError as e:
    print(e)


def truths(x):
    return "true" if x else "false"


print(truths(Empty()), truths(Never()), truths(None), truths(first))


class Owner:
    def __init__(self, child):
        self.child = child
        self.flag = True

    def swap(self, other):
        old = self.child
        value = old.value
        self.child = other
        return value, old.value, self.child.value

    def drop(self):
        child = self.child
        self.child = None
        return child.value

    def both(self):
        a = self.child
        b = self.child.next
        a.value += 1
        b.value += a.value
        return a.value, b.value

    def is_set(self):
        return self.flag and self.child is not None


owner = Owner(Node(3, Node(4)))
print(owner.both(), owner.both())
print(owner.swap(Node(9)))
print(owner.is_set(), owner.drop(), owner.is_set())
try:
    owner.both()
except AttributeError as e:
    print(e)


def last(node):
    # Each link is borrowed from the one before it.
    while node.next is not None:
        node = node.next
    return node


print(last(chain(50)).value, last(Node("only")).value)


class Unset:
    def set(self, value):
        self.other = value
        return self

    def get(self):
        return self.other.value


try:
    Unset().get()
except AttributeError as e:
    print(e)
late = Unset()
late.extra = 1
print(late.set(Node(5)).get(), vars(late)["extra"])
late.__dict__["other"] = Node(6)
print(late.get())
