def area(width: float, height: float = 1.0) -> float:
    return width * height


def join(words: list[str], *rest: int, sep: str = ",") -> str:
    return sep.join(words)


area("2")  # mypy: arg-type
area(2, 3)
area(2, height=None)  # mypy: arg-type
join(["a"], 1, "b")  # mypy: arg-type
join(["a"], sep=5)  # mypy: arg-type
join([1, 2])  # mypy: list-item
