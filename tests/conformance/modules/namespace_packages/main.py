"""Packages without __init__.py."""
import sys

import folder.deeper.mod
import folder
from folder import deeper
from folder.deeper.mod import VALUE

print(VALUE, folder.deeper.mod is sys.modules["folder.deeper.mod"], folder.deeper is deeper)
for m in folder, deeper:
    print(m.__name__, m.__package__, m.__file__, m.__doc__, len(list(m.__path__)))
print(sorted(k for k in sys.modules if k.startswith("folder")))
print(repr(folder).split()[:2])
for attempt in range(3):
    try:
        if attempt == 0:
            from folder import nothing
        elif attempt == 1:
            import folder.nothing
        else:
            folder.nothing
    except Exception as e:
        print(type(e).__name__, e)
