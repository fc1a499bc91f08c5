"""Write a web server's log of about the given number of megabytes: python make_log.py SIZE_MB FILE."""
import random
import sys

PAGES = ["/", "/index.html", "/about", "/products/1", "/products/2", "/cart", "/checkout", "/static/app.js", "/api/items", "/api/users"]
AGENTS = ["Mozilla/5.0", "curl/8.5.0", "Googlebot/2.1", "python-requests/2.31"]


def lines(limit: int):
    rng = random.Random(1)
    written = 0
    second = 0
    while written < limit:
        second += rng.randrange(3)
        status = rng.choices([200, 301, 404, 500], weights=[90, 4, 5, 1])[0]
        # 4,096 clients, however long the log: what a reader keeps per client does not grow with the file.
        ip = f"10.0.{rng.randrange(16)}.{rng.randrange(256)}"
        clock = f"{second // 3600 % 24:02d}:{second // 60 % 60:02d}:{second % 60:02d}"
        size = rng.randrange(200, 50000)
        line = f'{ip} - - [22/Nov/2026:{clock} +0000] "GET {rng.choice(PAGES)} HTTP/1.1" {status} {size} "{rng.choice(AGENTS)}" {rng.random():.3f}\n'
        written += len(line)
        yield line


def main() -> None:
    if len(sys.argv) != 3:
        sys.exit("usage: make_log.py SIZE_MB FILE")
    with open(sys.argv[2], "w") as out:
        for line in lines(int(float(sys.argv[1]) * 1_000_000)):
            out.write(line)


if __name__ == "__main__":
    main()
