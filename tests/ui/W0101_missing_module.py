try:
    import numpy_is_not_here
except ImportError:
    numpy_is_not_here = None
from nowhere.at_all import thing
