"""Draw the Mandelbrot set as a picture file: python mandelbrot.py [WIDTH [FILE]]."""
import os
import sys

SHADES = " .:-=+*#%@"


def escape_time(cr: float, ci: float, limit: int) -> int:
    zr = zi = 0.0
    for n in range(limit):
        zr, zi = zr * zr - zi * zi + cr, 2.0 * zr * zi + ci
        if zr * zr + zi * zi > 4.0:
            return n
    return limit


def rows(width: int, height: int, limit: int):
    for y in range(height):
        ci = 2.4 * y / height - 1.2
        yield [escape_time(3.2 * x / width - 2.3, ci, limit) for x in range(width)]


def colour(n: int, limit: int) -> bytes:
    if n == limit:
        return bytes(3)
    t = n / limit
    return bytes([int(9 * (1 - t) * t**3 * 255), int(15 * (1 - t) ** 2 * t**2 * 255), int(8.5 * (1 - t) ** 3 * t * 255)])


def main() -> None:
    width = int(sys.argv[1]) if len(sys.argv) > 1 else 78
    path = sys.argv[2] if len(sys.argv) > 2 else os.path.join(os.environ.get("TMPDIR", "/tmp"), "mandelbrot.ppm")
    height, limit = width // 2, 60
    with open(path, "wb") as picture:
        picture.write(b"P6\n%d %d\n255\n" % (width, height))
        for row in rows(width, height, limit):
            picture.write(b"".join(colour(n, limit) for n in row))
            if width <= 100:
                print("".join(SHADES[n * (len(SHADES) - 1) // limit] for n in row).rstrip())
    with open(path, "rb") as picture:
        data = picture.read()
    print(len(data), "bytes, checksum", sum(i * byte for i, byte in enumerate(data)) % 1_000_003)


if __name__ == "__main__":
    main()
