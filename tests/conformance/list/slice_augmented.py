"""Augmented assignment to slices."""
x = [1, 2, 3]
y = x
x[1:2] += [9]
print(x)
x[:2] *= 2
print(x, x is y)
x[::2] += []
print(x)


class Shown:
    def __getitem__(self, key):
        print("get", key)
        return [1]

    def __setitem__(self, key, value):
        print("set", key, value)


s = Shown()
s[1:2] += [2]
s[1:2:3] += [3]
s[1:2, ::3] += [4]
i = 0


def step():
    global i
    i += 1
    return i


s[step() : step()] += [step()]
