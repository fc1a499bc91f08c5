for i in range(5):
    if i == 1:
        continue
    if i == 4:
        break
    print(i, end=" ")
else:
    print("never")
print()
for i in range(3):
    pass
else:
    print("else", i)
n = 0
while n < 5:
    n += 1
    if n == 2:
        continue
    if n > 3:
        break
    print(n, end=" ")
else:
    print("never")
print()
while n > 0:
    n -= 1
else:
    print("while else", n)
for i in range(3):
    for j in range(3):
        if j == 2:
            break
        if i == 1:
            continue
        print(i, j, end="; ")
    else:
        print("inner else never")
else:
    print("outer else")
for i in []:
    print("never")
else:
    print("empty else")
for ch in "ab":
    for n in (1, 2):
        print(ch * n, end=" ")
print()
for k in {"x": 1, "y": 2}:
    print(k, end=" ")
for x in {7}:
    print(x)
while True:
    try:
        break
    finally:
        print("finally on break")
for i in range(3):
    try:
        if i == 1:
            continue
        print("body", i)
    finally:
        print("finally", i)
    print("end", i)


def find(matrix, wanted):
    for r, row in enumerate(matrix):
        for c, value in enumerate(row):
            if value == wanted:
                return r, c
    else:
        return None


print(find([[1, 2], [3, 4]], 3), find([[1]], 9))
try:
    for i in 5:
        pass
except TypeError as e:
    print(e)


class Countdown:
    def __init__(self, n):
        self.n = n

    def __iter__(self):
        return self

    def __next__(self):
        if self.n <= 0:
            raise StopIteration
        self.n -= 1
        return self.n


print(list(Countdown(3)), [x for x in Countdown(4) if x % 2])


class Indexed:
    def __getitem__(self, i):
        if i > 2:
            raise IndexError
        return i * i


for v in Indexed():
    print(v, end=" ")
print(4 in Indexed(), list(Indexed()), 9 in Indexed())


class NotIter:
    def __iter__(self):
        return 5


try:
    for _ in NotIter():
        pass
except TypeError as e:
    print(e)
for x, in [(1,), (2,)]:
    print(x, end=",")
for box in ([0],):
    for box[0] in range(3):
        pass
    print(box)
