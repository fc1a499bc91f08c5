def counter():
    n = 0

    def tick() -> int:
        nonlocal n
        n += 1
        return n

    return tick


print(counter()())
