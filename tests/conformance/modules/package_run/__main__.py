import sys
from package_helper import describe
import inner.tools

print(__name__, describe(3), inner.tools.double(4))


def main(argv):
    print(len(argv), argv[1:])
    return 5 if len(argv) > 2 else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv))
