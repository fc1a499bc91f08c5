a = 6
b = 7
print(a * b, a + b, a - b, a // 4, a % 4, a / 4, a**2, -a)
