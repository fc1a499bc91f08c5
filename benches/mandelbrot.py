def mandel(w: int, h: int, maxiter: int) -> int:
    total: int = 0
    for py in range(h):
        ci: float = 2.0 * py / h - 1.0
        for px in range(w):
            cr: float = 3.0 * px / w - 2.0
            zr: float = 0.0
            zi: float = 0.0
            it: int = 0
            while it < maxiter:
                zr2: float = zr * zr
                zi2: float = zi * zi
                if zr2 + zi2 > 4.0:
                    break
                zi = 2.0 * zr * zi + ci
                zr = zr2 - zi2 + cr
                it += 1
            total += it
    return total


def main() -> None:
    print(mandel(1200, 800, 120))


if __name__ == "__main__":
    main()
