# Marks under expressions of several lines: continued by a backslash, with comments inside.
import sys


def backslash():
    return 1 + \
        "a"


def comment():
    return len(1, # it isn't one
               2)


def both():
    x = [1,  # "first
         2]
    return x[0] / \
        x[
            5  # don't
        ]


def chain():
    return (1 # (
            + 2
            + "c")


for f in (backslash, comment, both, chain):
    try:
        f()
    except Exception as e:
        sys.excepthook(type(e), e, e.__traceback__)
backslash()
