def last(xs: list[str]) -> str:
    return xs.pop()


def swap(pair: tuple[str, str]) -> tuple[str, str]:
    a, b = pair
    return b, a


print(last(["a"]), swap(("x", "y")))
