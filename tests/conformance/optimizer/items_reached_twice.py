# The same item of a list, read and written in one go.
def rotate(a: list[int], n: int) -> None:
    lo = 0
    hi = n
    while lo < hi:
        a[lo], a[hi] = a[hi], a[lo]
        lo += 1
        hi -= 1


numbers = list(range(10))
rotate(numbers, 9)
print(numbers)
rotate(numbers, 3)
print(numbers)
try:
    rotate(numbers, 12)
except IndexError as e:
    print(e, numbers)


def histogram(data: list[int], size: int) -> list[int]:
    counts = [0] * size
    for d in data:
        counts[d] += 1
        if counts[d] > 3:
            counts[d] -= 2
    return counts


print(histogram([1, 2, 3, 2, 1, 2, 2, 2, -1, -1, -5], 5))
try:
    print(histogram([1, 5], 5))
except IndexError as e:
    print(e)


def grow(a: list[int], i: int, times: int) -> int:
    for _ in range(times):
        a[i] = a[i] * a[i] + 1
        a[i] -= 1
    return a[i]


big = [1, 3, 7]
print(grow(big, 1, 7), big)
print(grow(big, -1, 3), big)
big[1] = 2
print(grow(big, 1, 8))


def same(a: list[int], b: list[int], i: int, v: int) -> int:
    x = a[i]
    b[i] = v
    a[i] = x + 1
    b[i] = v
    return a[i] + b[i]


one = [5, 6]
print(same(one, one, 0, 10), one)
print(same(one, one, 1, 10**20), one)
print(same(one, [1, 2], 1, 3), one)


def shrink(a: list[int], i: int) -> str:
    try:
        x = a[i]
        a.pop()
        a[i] = x + 1
        a.pop()
        return str(a[i])
    except IndexError as e:
        return str(e)


print(shrink([1, 2, 3], 0), shrink([1, 2, 3], 1), shrink([1, 2, 3], 2), shrink([1, 2, 3], -1), shrink([1], -1))


def moving(a: list[int]) -> int:
    i = 0
    total = 0
    while i >= 0 and total < 100:
        a[i] += 1
        i = a[i]
        total += a[i] + 1
        a[i] = a[i] + i
    return total


try:
    print(moving([0, 1, 2, 3, 4, 5]))
except IndexError as e:
    print(e)


def bubble(a: list[int]) -> list[int]:
    n = len(a)
    for i in range(n):
        for j in range(n - 1 - i):
            if a[j] > a[j + 1]:
                a[j], a[j + 1] = a[j + 1], a[j]
    return a


print(bubble([3, 1, 2, 10**19, -5, 0, 2**62, -(2**62)]))
