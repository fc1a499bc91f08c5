# A global with a builtin's name that is bound late: until then the name means the builtin.


def longest(words):
    return max(words, key=len)


def fold(values):
    yield sum(values)
    yield sum(values)


print(longest(["a", "ccc", "bb"]))
steps = fold([1, 2, 3])
print(next(steps))
sum = lambda values: "summed"
print(next(steps))
print(sum([1]))


def pick():
    return min


print(pick()(4, 5))
min = 2.5
print(pick() * 2)

for _ in range(2):
    print(sorted([3, 1, 2]) if callable(sorted) else sorted)
    sorted = [9]
print(sorted)

# Bound before every read: plainly a variable.
total = 0
max = 7
for i in range(3):
    max += i
print(max, max + 1)


class range:
    def __init__(self, *args):
        self.args = args

    def again(self):
        return range(*self.args, "again")


print(range(1, 2).again().args)


def abs(x):
    return "own" if x < 0 else abs(x - 10)


print(abs(3))
del abs
print(abs(-3))

print(len("four"))
if total == 0:
    len = 3
print(len)
del len
print(len("five5"))

try:
    input = raw_input
except NameError as e:
    print(e)
print(input.__name__)


class Reader:
    first = print is not None
    try:
        bool = bool(1)
    except NameError as e:
        print(e)


print(Reader.first, Reader.bool)
round = round
print(round(2.567, 1))


class Numbers:
    int = int("3")
    str = str(int)
    first = second = float(1)


print(Numbers.int + 1, Numbers.str + "1", Numbers.second)
