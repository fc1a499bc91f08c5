def place(n: int, row: int, cols: list[bool], d1: list[bool], d2: list[bool], board: list[int]) -> int:
    if row == n:
        return 1
    found: int = 0
    for c in range(n):
        if not cols[c] and not d1[row + c] and not d2[row - c + n - 1]:
            cols[c] = True
            d1[row + c] = True
            d2[row - c + n - 1] = True
            board.append(c)
            found += place(n, row + 1, cols, d1, d2, board)
            board.pop()
            cols[c] = False
            d1[row + c] = False
            d2[row - c + n - 1] = False
    return found


def main() -> None:
    n: int = 13
    board: list[int] = []
    print(place(n, 0, [False] * n, [False] * (2 * n), [False] * (2 * n), board))


if __name__ == "__main__":
    main()
