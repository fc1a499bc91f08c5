a = [1, 2, 3, 4]
for x in a:
    if x < 10:
        a.append(x * 10)
    if len(a) > 8:
        break
print(a)
b = [1, 2, 3, 4, 5, 6]
for x in b:
    if x % 2 == 0:
        b.remove(x)
print(b)
it = iter([1, 2, 3])
print(next(it), list(it), list(it), next(it, "done"))
c = [1, 2]
it = iter(c)
next(it)
next(it)
c.append(3)
print(next(it), next(it, None))
c.append(4)
print(next(it, "exhausted stays exhausted"))
r = reversed([1, 2, 3])
print(next(r), list(r), repr(type(r)), it.__length_hint__(), [].__iter__().__length_hint__())
for i, (x, y) in enumerate([(1, 2), (3, 4)], start=10):
    print(i, x, y)
for x, y in zip([1, 2, 3], "ab"):
    print(x, y)
matrix = [[r * 3 + c for c in range(3)] for r in range(3)]
print(matrix, [list(row) for row in zip(*matrix)], [row[1] for row in matrix], sum(matrix, []), [matrix[i][i] for i in range(3)])
stack = []
for ch in "a(b[c]{d})":
    if ch in "([{":
        stack.append(ch)
    elif ch in ")]}":
        print(stack.pop(), ch, stack)
queue = [1]
seen = []
while queue:
    n = queue.pop(0)
    seen.append(n)
    if n < 8:
        queue.extend([n * 2, n * 2 + 1])
print(seen)
mixed = [1, "a", None, 2.5, [3], (4,), {5: 6}, {7}, True, b"x", len, int]
for m in mixed:
    print(type(m).__name__, end=" ")
print()
floats = [0.5] * 3
floats.append(1)
floats.append("stranger")
floats[0] = float("nan")
print(floats, floats[0] is floats[0], floats.count(0.5))
