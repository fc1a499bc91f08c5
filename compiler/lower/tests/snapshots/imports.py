import sys
import nothing.here
from sys import path, argv as arguments
try:
    from .sibling import x
except ImportError:
    x = None
