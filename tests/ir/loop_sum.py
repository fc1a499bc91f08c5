def total(xs: list[int]) -> int:
    result = 0
    for x in xs:
        result += x
    return result


print(total([1, 2, 3]))
