import sys
from contextlib import suppress

if sys.version_info >= (3, 11):
    import new
else:
    import old_backport
    eval("never")
if sys.platform == "win32":
    import winreg
elif sys.platform == "darwin":
    import mac_only
with suppress(ImportError):
    import optional
import os, local

value = 1j if False else eval if not True else None
# file: app/os.py
"""Does not stand in for the library's."""
# file: app/local.py
# file: stdlib/os.py
# file: stdlib/local.py
"""The program's stands in for this one."""
# file: stdlib/new.py
# file: stdlib/contextlib.py
