# `collections.namedtuple`
from collections import namedtuple

P = namedtuple("P", "x y", defaults=[5])
print(P.__new__.__defaults__, P._field_defaults, P(1))
