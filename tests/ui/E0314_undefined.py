def total(values: list[int]) -> int:
    result = 0
    for value in values:
        result += valeu  # mypy: name-defined
    return reslt  # mypy: name-defined


print(total([1]), undefined_thing)  # mypy: name-defined
