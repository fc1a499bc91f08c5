def add(a: int, b: int) -> int:
    return a + b


def greet(name, punctuation="!"):
    return "hello " + name + punctuation


print(add(1, 2), greet("you"), greet("me", "?"), greet(punctuation=".", name="them"))
