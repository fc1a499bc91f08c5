from inner import LEVEL
from inner.tools import double


def describe(n):
    return f"{n} doubled is {double(n)} at {LEVEL}"
