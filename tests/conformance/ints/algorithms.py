def gcd(a, b):
    while b:
        a, b = b, a % b
    return a


def isqrt(n):
    if n < 2:
        return n
    x = 1 << ((n.bit_length() + 1) // 2)
    while True:
        y = (x + n // x) // 2
        if y >= x:
            return x
        x = y


def is_prime(n):
    if n < 2:
        return False
    for p in (2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37):
        if n % p == 0:
            return n == p
    d, s = n - 1, 0
    while d % 2 == 0:
        d //= 2
        s += 1
    for a in (2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37):
        x = pow(a, d, n)
        if x in (1, n - 1):
            continue
        for _ in range(s - 1):
            x = x * x % n
            if x == n - 1:
                break
        else:
            return False
    return True


print(gcd(48, 18), gcd(2**100, 6**50), gcd(10**30 + 7, 10**29 + 1))
print(isqrt(10**40), isqrt(2 * 10**60), isqrt(99), isqrt(2**126 - 1))
print([p for p in range(60) if is_prime(p)], is_prime(2**61 - 1), is_prime(2**89 - 1), is_prime(2**67 - 1))
digits = str(2**200)
print(sum(int(d) for d in digits), digits[::-1], int(digits[::-1]) % 97)
collatz = 27
steps = 0
while collatz != 1:
    collatz = collatz // 2 if collatz % 2 == 0 else 3 * collatz + 1
    steps += 1
print(steps)
h = 0xCBF29CE484222325
for ch in b"hash me":
    h = ((h ^ ch) * 0x100000001B3) & 0xFFFFFFFFFFFFFFFF
print(hex(h))
