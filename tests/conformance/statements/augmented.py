x = 10
x += 5
x -= 3
x *= 2
x //= 5
x **= 3
x %= 50
x <<= 3
x >>= 1
x |= 3
x ^= 6
x &= 0xFE
print(x)
x /= 4
print(x)
l = [1]
alias = l
l += [2]
l *= 2
print(l, alias is l)
t = (1,)
alias = t
t += (2,)
print(t, alias)
s = {1}
alias = s
s |= {2}
s -= {1}
s ^= {5}
s &= {5, 2}
print(s, alias is s)


class Num:
    def __init__(self, v):
        self.v = v

    def __iadd__(self, o):
        print("iadd", o)
        self.v += o
        return self

    def __sub__(self, o):
        print("sub", o)
        return Num(self.v - o)

    def __imul__(self, o):
        return NotImplemented

    def __mul__(self, o):
        print("mul after NotImplemented")
        return Num(self.v * o)


n = m = Num(5)
n += 3
print(n is m, n.v)
n -= 1
print(n is m, n.v, m.v)
n *= 4
print(n.v)
d = {"a": 1}
d["a"] += 1
d["b"] = d.get("b", 0) + 1
print(d)
try:
    d["zz"] += 1
except KeyError as e:
    print("KeyError", e)
try:
    undefined += 1
except NameError as e:
    print(e)


def local():
    try:
        count += 1
    except UnboundLocalError as e:
        print(e)
    count = 1
    count += 1
    return count


print(local())
m = [[0] * 2 for _ in range(2)]
m[0][1] += 5
m[-1][-1] -= 5
print(m)
try:
    n @= 2
except TypeError as e:
    print(e)
try:
    x = "a"
    x -= 1
except TypeError as e:
    print(e)
try:
    x = None
    x += 1
except TypeError as e:
    print(e)
