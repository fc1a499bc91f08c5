for n in (0, 5, -5, 255, -255, 2**64, -(2**65)):
    print(str(n), repr(n), bin(n), oct(n), hex(n), format(n, "d"), format(n, "x"), format(n, "#X"), format(n, "#b"), format(n, "o"), format(n, ","), format(n, "_x"))
print(len(str(2**10000)), str(3**500))
print(int("123456789" * 20))
print(int(str(7**300)) == 7**300)
try:
    str(10**5000)
except ValueError as e:
    print(e)
try:
    int("1" * 5000)
except ValueError as e:
    print(e)
print(hex(10**5000)[:20], len(bin(10**5000)))
for i in range(-3, 4):
    print(f"{i:+d}|{i: d}|{i:05d}|{i:<5}|{i:^5}|{i:>5}|{i:*^7}|{i:=+6}")
