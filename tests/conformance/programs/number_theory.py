def sieve(n: int) -> list[int]:
    flags = [True] * (n + 1)
    flags[0:2] = [False, False]
    for i in range(2, int(n**0.5) + 1):
        if flags[i]:
            flags[i * i :: i] = [False] * len(flags[i * i :: i])
    return [i for i, f in enumerate(flags) if f]


def factorize(n: int) -> dict[int, int]:
    factors: dict[int, int] = {}
    d = 2
    while d * d <= n:
        while n % d == 0:
            factors[d] = factors.get(d, 0) + 1
            n //= d
        d += 1 if d == 2 else 2
    if n > 1:
        factors[n] = factors.get(n, 0) + 1
    return factors


def egcd(a: int, b: int) -> tuple[int, int, int]:
    if b == 0:
        return a, 1, 0
    g, x, y = egcd(b, a % b)
    return g, y, x - a // b * y


def crt(residues: list[tuple[int, int]]) -> int:
    product = 1
    for _, m in residues:
        product *= m
    return sum(r * (product // m) * pow(product // m, -1, m) for r, m in residues) % product


def digits_of_e(n: int) -> str:
    k, term, total, scale = 1, 10 ** (n + 10), 0, 10**10
    while term:
        total += term
        term //= k
        k += 1
    return str(total // scale)


def perfect(limit: int) -> list[int]:
    return [n for n in range(2, limit) if sum(d for d in range(1, n // 2 + 1) if n % d == 0) == n]


def continued_fraction(n: int, terms: int) -> list[int]:
    m, d, a0 = 0, 1, int(n**0.5)
    a, out = a0, [a0]
    for _ in range(terms):
        m = d * a - m
        d = (n - m * m) // d
        a = (a0 + m) // d
        out.append(a)
    return out


print(sieve(60), len(sieve(10000)), factorize(360), factorize(600851475143), factorize(2**31 - 1), egcd(240, 46), crt([(2, 3), (3, 5), (2, 7)]), digits_of_e(60), perfect(500), continued_fraction(23, 8))
a, b, c = 1, 1, 0
while len(str(b)) < 60:
    a, b, c = b, a + b, c + 1
print(b, c, sum(map(int, str(2**1000))), pow(3, 10**5, 10**9 + 7), bin(1000).count("1"), int("101101", 2), hex(2**40 - 1), (2**89 - 1) % 97, 123456789**5)
