def bubble(xs):
    xs = xs[:]
    for i in range(len(xs)):
        for j in range(len(xs) - 1 - i):
            if xs[j] > xs[j + 1]:
                xs[j], xs[j + 1] = xs[j + 1], xs[j]
    return xs


def insertion(xs):
    out = []
    for x in xs:
        i = len(out)
        while i and out[i - 1] > x:
            i -= 1
        out.insert(i, x)
    return out


def quick(xs):
    if len(xs) <= 1:
        return xs
    pivot, *rest = xs
    return quick([x for x in rest if x < pivot]) + [pivot] + quick([x for x in rest if x >= pivot])


def merge(xs):
    if len(xs) <= 1:
        return xs[:]
    a, b = merge(xs[: len(xs) // 2]), merge(xs[len(xs) // 2 :])
    out, i, j = [], 0, 0
    while i < len(a) and j < len(b):
        if a[i] <= b[j]:
            out.append(a[i])
            i += 1
        else:
            out.append(b[j])
            j += 1
    return out + a[i:] + b[j:]


def heap(xs):
    h = xs[:]

    def down(i, n):
        while (c := 2 * i + 1) < n:
            if c + 1 < n and h[c + 1] > h[c]:
                c += 1
            if h[i] >= h[c]:
                break
            h[i], h[c] = h[c], h[i]
            i = c

    for i in reversed(range(len(h) // 2)):
        down(i, len(h))
    for n in range(len(h) - 1, 0, -1):
        h[0], h[n] = h[n], h[0]
        down(0, n)
    return h


def counting(xs: list[int]) -> list[int]:
    low = min(xs, default=0)
    counts = [0] * (max(xs, default=0) - low + 1)
    for x in xs:
        counts[x - low] += 1
    return [v + low for v, n in enumerate(counts) for _ in range(n)]


def radix(xs: list[int]) -> list[int]:
    digit = 1
    while any(x // digit for x in xs):
        buckets: list[list[int]] = [[] for _ in range(10)]
        for x in xs:
            buckets[x // digit % 10].append(x)
        xs = [x for b in buckets for x in b]
        digit *= 10
    return xs


def binary_search(xs, wanted):
    lo, hi = 0, len(xs)
    while lo < hi:
        mid = (lo + hi) // 2
        if xs[mid] < wanted:
            lo = mid + 1
        else:
            hi = mid
    return lo if lo < len(xs) and xs[lo] == wanted else -1


state = 12345
data = []
for _ in range(60):
    state = (state * 1103515245 + 12345) & 0x7FFFFFFF
    data.append(state % 200)
expected = sorted(data)
for algorithm in (bubble, insertion, quick, merge, heap, counting, radix):
    print(algorithm.__name__, algorithm(data) == expected, algorithm([]), algorithm([1]))
for algorithm in (bubble, insertion, quick, merge, heap):
    print(algorithm(["pear", "fig", "apple"]), algorithm([2.5, -1, 2**70, True]), algorithm([(2, "b"), (1, "z"), (2, "a")]))
print([binary_search(expected, x) for x in (expected[0], expected[-1], 1000, -5)], expected)
