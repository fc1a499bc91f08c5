import argparse
import sys


def build():
    p = argparse.ArgumentParser(description="Bank.")
    p.add_argument("--db", default="bank.db")
    sub = p.add_subparsers(dest="command", required=True, help="what to do")
    add = sub.add_parser("add", help="add an account")
    add.add_argument("name")
    add.add_argument("--balance", type=int, default=0)
    add.set_defaults(run=lambda a: f"adding {a.name} with {a.balance} to {a.db}")
    show = sub.add_parser("show", aliases=["ls"])
    group = show.add_mutually_exclusive_group()
    group.add_argument("--json", action="store_true")
    group.add_argument("--text", action="store_true")
    show.set_defaults(run=lambda a: f"show {a.json} {a.text}")
    return p


p = build()
for args in (["add", "ann"], ["--db", "x", "add", "bob", "--balance", "5"], ["show", "--json"], ["ls"]):
    ns = p.parse_args(args)
    print(ns.command, ns.run(ns))
for bad in ([], ["nope"], ["add"], ["show", "--json", "--text"], ["add", "a", "--balance", "x"]):
    try:
        p.parse_args(bad)
    except SystemExit as e:
        print("exit", e.code, flush=True)


def port(text):
    value = int(text)
    if not 0 < value < 65536:
        raise argparse.ArgumentTypeError(f"{value} is not a port")
    return value


q = argparse.ArgumentParser(prog="q", exit_on_error=False)
q.add_argument("--port", type=port, required=True)
q.add_argument("--pair", nargs=2, metavar=("A", "B"))
q.add_argument("--maybe", nargs="?", const="const", default="default")
q.add_argument("--many", nargs="+", type=int)
g = q.add_argument_group("special", "group text")
g.add_argument("--flag", action=argparse.BooleanOptionalAction)
print(q.parse_args(["--port", "80", "--pair", "1", "2", "--maybe", "--many", "1", "2", "--no-flag"]))
print(q.parse_args(["--port=1"]))
try:
    q.parse_args(["--port", "0"])
except argparse.ArgumentError as e:
    print(e)
print(q.format_help(), end="")


class Upper(argparse.Action):
    def __call__(self, parser, namespace, values, option_string=None):
        setattr(namespace, self.dest, values.upper())


r = argparse.ArgumentParser(prog="r", add_help=False)
r.add_argument("--name", action=Upper)
r.add_argument("rest", nargs=argparse.REMAINDER)
print(r.parse_args(["--name", "abc", "x", "--y"]), r.parse_args([]), argparse.Namespace(a=1) == argparse.Namespace(a=1))
print(r.format_usage(), end="")
sys.stdout.flush()
r.error("custom message")
