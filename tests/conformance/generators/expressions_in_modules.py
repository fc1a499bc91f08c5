"""Generator expressions that the body of a module consumes."""

import sys

text = "hello world"
data = [3, 1, 2]
print(sum(c in "aeiou" for c in text), "".join(c for c in text if c != "o"), max(len(w) for w in text.split()))
print(any(x > 2 for x in data), all(x > 2 for x in data), list(x * y for x in data for y in range(x)), sorted(-x for x in data))
print(set(x % 2 for x in data), tuple(x for x in ()), dict((x, x * x) for x in data), sum(x * 0.5 for x in data), min((x for x in []), default=7))
total = 0
for total in (x + total for x in data):
    if total > 6:
        break
else:
    print("never")
print(total)
for x in (x for x in data):
    pass
print(x)
big = sum(2**62 * n for n in range(5))
print(big, sum(n << 70 for n in range(3)))


def late():
    return [n * factor for n in range(3)]


factor = 2
values = (n * factor for n in range(3))
factor = 10
print(list(values), late())
nested = ((a, b) for a in (x for x in data if x > 1) for b in (y for y in range(a)))
print(list(nested))


def gen(n):
    for i in range(n):
        yield i
        if i == 3:
            return


print(sum(x * x for x in gen(10)), [y for y in (x for x in gen(2))])


def boom(x):
    if x == 2:
        raise ValueError(x)
    return x


try:
    print(sum(boom(x) for x in data))
except ValueError as e:
    tb = e.__traceback__
    while tb:
        print(tb.tb_lineno, tb.tb_frame.f_code.co_name)
        tb = tb.tb_next
try:
    list(next(iter([])) for _ in range(2))
except RuntimeError as e:
    print(e, repr(e.__cause__))
try:
    max(undefined_name for _ in range(2))
except NameError as e:
    print(e)
for i in range(2):
    print(sum(i * j for j in range(4)), any(j == i for j in data))
if sum(1 for _ in data) == 3:
    print("three")
while any(d > 0 for d in data):
    data = [d - 1 for d in data]
print(data, sum(d for d in data), sum(1 / d for d in data if d))
del x
try:
    print(sum(x for x in data), x)
except NameError as e:
    print(e)
sys.stdout.write("".join(str(n) for n in range(12)) + "\n")
sum(1 // d for d in data)
