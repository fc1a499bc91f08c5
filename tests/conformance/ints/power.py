print(2**10, (-2) ** 3, (-2) ** 4, -2**4, 2**-1, (-2) ** -3, 0**0, 5**0, 0**5)
print(3**100, (-7) ** 51)
print(pow(2, 10), pow(2, 10, 1000), pow(3, 200, 13), pow(-3, 5, 7), pow(3, -1, 7), pow(10, -3, 17), pow(2, 5, -7))
print(pow(123456789, 987654321, 10**9 + 7), pow(7**50, 3**40, 10**30 + 57))
for args in ((2, -1, 4), (2, 3, 0), (2.0, 3, 5), (2, 3.0, 5)):
    try:
        print(pow(*args))
    except (ValueError, TypeError) as e:
        print(type(e).__name__, e)
try:
    print(0**-1)
except ZeroDivisionError as e:
    print(e)
x = 3
x **= 4
print(x)
print(2**0.5, 4**0.5, 2.0**3, (-8) ** 2.0, 10**-2)
print(2**3**2, (2**3) ** 2, -(2**2))
print(pow(base=2, exp=5), pow(2, exp=5, mod=7))
