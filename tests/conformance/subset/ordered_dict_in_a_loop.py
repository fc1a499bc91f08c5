# `collections.OrderedDict`
from collections import OrderedDict

d = OrderedDict(a=1, b=2)
try:
    for k in d:
        d[k + "x"] = 1
except RuntimeError as e:
    print(e)
print(type(iter(d)).__name__)
d.move_to_end("b", last=False)
print(list(d))
