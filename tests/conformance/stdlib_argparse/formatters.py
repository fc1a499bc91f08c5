import argparse
from argparse import ONE_OR_MORE, OPTIONAL, REMAINDER, SUPPRESS, ZERO_OR_MORE, ArgumentDefaultsHelpFormatter, HelpFormatter, MetavarTypeHelpFormatter, RawDescriptionHelpFormatter, RawTextHelpFormatter

print(argparse.PARSER, OPTIONAL, ZERO_OR_MORE, ONE_OR_MORE, REMAINDER, SUPPRESS)
text = "First line.\n  Indented second line,\n\nand a last one."
for kind in (HelpFormatter, RawDescriptionHelpFormatter, RawTextHelpFormatter, ArgumentDefaultsHelpFormatter, MetavarTypeHelpFormatter):
    p = argparse.ArgumentParser(prog="p", description=text, formatter_class=kind)
    p.add_argument("--size", type=int, default=5, help="the size\n  of it")
    p.add_argument("names", type=str, nargs=ZERO_OR_MORE, help="some names")
    print(kind.__name__)
    p.print_help()
p.print_usage()
q = argparse.ArgumentParser(prog="q", fromfile_prefix_chars="@", prefix_chars="-+", allow_abbrev=False, argument_default=SUPPRESS, usage="%(prog)s [things]")
q.add_argument("+x", dest="x")
q.add_argument("--secret", help=SUPPRESS)
q.add_argument("--long-option-name-that-is-rather-long", metavar="VALUE", help="a help text that is long enough to be wrapped over more than a single line of the terminal")
print(q.parse_args(["+x", "1"]), q.format_usage(), q.format_help(), sep="\n")
r = argparse.ArgumentParser(prog="r")
r.add_argument("cmd")
r.add_argument("--flag", action="store_true")
r.add_argument("rest", nargs="*", type=int)
print(r.parse_intermixed_args(["go", "1", "--flag", "2"]), r.parse_known_intermixed_args(["go", "--nope"]), r.get_default("flag"), r.prog)
r.set_defaults(extra="e")
print(r.parse_args(["go"]), r.convert_arg_line_to_args("a b"))
f = HelpFormatter("prog")
f.add_usage(None, [], [])
f.start_section("section")
f.add_text("Some text.")
f.add_arguments([])
f.end_section()
print(f.format_help())
try:
    r.add_argument("--flag")
except argparse.ArgumentError as e:
    print(e)
for bad in ({"nargs": 0}, {"action": "nope"}, {"type": 5}):
    try:
        r.add_argument("--bad", **bad)
    except (ValueError, TypeError) as e:
        print(type(e).__name__, e)
