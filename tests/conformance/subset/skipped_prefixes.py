# `warnings.warn(skip_file_prefixes=...)`
import warnings


def f():
    warnings.warn("here", skip_file_prefixes=(__file__[:1],))


with warnings.catch_warnings(record=True) as seen:
    warnings.simplefilter("always")
    f()
print(seen[0].lineno > 1)
