def make(n: int, seed: int) -> list[list[float]]:
    state: int = seed
    rows: list[list[float]] = []
    for _ in range(n):
        row: list[float] = []
        for _j in range(n):
            state = (state * 16807) % 2147483647
            row.append(state / 2147483647.0 - 0.5)
        rows.append(row)
    return rows


def multiply(a: list[list[float]], b: list[list[float]], n: int) -> list[list[float]]:
    result: list[list[float]] = []
    for i in range(n):
        row: list[float] = [0.0] * n
        left: list[float] = a[i]
        for k in range(n):
            x: float = left[k]
            right: list[float] = b[k]
            for j in range(n):
                row[j] += x * right[j]
        result.append(row)
    return result


def main() -> None:
    n: int = 380
    a = make(n, 42)
    b = make(n, 99)
    c = multiply(a, b, n)
    trace: float = 0.0
    for i in range(n):
        trace += c[i][i]
    print("%.9f" % trace)
    print("%.9f" % c[3][17])


if __name__ == "__main__":
    main()
