import math
import sys

print(math.floor(2.5), math.pi > 3, len(sys.argv))
