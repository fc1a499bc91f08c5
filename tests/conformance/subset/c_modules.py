# all of them
import itertools
import sys

try:
    itertools.repeat()
except TypeError as e:
    print(e)
try:
    itertools.chain.attribute = 1
    print(itertools.chain.attribute)
except TypeError as e:
    print(e)
print(sys.getsizeof(itertools.count()) < 50)
