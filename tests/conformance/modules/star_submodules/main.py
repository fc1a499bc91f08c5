"""`from package import *` imports the submodules that `__all__` names."""
from shapes import *

print(circle.area(2), square.area(3), unit)
print(sorted(n for n in globals() if not n.startswith("_")))
