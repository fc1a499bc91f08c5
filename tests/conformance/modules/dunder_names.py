import math
import os.path
import sys

print(__name__, os.path.basename(__file__), __doc__, __builtins__ is not None, __package__, __spec__ if __spec__ is None else "spec")
print(math.__name__, os.path.__name__ in ("posixpath", "os.path"), type(math).__name__, type(sys).__name__, hasattr(math, "pi"), getattr(math, "e") == math.e)
print("math" in sys.modules, sys.modules["__main__"].__name__, sys.modules[__name__].math is math)
x = 5
print(globals()["x"], vars(sys.modules[__name__])["x"], sorted(k for k in globals() if not k.startswith("__")))
globals()["dynamic"] = "made"
print(dynamic)
sys.modules[__name__].other = 7
print(other)
