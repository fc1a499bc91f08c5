def make(n, seed):
    state = seed
    rows = []
    for _ in range(n):
        row = []
        for _j in range(n):
            state = (state * 16807) % 2147483647
            row.append(state / 2147483647.0 - 0.5)
        rows.append(row)
    return rows


def multiply(a, b, n):
    result = []
    for i in range(n):
        row = [0.0] * n
        left = a[i]
        for k in range(n):
            x = left[k]
            right = b[k]
            for j in range(n):
                row[j] += x * right[j]
        result.append(row)
    return result


def main():
    n = 380
    a = make(n, 42)
    b = make(n, 99)
    c = multiply(a, b, n)
    trace = 0.0
    for i in range(n):
        trace += c[i][i]
    print("%.9f" % trace)
    print("%.9f" % c[3][17])


if __name__ == "__main__":
    main()
