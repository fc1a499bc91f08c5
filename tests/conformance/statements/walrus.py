if (n := len("hello")) > 3:
    print(n)
data = [1, 5, 2, 8]
print([y for x in data if (y := x * 2) > 5], y)
i = 0
while (i := i + 1) < 4:
    print(i, end=" ")
print(i)
print((a := 1) + (b := a + 1), a, b)
print(any((found := x) > 4 for x in data), found)


def f():
    total = 0
    values = [total := total + x for x in data]
    return values, total


print(f())
lines = iter(["one", "two", ""])
while line := next(lines):
    print(line)
print(x := 5, (x := 6), x)
d = {"k": (v := 3), v: v}
print(d, [z := 1, z + 1], f"{(w := 'w')}{w}")


def g(p=(q := 7)):
    return p


print(g(), q)


def h():
    def inner():
        nonlocal captured
        return (captured := captured + 1)

    captured = 10
    inner()
    return captured


print(h(), (lambda: (t := 3) + t)())
