def levenshtein(a: str, b: str) -> int:
    row = list(range(len(b) + 1))
    for i, ca in enumerate(a, 1):
        previous, row[0] = row[0], i
        for j, cb in enumerate(b, 1):
            previous, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, previous + (ca != cb))
    return row[-1]


def lcs(a: str, b: str) -> str:
    table = [[""] * (len(b) + 1) for _ in range(len(a) + 1)]
    for i in range(len(a)):
        for j in range(len(b)):
            if a[i] == b[j]:
                table[i + 1][j + 1] = table[i][j] + a[i]
            else:
                table[i + 1][j + 1] = max(table[i][j + 1], table[i + 1][j], key=len)
    return table[-1][-1]


def knapsack(items: list[tuple[str, int, int]], capacity: int) -> tuple[int, list[str]]:
    best: list[tuple[int, list[str]]] = [(0, [])] * (capacity + 1)
    for name, weight, value in items:
        for c in range(capacity, weight - 1, -1):
            v, names = best[c - weight]
            if v + value > best[c][0]:
                best[c] = (v + value, names + [name])
    return best[capacity]


def change(amount: int, coins: tuple[int, ...]) -> int:
    ways = [1] + [0] * amount
    for coin in coins:
        for a in range(coin, amount + 1):
            ways[a] += ways[a - coin]
    return ways[amount]


def longest_increasing(xs: list[int]) -> list[int]:
    best: list[list[int]] = []
    for x in xs:
        candidate = max((b for b in best if b[-1] < x), key=len, default=[])
        best.append(candidate + [x])
    return max(best, key=len)


print(levenshtein("kitten", "sitting"), levenshtein("", "abc"), levenshtein("flaw", "lawn"), lcs("AGGTAB", "GXTXAYB"))
print(knapsack([("map", 9, 150), ("water", 153, 200), ("glucose", 15, 60), ("tin", 68, 45), ("cheese", 23, 30)], 200))
print(change(100, (1, 5, 10, 25, 50)), change(1000, (1, 2, 5, 10, 20, 50, 100, 200)), longest_increasing([10, 9, 2, 5, 3, 7, 101, 18]))
