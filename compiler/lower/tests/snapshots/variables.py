def unbound(flag):
    if flag:
        x = 1
    print(x)
    print(x)
    del x
    return x

def closure(a, b):
    a += 1
    def inner():
        nonlocal b
        b = a
        return missing
    return inner

def swap(a, b):
    a, b = b, a
    c = d = [a, b]
    e, *f = c
    c[0], d.x = e, f
    c[1] += 1
    d.x += 2
    return (a := b) + a
