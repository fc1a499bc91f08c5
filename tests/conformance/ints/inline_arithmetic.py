"""Division, remainders and shifts at the ends of what fits a machine word, with constants and without."""

EDGES = [0, 1, -1, 2, -2, 3, -3, 7, -7, 10, -10, 63, 64, -64, 1000003, (1 << 31), -(1 << 31),
         (1 << 61) - 1, 1 << 61, -(1 << 61), (1 << 62) - 1, 1 << 62, -(1 << 62), -(1 << 62) - 1, (1 << 63) - 1, 1 << 63, 1 << 70, -(1 << 70)]


def digest(values):
    h = 0
    for v in values:
        h = (h * 1000003 + v) % 2305843009213693951
    return h


def divide(values):
    out = []
    for a in values:
        for b in values:
            if b == 0:
                continue
            q = a // b
            r = a % b
            if q * b + r != a or abs(r) >= abs(b) or r != 0 and (r < 0) != (b < 0):
                print("wrong", a, b, q, r)
            out.append(q)
            out.append(r)
    return out


def constants(values):
    out = []
    for a in values:
        out += [a // 1, a // 2, a // 8, a // 7, a // -1, a // -3, a // -4, a // 1024]
        out += [a % 1, a % 2, a % 8, a % 7, a % -1, a % -3, a % -4, a % 1024]
        out += [a >> 0, a >> 1, a >> 5, a >> 62, a >> 63, a >> 64, a << 0, a << 1, a << 5, a << 61, a << 62, a << 70]
    return out


def shifts(values):
    out = []
    for a in values:
        for by in [0, 1, 2, 30, 61, 62, 63, 64, 65, 200]:
            left, right = a << by, a >> by
            if left >> by != a or left != a * 2 ** by:
                print("wrong", a, by, left)
            out.append(left)
            out.append(right)
    return out


for compute in [divide, constants, shifts]:
    result = compute(EDGES)
    print(compute.__name__, len(result), digest(result))

for a, b in [(1, 0), (1 << 70, 0)]:
    for name, f in [("//", lambda x, y: x // y), ("%", lambda x, y: x % y)]:
        try:
            f(a, b)
        except ZeroDivisionError as error:
            print(name, error)
for f in [lambda x, y: x << y, lambda x, y: x >> y]:
    try:
        f(1, -1)
    except ValueError as error:
        print(error)
print(True << 3, True // 1, False % 5, 7.5 // 2, -7 % 2.5)
print([int(t) for t in ["0", "-0", "12", "-345", "999999999999999999", "1234567890123456789012", " 5 ", "1_0"]])
print([str(n) for n in [0, 7, -7, 1 << 62, -(1 << 62), 999999999999999999, 10 ** 30, True]])
print(str(12) is not None, type(int(True)).__name__, int(False), str("same"))
