squares: dict[int, int] = {}
for i in range(-5, 6):
    squares[i] = i * i
print(squares, squares[-3], squares.get(10), squares.get(10, -1))
big: dict[int, str] = {2**64 + i: str(i) for i in range(4)}
print(big, big[2**64 + 1], 2**64 in big, 2.0**64 in big)
f: dict[float, str] = {0.5: "half", 1.0: "one", -0.0: "zero"}
print(f, f[1], f[True], f[0], f[0.0], 2 in f)
f[1] = "still float key"
print(f)
nan = float("nan")
n = {nan: 1}
print(n[nan], float("nan") in n, len({float("nan"): 1, float("nan"): 2}))
memo: dict[tuple[int, int], int] = {}


def paths(r: int, c: int) -> int:
    if r == 0 or c == 0:
        return 1
    key = (r, c)
    if key not in memo:
        memo[key] = paths(r - 1, c) + paths(r, c - 1)
    return memo[key]


print(paths(16, 16), len(memo), memo[3, 4])
histogram: dict[str, int] = {}
for ch in "mississippi river":
    histogram[ch] = histogram.get(ch, 0) + 1
print(histogram, sorted(histogram.items(), key=lambda kv: (-kv[1], kv[0]))[:3])
for ch in histogram:
    histogram[ch] *= 2
histogram["m"] -= 5
print(histogram, sum(histogram.values()), min(histogram.values()), max(histogram, key=lambda c: histogram[c]))
nested: dict[str, dict[str, list[int]]] = {}
for a, b, c in [("x", "p", 1), ("x", "q", 2), ("y", "p", 3), ("x", "p", 4)]:
    nested.setdefault(a, {}).setdefault(b, []).append(c)
print(nested)
