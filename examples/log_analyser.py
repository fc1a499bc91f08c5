"""Summarise a web server's log: requests by status and page, slowest pages, busiest clients."""
import argparse
import re
import sys
from collections import Counter, defaultdict
from typing import Iterator, NamedTuple, TextIO

LINE = re.compile(
    r"(?P<ip>\S+) \S+ \S+ \[(?P<when>[^\]]+)\] "
    r'"(?P<method>[A-Z]+) (?P<path>\S+) [^"]*" (?P<status>\d{3}) (?P<size>\d+|-) '
    r'"(?P<agent>[^"]*)" (?P<seconds>[\d.]+)'
)


class Request(NamedTuple):
    ip: str
    hour: str
    path: str
    status: int
    size: int
    agent: str
    seconds: float


class Summary:
    def __init__(self) -> None:
        self.requests: int = 0
        self.bad: int = 0
        self.bytes: int = 0
        self.by_status: Counter[int] = Counter()
        self.by_hour: dict[str, int] = {}
        self.by_client: dict[str, int] = defaultdict(int)
        self.time_by_path: dict[str, list[float]] = {}

    def add(self, request: Request) -> None:
        self.requests += 1
        self.bytes += request.size
        self.by_status[request.status] += 1
        self.by_hour[request.hour] = self.by_hour.get(request.hour, 0) + 1
        self.by_client[request.ip] += 1
        entry = self.time_by_path.setdefault(request.path, [0.0, 0.0])
        entry[0] += 1
        entry[1] += request.seconds


def parse(stream: TextIO, summary: Summary) -> Iterator[Request]:
    """Yield the requests one by one; what is no request is counted, not raised."""
    for line in stream:
        m = LINE.match(line)
        if m is None:
            summary.bad += 1
            continue
        size = m["size"]
        yield Request(m["ip"], m["when"].split(":")[1], m["path"], int(m["status"]), 0 if size == "-" else int(size), m["agent"], float(m["seconds"]))


def bar(n: int, most: int, width: int = 30) -> str:
    return "#" * max(1, round(n * width / most))


def report(summary: Summary, top: int) -> None:
    print(f"{summary.requests:,} requests, {summary.bytes:,} bytes, {summary.bad} lines not understood")
    print("\nstatus")
    for status, n in sorted(summary.by_status.items()):
        print(f"  {status} {n:>10,} {n / summary.requests:7.2%}")
    print("\nhour")
    most = max(summary.by_hour.values(), default=1)
    for hour, n in sorted(summary.by_hour.items()):
        print(f"  {hour} {n:>10,} {bar(n, most)}")
    print("\nslowest pages")
    means = [(total / n, int(n), path) for path, (n, total) in summary.time_by_path.items()]
    for mean, n, path in sorted(means, reverse=True)[:top]:
        print(f"  {path:<20} {mean:.4f} s over {n:,}")
    print("\nbusiest clients")
    for ip, n in sorted(summary.by_client.items(), key=lambda item: (-item[1], item[0]))[:top]:
        print(f"  {ip:<16} {n:,}")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", nargs="?", default="-", help="the log, or - for standard input")
    parser.add_argument("--top", type=int, default=5, metavar="N", help="length of the lists (default: %(default)s)")
    parser.add_argument("--status", type=int, help="only requests with this status")
    options = parser.parse_args()
    summary = Summary()
    try:
        stream = sys.stdin if options.file == "-" else open(options.file, encoding="utf-8")
    except OSError as error:
        print(f"log_analyser: {error}", file=sys.stderr)
        return 1
    with stream:
        for request in parse(stream, summary):
            if options.status is None or request.status == options.status:
                summary.add(request)
    if summary.requests == 0:
        print("no requests")
        return 0
    report(summary, options.top)
    return 0


if __name__ == "__main__":
    sys.exit(main())
