"""`op=` on numbers and containers, slices that are assigned back, membership."""


class Odd(int):
    def __add__(self, other):
        return "added"

    def __iadd__(self, other):
        return "added in place"

    def __rsub__(self, other):
        return "reflected"


def numbers(a, b):
    for operator in ("+", "-", "*", "/", "//", "%", "**", "<<", ">>", "|", "^", "&"):
        x = a
        try:
            match operator:
                case "+":
                    x += b
                case "-":
                    x -= b
                case "*":
                    x *= b
                case "/":
                    x /= b
                case "//":
                    x //= b
                case "%":
                    x %= b
                case "**":
                    x **= b
                case "<<":
                    x <<= b
                case ">>":
                    x >>= b
                case "|":
                    x |= b
                case "^":
                    x ^= b
                case "&":
                    x &= b
            print(operator, repr(x), end="; ")
        except (TypeError, ValueError, ZeroDivisionError, OverflowError) as error:
            print(operator, type(error).__name__, error, end="; ")
    print()


for left, right in (
    (7, 2), (-7, 2), (7.5, 2), (2, 0.5), (1e308, 10.0), (3, 0), (2.0, 0), (True, 3), (2**62, 63), (1 << 70, 3),
    (5, -1), (Odd(3), 4), (4, Odd(3)), (4.5, Odd(3)), ([1], 2), ([1], (2,)), ((1,), 2), ("a", 2), ({1}, {2}), (b"a", 1),
    (None, 1),
):
    numbers(left, right)

items = [1, 2, 3]
same = items
items[1:2] *= 2
items[:1] += (7,)
print(items, items is same)
backwards = list(range(10))
backwards[:4] = backwards[3::-1]
print(backwards, backwards[::-1], backwards[7:2:-1], backwards[2:7:-1], backwards[-1:-4:-1], [][::-1], backwards[100::-1])
backwards[5:2] = []
backwards[2:4] = backwards
print(backwards)


class Shrinks:
    def __init__(self, target):
        self.target = target

    def __eq__(self, other):
        self.target.clear()
        return False


victim = [1, 2, 3]
victim.insert(1, Shrinks(victim))
print(2 in victim, victim, 2 in (1, 2), 2.0 in {1, 2}, {1} in {frozenset({1})}, float("nan") in [float("nan")])
for container in ({1}, frozenset()):
    try:
        [] in container
    except TypeError as error:
        print(error)
