pair = (1, 2)
a, b, c = pair  # mypy: misc
(d,) = pair  # mypy: misc
e, *f = pair
g, h, i, *j = pair  # mypy: misc
