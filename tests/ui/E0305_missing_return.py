def sign(n: int) -> str:  # mypy: return
    if n > 0:
        return "positive"
    elif n < 0:
        return "negative"


def forever() -> int:
    while True:
        pass


def raises(n: int) -> int:
    if n:
        return n
    raise ValueError(n)
