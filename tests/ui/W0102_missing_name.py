from math import squareroot
from collections import Counter, MissingDict
