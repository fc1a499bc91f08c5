def counter():
    n = 0

    def tick():
        nonlocal n
        n += 1
        return n

    return tick


t = counter()
print(t(), t(), (lambda x: x + 1)(1))
