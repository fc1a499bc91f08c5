class Config:
    timeout = 5

    def __init__(self):
        self.hostname = "h"


def use_local():
    counter = 1
    return countr


import sys

try:
    Config().hostnme
except AttributeError as e:
    print(e, e.name)
try:
    use_local()
except NameError as e:
    print(e, e.name)
try:
    from math import squirt
except ImportError as e:
    print(e, e.name)
try:
    import no_such_module_here
except ModuleNotFoundError as e:
    print(e, e.name)
try:
    import os.nothing
except ModuleNotFoundError as e:
    print(e, e.name)
import math

try:
    math.sqroot
except AttributeError as e:
    print(e)
use_local()
