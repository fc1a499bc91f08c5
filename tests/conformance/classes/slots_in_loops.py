# Fields of `__slots__` read and written through receivers of every kind: known, passed on, and met in a generator.
class Node:
    __slots__ = ("key", "next")

    def __init__(self, key):
        self.key = key
        self.next = None


class Chain:
    def __init__(self):
        self.head, self.tail = Node(None), Node(None)
        self.head.next = self.tail

    def push(self, key):
        node = Node(key)
        node.next, self.head.next = self.head.next, node
        return node

    def __iter__(self):
        node = self.head.next
        while node is not self.tail:
            yield node.key
            node = node.next


chain = Chain()
for word in "one two three".split():
    chain.push(word)
print(list(chain), [k.upper() for k in chain])


class Late:
    def __init__(self):
        self.a = 1


if len("ab") == 2:

    class Sub(Late):
        __slots__ = ("b",)

        def __init__(self):
            super().__init__()
            self.b = self.a + 1


s = Sub()
s.c = 3
print(s.a, s.b, s.c, s.__dict__)
for bad in ("two words", "1st", ""):
    try:
        type("T", (), {"__slots__": [bad]})
    except TypeError as e:
        print(e)


# A class that takes attribute access over by assignment in its body.
def answer(self, name):
    return name * 2


class Odd:
    __getattr__ = answer

    def __init__(self):
        self.x = 1


o = Odd()
print(o.x, o.ab)
