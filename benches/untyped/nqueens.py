def place(n, row, cols, d1, d2, board):
    if row == n:
        return 1
    found = 0
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


def main():
    n = 13
    board = []
    print(place(n, 0, [False] * n, [False] * (2 * n), [False] * (2 * n), board))


if __name__ == "__main__":
    main()
