# all of them
import operator
import sys

try:
    operator.add(1)
except TypeError as e:
    print(e)
try:
    operator.itemgetter.attribute = 1
    print(operator.itemgetter.attribute)
except TypeError as e:
    print(e)
print(sys.getsizeof(operator.itemgetter(1)) < 50)
