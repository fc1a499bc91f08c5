"""The name under which `os.path` goes on POSIX systems."""

from os.path import *
from os.path import __all__
