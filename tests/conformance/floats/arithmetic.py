values = [0.0, 1.5, -1.5, 2.0, 7.25, -7.25, 1e10, 1e-10, 3]
for a in values:
    for b in values:
        row = [a + b, a - b, a * b]
        if b:
            row += [a / b, a // b, a % b, divmod(a, b)]
        print(a, b, row)
for f in (lambda: 1.0 / 0, lambda: 1.0 // 0.0, lambda: 1.0 % 0, lambda: divmod(1.0, 0), lambda: 0.0**-1, lambda: 1e308**10, lambda: int(1e400)):
    try:
        print(f())
    except (ZeroDivisionError, OverflowError) as e:
        print(type(e).__name__, e)
print(1e308 * 10, -1e308 * 10, 1e-308 * 1e-308, 5e-324 / 2)
print(2.0**10, 2.0**0.5, 2.0**-1, (-8.0) ** 3, 0.0**0, 1.0**float("nan"), float("nan") ** 0)
print(-7.5 // 2, -7.5 % 2, 7.5 // -2, 7.5 % -2, -0.0 // 1, 0.0 % -1, 1e20 % 3, -1e20 % 3)
x = 1.0
x += 1
x -= 0.25
x *= 3
x /= 2
x //= 1
x **= 3
x %= 5
print(x)
print(sum([0.1] * 10), sum([0.1, 0.2, 0.3]), sum([1e16, 1.0, -1e16]), sum([1, 2.5, 3]), 0.1 + 0.2 == 0.3, abs(-2.5), +1.5, -1.5)
