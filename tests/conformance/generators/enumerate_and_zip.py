def gen(n):
    for i in range(n):
        print("g", i)
        yield i

def main(xs, ys, d):
    for i, x in enumerate(xs):
        print(i, x)
    for i, x in enumerate(xs, 10**19):
        print(i, x)
    for i, x in enumerate(xs, start=5):
        print(i, x)
    for x, y in zip(xs, ys):
        print(x, y)
    for x, y, z in zip(xs, gen(5), "abcd"):
        print(x, y, z)
    for a, b in zip(gen(2), gen(5)):
        print(a, b)
    for i, (k, v) in enumerate(d.items()):
        print(i, k, v)
    for p in zip(xs, ys):
        print(p)
    for i, x in enumerate(gen(3)):
        if x == 1:
            continue
        print(i, x)
    else:
        print("done")
    z = zip(xs, ys)
    while True:
        for a, b in z:
            print("z", a, b)
            break
        else:
            break
    print([i * x for i, x in enumerate(xs)], {a: b for a, b in zip(xs, ys)})
    print(sum(a * b for a, b in zip(xs, ys) if isinstance(b, float)))
    e = enumerate(xs)
    next(e)
    for i, x in e:
        print("e", i, x)
    for (a,) in zip(xs):
        print(a)
    for a, b in zip(xs, xs[1:], strict=False):
        print(a, b)
    try:
        for i, x in enumerate(xs[0]):
            print(i)
    except TypeError as err:
        print(err)
    for i, x in enumerate(xs):
        if i < 3:
            xs.append(i)
        last = x
    print(xs, last)
    for i, x in enumerate(xs, True):
        print(i, x)
        break
    for a, b in enumerate(range(3)):
        a = 5
        print(a, b)

def boom(ys):
    for i, x in enumerate(1 // y for y in ys):
        print(i, x)

main([1, 2, 3], [4.5, 5.5], {"a": 1, "b": 2})
boom([1, 0])
