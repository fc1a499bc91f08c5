# `itertools.tee`
from itertools import tee


class Source:
    def __iter__(self):
        return self

    def __next__(self):
        global depth
        depth += 1
        if depth < 3:
            return next(b)
        if depth > 9:
            raise StopIteration
        return depth


depth = 0
a, b = tee(Source())
try:
    print(next(a))
except RuntimeError as e:
    print(e)
