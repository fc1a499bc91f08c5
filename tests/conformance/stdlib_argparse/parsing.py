import argparse

parser = argparse.ArgumentParser(prog="tool", description="A tool.", epilog="The end.")
parser.add_argument("path", help="input file")
parser.add_argument("extra", nargs="*", default=["none"])
parser.add_argument("-n", "--count", type=int, default=3, help="how many (default: %(default)s)")
parser.add_argument("-v", "--verbose", action="store_true")
parser.add_argument("--level", choices=["low", "high"], default="low")
parser.add_argument("-D", action="append", metavar="K=V")
parser.add_argument("-q", action="count", default=0)
parser.add_argument("--no-cache", dest="cache", action="store_false")
parser.add_argument("--ratio", type=float)
parser.add_argument("--const", action="store_const", const=42)
parser.add_argument("--version", action="version", version="tool 1.0")
for args in (["f"], ["f", "a", "b", "-n", "5"], ["f", "-vqq", "--level=high", "-D", "x=1", "-Dy=2"], ["--no-cache", "--ratio", "0.5", "f"], ["f", "--const", "--count=7"], ["-n9", "f"], ["f", "--", "-x"], ["f", "--verb"]):
    ns = parser.parse_args(args)
    print(ns, ns.count * 2, vars(ns)["level"])
print(parser.format_usage(), end="")
print(parser.format_help(), end="")
for bad in ([], ["f", "-n", "x"], ["f", "--level", "mid"], ["f", "--nope"], ["f", "-n"], ["f", "--ratio", "a"], ["--version"], ["-h"], ["f", "--co", "1"]):
    try:
        parser.parse_args(bad)
    except SystemExit as e:
        print("exit", e.code, flush=True)
print(parser.parse_known_args(["f", "--unknown", "x"]))
