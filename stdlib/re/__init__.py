"""Regular expressions: searching, splitting and rewriting text by patterns.

Patterns and texts are both `str` or both `bytes`.  The module's functions
compile the pattern they are given and keep it in a cache; compiled patterns
offer the same operations as methods.
"""

import enum

import _sre
from _sre import Match, Pattern

__all__ = [
    "match", "fullmatch", "search", "sub", "subn", "split",
    "findall", "finditer", "compile", "purge", "escape",
    "error", "Pattern", "Match", "A", "I", "L", "M", "S", "X", "U",
    "ASCII", "IGNORECASE", "LOCALE", "MULTILINE", "DOTALL", "VERBOSE",
    "UNICODE", "NOFLAG", "RegexFlag", "PatternError",
]

__version__ = "2.2.1"


class RegexFlag(enum.IntFlag, boundary=enum.KEEP):
    """Options of a pattern; the letters are those of inline flags."""

    NOFLAG = 0
    ASCII = A = 256
    IGNORECASE = I = 2
    LOCALE = L = 4
    UNICODE = U = 32
    MULTILINE = M = 8
    DOTALL = S = 16
    VERBOSE = X = 64
    DEBUG = 128

    __repr__ = enum.global_flag_repr
    __str__ = object.__str__
    _numeric_repr_ = hex


NOFLAG = RegexFlag.NOFLAG
ASCII = A = RegexFlag.ASCII
IGNORECASE = I = RegexFlag.IGNORECASE
LOCALE = L = RegexFlag.LOCALE
UNICODE = U = RegexFlag.UNICODE
MULTILINE = M = RegexFlag.MULTILINE
DOTALL = S = RegexFlag.DOTALL
VERBOSE = X = RegexFlag.VERBOSE
DEBUG = RegexFlag.DEBUG


class PatternError(Exception):
    """An invalid pattern or replacement.

    `msg` is the message without a position, `pattern` what was compiled,
    `pos` the index where that failed, `lineno` and `colno` its line and
    column.  The last three may be None.
    """

    def __init__(self, msg, pattern=None, pos=None):
        self.msg = msg
        self.pattern = pattern
        self.pos = pos
        self.lineno = self.colno = None
        if pattern is not None and pos is not None:
            newline = "\n" if isinstance(pattern, str) else b"\n"
            self.lineno = pattern.count(newline, 0, pos) + 1
            self.colno = pos - pattern.rfind(newline, 0, pos)
            msg = f"{msg} at position {pos}"
            if newline in pattern:
                msg = f"{msg} (line {self.lineno}, column {self.colno})"
        super().__init__(msg)


error = PatternError

# The native methods raise it too: for invalid replacements.
_sre.set_error_class(PatternError)


# Compiled patterns by (type, pattern, flags), the oldest first.
_cache = {}
_MAXCACHE = 512


def _compile(pattern, flags):
    if isinstance(flags, RegexFlag):
        flags = flags.value
    key = (type(pattern), pattern, flags)
    found = _cache.get(key)
    if found is not None:
        return found
    if isinstance(pattern, Pattern):
        if flags:
            raise ValueError("cannot process flags argument with a compiled pattern")
        return pattern
    if not isinstance(pattern, (str, bytes)):
        raise TypeError("first argument must be string or compiled pattern")
    compiled = _sre.compile(pattern, flags)
    for text in _sre.warnings(compiled):
        # Past this function and the public one that called it.
        _warn(text, FutureWarning, 4)
    if len(_cache) >= _MAXCACHE:
        del _cache[next(iter(_cache))]
    _cache[key] = compiled
    return compiled


def _warn(text, category, stacklevel):
    import warnings

    warnings.warn(text, category, stacklevel=stacklevel)


def compile(pattern, flags=0):
    """Compile a pattern."""
    return _compile(pattern, flags)


def match(pattern, string, flags=0):
    """Match at the start of the string; None if it does not."""
    return _compile(pattern, flags).match(string)


def fullmatch(pattern, string, flags=0):
    """Match the whole string; None if it does not."""
    return _compile(pattern, flags).fullmatch(string)


def search(pattern, string, flags=0):
    """The first match anywhere in the string, or None."""
    return _compile(pattern, flags).search(string)


def findall(pattern, string, flags=0):
    """All matches: their texts, or their group's, or tuples of their groups'."""
    return _compile(pattern, flags).findall(string)


def finditer(pattern, string, flags=0):
    """An iterator over all matches."""
    return _compile(pattern, flags).finditer(string)


# Marks an argument that was not given.
class _Unset(int):
    pass


_unset = _Unset()


def _late_arguments(function, name, args, first, flags):
    """`(first, flags)` of a call that passes them by position, which is deprecated."""
    if first is not _unset:
        raise TypeError(f"{function}() got multiple values for argument '{name}'")
    first, *rest = args
    if rest:
        if flags is not _unset:
            raise TypeError(f"{function}() got multiple values for argument 'flags'")
        flags, *rest = rest
        if rest:
            fixed = 2 if function == "split" else 3
            raise TypeError(
                f"{function}() takes from {fixed} to {fixed + 2} positional arguments "
                f"but {fixed + 2 + len(rest)} were given"
            )
    _warn(f"'{name}' is passed as positional argument", DeprecationWarning, 4)
    return first, flags


def sub(pattern, repl, string, *args, count=_unset, flags=_unset):
    """The string with matches replaced, by a template or by what a function returns."""
    if args:
        count, flags = _late_arguments("sub", "count", args, count, flags)
    return _compile(pattern, flags).sub(repl, string, count)


def subn(pattern, repl, string, *args, count=_unset, flags=_unset):
    """As `sub`, with the number of replacements: `(string, number)`."""
    if args:
        count, flags = _late_arguments("subn", "count", args, count, flags)
    return _compile(pattern, flags).subn(repl, string, count)


def split(pattern, string, *args, maxsplit=_unset, flags=_unset):
    """The parts of the string between matches, with the groups of the matches."""
    if args:
        maxsplit, flags = _late_arguments("split", "maxsplit", args, maxsplit, flags)
    return _compile(pattern, flags).split(string, maxsplit)


def purge():
    """Forget the compiled patterns."""
    _cache.clear()


_special = {code: "\\" + chr(code) for code in b"()[]{}?*+-|^$\\.&~# \t\n\r\v\f"}


def escape(pattern):
    """The pattern that matches just this text."""
    if isinstance(pattern, str):
        return pattern.translate(_special)
    return str(pattern, "latin1").translate(_special).encode("latin1")


class Scanner:
    """Splits a string into tokens: `lexicon` lists pairs of pattern and action.

    An action is called with the scanner and the token's text, or stands for
    itself; None drops the token.
    """

    def __init__(self, lexicon, flags=0):
        self.lexicon = lexicon
        self.scanner = _compile("|".join(f"({phrase})" for phrase, _ in lexicon), flags)

    def scan(self, string):
        """The tokens, and the rest of the string that no pattern matches."""
        result = []
        match = self.scanner.scanner(string).match
        at = 0
        while True:
            found = match()
            if not found or found.end() == at:
                break
            action = self.lexicon[found.lastindex - 1][1]
            if callable(action):
                self.match = found
                action = action(self, found.group())
            if action is not None:
                result.append(action)
            at = found.end()
        return result, string[at:]
