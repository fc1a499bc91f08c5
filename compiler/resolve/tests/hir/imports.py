import a.b.c
import a.b as ab, os.path
from a import b, missing_name, helper as h
from a.b import *
import numpy
import a.nothing.more
import a.b.leaf.below
from . import sibling
from typing import TYPE_CHECKING
import importlib

if TYPE_CHECKING:
    import never.found
try:
    import guarded
except (KeyError, ImportError):
    guarded = None
importlib.import_module("dynamic")


def late():
    import lazy
    from pkg import extra
    return lazy
# file: app/a/__init__.py
from . import helper
from .b import c as renamed
# file: app/a/helper.py
from .. import too_far
from ..a import b
# file: app/a/b/__init__.py
__all__ = ["starred", "sub"]
__all__ += ["more"]
starred = more = 1
# file: app/a/b/c.py
from .. import helper
# file: app/a/b/leaf.py
# file: app/a/b/sub.py
# file: app/dynamic.py
# file: app/lazy.py
# file: app/unused.py
# file: site/pkg/extra.py
# file: stdlib/os.py
# file: stdlib/posixpath.py
# file: stdlib/typing.py
TYPE_CHECKING = False
# file: stdlib/importlib.py
