def sieve(n: int) -> int:
    flags: list[bool] = [True] * (n + 1)
    flags[0] = False
    flags[1] = False
    i: int = 2
    while i * i <= n:
        if flags[i]:
            j: int = i * i
            while j <= n:
                flags[j] = False
                j += i
        i += 1
    count: int = 0
    total: int = 0
    for k in range(n + 1):
        if flags[k]:
            count += 1
            total += k
    return count * 1000003 + total


def main() -> None:
    print(sieve(16000000))


if __name__ == "__main__":
    main()
