# Lists of floats and bools: made packed, read and written without a tag test.


def scale(values: list[float], by: float) -> list[float]:
    out = []
    for i in range(len(values)):
        out.append(values[i] * by)
    out[0] = by
    for x in out:
        by += x
    return out


def mark(n: int) -> int:
    flags = [True] * n
    flags[1] = False
    found = 0
    for flag in flags:
        if flag:
            found += 1
    return found


print(scale([1.0, 2.0], 3.0), mark(5))
