# Floor division and modulo take the sign of the divisor.
for a in (7, -7, 0, 6, -6):
    for b in (2, -2, 3, -3, 7, -7):
        q, r = divmod(a, b)
        print(a, b, a // b, a % b, q * b + r == a, a / b)
for b in (0,):
    for op in ("//", "%", "/", "divmod", "pow"):
        try:
            if op == "//":
                print(1 // b)
            elif op == "%":
                print(1 % b)
            elif op == "/":
                print(1 / b)
            elif op == "divmod":
                print(divmod(1, b))
            else:
                print(b ** -1)
        except ZeroDivisionError as e:
            print(op, type(e).__name__, e)
big = 10**40
print(big // 7, big % 7, -big // 7, -big % 7, big // -7, big % -7)
print(big // 10**39, big % (10**39 + 1), divmod(-big, 10**20 + 1))
print(big / 10**39, 10**400 / 10**399, 1 / 3, 2**53 / 3)
try:
    print(10**400 / 3)
except OverflowError as e:
    print(e)
n = 17
n //= 5
print(n)
n %= 2
print(n)
n /= 2
print(n)
