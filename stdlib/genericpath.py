"""The part of `os.path` that does not depend on how paths are written."""

from os.path import (
    ALLOW_MISSING, commonprefix, exists, getatime, getctime, getmtime, getsize, isdevdrive, isdir,
    isfile, isjunction, islink, lexists, samefile, sameopenfile, samestat,
)

__all__ = [
    "commonprefix", "exists", "getatime", "getctime", "getmtime", "getsize", "isdevdrive", "isdir",
    "isfile", "isjunction", "islink", "lexists", "samefile", "sameopenfile", "samestat", "ALLOW_MISSING",
]
