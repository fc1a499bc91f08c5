def name(flag: bool) -> str:
    if flag:
        return 5  # mypy: return-value
    return "ok"


def nothing() -> None:
    return 1  # mypy: return-value


def ratio() -> float:
    return 1


def numbers() -> list[int]:
    return ["a"]  # mypy: list-item
