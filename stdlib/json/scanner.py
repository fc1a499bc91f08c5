"""The scanner that reads JSON values."""

from _json import make_scanner

c_make_scanner = make_scanner

__all__ = ["make_scanner"]
