# Arithmetic crosses the limits of machine words without notice.
def factorial(n: int) -> int:
    result: int = 1
    for i in range(2, n + 1):
        result *= i
    return result


def fibonacci(n: int) -> int:
    a: int = 0
    b: int = 1
    for _ in range(n):
        a, b = b, a + b
    return a


for n in (0, 1, 5, 20, 21, 22, 25, 30, 50):
    print(n, factorial(n))
for n in (90, 91, 92, 93, 94, 100, 300):
    print(n, fibonacci(n))
x: int = 2**62
total: int = 0
for i in range(10):
    total += x
    print(total, total - 2**64)
acc = -1
for i in range(20):
    acc *= 1000
    print(acc)
acc //= 10**50
print(acc)
a: int = 9223372036854775807
print(a + 1, a * a, -a - 2, a << 1, (a + 1) - 1 == a, abs(-a - 1))
m: int = -9223372036854775808
print(-m, m // -1, m * -1, abs(m), m - 1, m % -1, divmod(m, -1))
k: int = 4611686018427387904
print(k, -k, k - 1, -k - 1, k * 2, k + k - k, k // -1, -(-k))
