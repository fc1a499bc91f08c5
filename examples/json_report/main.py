"""Turn a JSON file of orders into a report: python main.py orders.json [--format text|markdown]."""
import argparse
import sys

import loader
import summary
from render import FORMATS


def main() -> int:
    parser = argparse.ArgumentParser(description="Report on orders.")
    parser.add_argument("file")
    parser.add_argument("--format", choices=sorted(FORMATS), default="text")
    options = parser.parse_args()
    try:
        orders = loader.load(options.file)
    except loader.BadInput as error:
        print(f"{options.file}: {error}", file=sys.stderr)
        return 2
    print(FORMATS[options.format].render(summary.summarise(orders)), end="")
    return 0


if __name__ == "__main__":
    sys.exit(main())
