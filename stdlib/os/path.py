"""Operations on paths, as POSIX writes them."""

import posix
from posix import fspath as _fspath

__all__ = [
    "normcase", "isabs", "join", "splitdrive", "splitroot", "split", "splitext", "basename", "dirname",
    "commonprefix", "getsize", "getmtime", "getatime", "getctime", "islink", "exists", "lexists",
    "isdir", "isfile", "ismount", "expanduser", "expandvars", "normpath", "abspath", "samefile",
    "sameopenfile", "samestat", "curdir", "pardir", "sep", "pathsep", "defpath", "altsep", "extsep",
    "devnull", "realpath", "supports_unicode_filenames", "relpath", "commonpath", "isjunction",
    "isdevdrive", "ALLOW_MISSING",
]

curdir = "."
pardir = ".."
extsep = "."
sep = "/"
pathsep = ":"
defpath = "/bin:/usr/bin"
altsep = None
devnull = "/dev/null"
supports_unicode_filenames = False

# File modes, from <sys/stat.h>.
_KIND = 0o170000
_DIRECTORY = 0o040000
_REGULAR = 0o100000
_LINK = 0o120000


class ALLOW_MISSING:
    # What `realpath(strict=…)` takes to forgive missing files only.

    def __repr__(self):
        return "os.path.ALLOW_MISSING"

    def __reduce__(self):
        return "ALLOW_MISSING"


ALLOW_MISSING = ALLOW_MISSING()


def _check_arg_types(function, args):
    """Raise the TypeError for arguments that are no paths, or str and bytes mixed."""
    has_str = has_bytes = False
    for arg in args:
        if isinstance(arg, str):
            has_str = True
        elif isinstance(arg, bytes):
            has_bytes = True
        else:
            raise TypeError(
                f"{function}() argument must be str, bytes, or "
                f"os.PathLike object, not {arg.__class__.__name__!r}"
            ) from None
    if has_str and has_bytes:
        raise TypeError("Can't mix strings and bytes in path components") from None


def normcase(s, /):
    """Normalize case of pathname.  Has no effect under Posix"""
    return _fspath(s)


def isabs(s, /):
    """Test whether a path is absolute"""
    s = _fspath(s)
    return s.startswith(b"/" if isinstance(s, bytes) else "/")


def join(a, /, *p):
    """Join path components with a slash; a component that is absolute drops those before it."""
    path = _fspath(a)
    slash = b"/" if isinstance(path, bytes) else "/"
    try:
        for part in p:
            part = _fspath(part)
            if part.startswith(slash) or not path:
                # An empty path takes the type of what is joined to it.
                if not path:
                    path = path + part
                else:
                    path = part
            elif path.endswith(slash):
                path += part
            else:
                path += slash + part
    except (TypeError, AttributeError):
        _check_arg_types("join", (a, *p))
        raise
    return path


def split(p, /):
    """Split a pathname.  Returns tuple "(head, tail)" where "tail" is everything after the final slash."""
    p = _fspath(p)
    slash = b"/" if isinstance(p, bytes) else "/"
    i = p.rfind(slash) + 1
    head, tail = p[:i], p[i:]
    if head and head != slash * len(head):
        head = head.rstrip(slash)
    return head, tail


def splitext(p, /):
    """Split the extension from a pathname: from the last dot, unless it begins the name."""
    p = _fspath(p)
    if isinstance(p, bytes):
        slash, dot = b"/", b"."
    else:
        slash, dot = "/", "."
    last_slash = p.rfind(slash)
    last_dot = p.rfind(dot)
    if last_dot > last_slash:
        i = last_slash + 1
        while i < last_dot:
            if p[i:i + 1] != dot:
                return p[:last_dot], p[last_dot:]
            i += 1
    return p, p[:0]


def splitdrive(p, /):
    """Split a pathname into drive and path. On Posix, drive is always empty."""
    p = _fspath(p)
    return p[:0], p


def splitroot(p, /):
    """Split a pathname into drive (always empty), root, and the rest; two slashes are a root of their own."""
    p = _fspath(p)
    if isinstance(p, bytes):
        slash, empty = b"/", b""
    else:
        slash, empty = "/", ""
    if p[:1] != slash:
        return empty, empty, p
    if p[1:2] != slash or p[2:3] == slash:
        return empty, slash, p[1:]
    return empty, p[:2], p[2:]


def basename(p, /):
    """Returns the final component of a pathname"""
    p = _fspath(p)
    return p[p.rfind(b"/" if isinstance(p, bytes) else "/") + 1:]


def dirname(p, /):
    """Returns the directory component of a pathname"""
    return split(p)[0]


def commonprefix(m, /):
    "Given a list of pathnames, returns the longest common leading component"
    if not m:
        return ""
    if not isinstance(m[0], (list, tuple)):
        m = tuple([_fspath(item) for item in m])
    low = min(m)
    high = max(m)
    for i, c in enumerate(low):
        if c != high[i]:
            return low[:i]
    return low


def _mode_of(path, follow=True):
    """The file's mode, or 0 without a file."""
    try:
        return (posix.stat(path) if follow else posix.lstat(path)).st_mode
    except (OSError, ValueError):
        return 0


def exists(path):
    """Test whether a path exists.  Returns False for broken symbolic links"""
    try:
        posix.stat(path)
    except (OSError, ValueError):
        return False
    return True


def lexists(path):
    """Test whether a path exists.  Returns True for broken symbolic links"""
    try:
        posix.lstat(path)
    except (OSError, ValueError):
        return False
    return True


def isfile(path):
    """Test whether a path is a regular file"""
    return _mode_of(path) & _KIND == _REGULAR


def isdir(s):
    """Return true if the pathname refers to an existing directory."""
    return _mode_of(s) & _KIND == _DIRECTORY


def islink(path):
    """Test whether a path is a symbolic link"""
    return _mode_of(path, False) & _KIND == _LINK


def isjunction(path):
    """Test whether a path is a junction; there are none under Posix."""
    _fspath(path)
    return False


def isdevdrive(path):
    """Determines whether the specified path is on a Windows Dev Drive; there are none under Posix."""
    _fspath(path)
    return False


def getsize(filename):
    """Return the size of a file, reported by os.stat()."""
    return posix.stat(filename).st_size


def getmtime(filename):
    """Return the last modification time of a file, reported by os.stat()."""
    return posix.stat(filename).st_mtime


def getatime(filename):
    """Return the last access time of a file, reported by os.stat()."""
    return posix.stat(filename).st_atime


def getctime(filename):
    """Return the metadata change time of a file, reported by os.stat()."""
    return posix.stat(filename).st_ctime


def samestat(s1, s2):
    """Test whether two stat buffers reference the same file"""
    return s1.st_ino == s2.st_ino and s1.st_dev == s2.st_dev


def samefile(f1, f2):
    """Test whether two pathnames reference the same actual file or directory"""
    return samestat(posix.stat(f1), posix.stat(f2))


def sameopenfile(fp1, fp2):
    """Test whether two open file objects reference the same file"""
    return samestat(posix.fstat(fp1), posix.fstat(fp2))


def ismount(path):
    """Test whether a path is a mount point"""
    try:
        own = posix.lstat(path)
    except (OSError, ValueError):
        return False
    if own.st_mode & _KIND == _LINK:
        return False
    path = _fspath(path)
    try:
        parent = posix.lstat(join(path, b".." if isinstance(path, bytes) else ".."))
    except OSError:
        parent = posix.lstat(dirname(realpath(path)))
    return own.st_dev != parent.st_dev or own.st_ino == parent.st_ino


def _environment(key, is_bytes):
    """A variable as text or bytes; None if it is not set."""
    import os

    value = os.environ.get(key)
    if value is not None and is_bytes:
        return os.fsencode(value)
    return value


def expanduser(path):
    """Expand ~ and ~user constructions.  If user or $HOME is unknown, do nothing."""
    path = _fspath(path)
    is_bytes = isinstance(path, bytes)
    tilde, slash = (b"~", b"/") if is_bytes else ("~", "/")
    if not path.startswith(tilde):
        return path
    end = path.find(slash, 1)
    if end < 0:
        end = len(path)
    if end == 1:
        home = _environment("HOME", is_bytes)
        if home is None:
            home = _home_of(posix.getuid(), is_bytes)
    else:
        home = _home_of(path[1:end], is_bytes)
    if home is None:
        return path
    home = home.rstrip(slash)
    return (home + path[end:]) or slash


def _home_of(user, is_bytes):
    """The home of a user, by number or name, from the file of passwords."""
    if isinstance(user, bytes):
        import os

        user = os.fsdecode(user)
    field = 2 if isinstance(user, int) else 0
    try:
        with open("/etc/passwd", encoding="utf-8", errors="surrogateescape") as lines:
            for line in lines:
                parts = line.rstrip("\n").split(":")
                if len(parts) >= 6 and parts[field] == str(user):
                    home = parts[5]
                    return home.encode("utf-8", "surrogateescape") if is_bytes else home
    except OSError:
        pass
    return None


def expandvars(path):
    """Expand shell variables of form $var and ${var}.  Unknown variables are left unchanged."""
    path = _fspath(path)
    if isinstance(path, bytes):
        if b"$" not in path:
            return path
        text = path.decode("utf-8", "surrogateescape")
        return _expand_text(text).encode("utf-8", "surrogateescape")
    if "$" not in path:
        return path
    return _expand_text(path)


def _expand_text(text):
    parts = []
    i = 0
    size = len(text)
    while i < size:
        dollar = text.find("$", i)
        if dollar < 0:
            break
        parts.append(text[i:dollar])
        if text[dollar + 1:dollar + 2] == "{":
            close = text.find("}", dollar)
            end = close + 1 if close >= 0 else dollar + 1
            name = text[dollar + 2:close] if close >= 0 else ""
        else:
            end = dollar + 1
            while end < size and text[end].isascii() and (text[end].isalnum() or text[end] == "_"):
                end += 1
            name = text[dollar + 1:end]
        value = _environment(name, False) if name else None
        parts.append(text[dollar:end] if value is None else value)
        i = end
    parts.append(text[i:])
    return "".join(parts)


def normpath(path, /):
    """Normalize path, eliminating double slashes, etc."""
    path = _fspath(path)
    if isinstance(path, bytes):
        slash, dot, dots = b"/", b".", b".."
    else:
        slash, dot, dots = "/", ".", ".."
    if not path:
        return dot
    _, root, path = splitroot(path)
    parts = []
    for part in path.split(slash):
        if not part or part == dot:
            continue
        if part != dots or (not root and not parts) or (parts and parts[-1] == dots):
            parts.append(part)
        elif parts:
            parts.pop()
    path = root + slash.join(parts)
    return path or dot


def abspath(path):
    """Return an absolute path."""
    path = _fspath(path)
    if isinstance(path, bytes):
        if not path.startswith(b"/"):
            path = join(posix.getcwdb(), path)
    elif not path.startswith("/"):
        path = join(posix.getcwd(), path)
    return normpath(path)


def realpath(filename, /, *, strict=False):
    """Return the canonical path of the specified filename, eliminating any symbolic links.

    With `strict`, a missing file or a loop of links is an OSError; with
    ALLOW_MISSING, only anything but a missing file is.
    """
    filename = _fspath(filename)
    if isinstance(filename, bytes):
        slash, dot, dots, current = b"/", b".", b"..", posix.getcwdb
    else:
        slash, dot, dots, current = "/", ".", "..", posix.getcwd
    if strict is ALLOW_MISSING:
        ignored = FileNotFoundError
    elif strict:
        ignored = ()
    else:
        ignored = OSError
    # What is left to do, last first; None says that the link below it is resolved.
    rest = filename.split(slash)
    rest.reverse()
    path = slash if filename.startswith(slash) else current()
    known = {}
    while rest:
        name = rest.pop()
        if name is None:
            known[rest.pop()] = path
            continue
        if not name or name == dot:
            continue
        if name == dots:
            path = path[:path.rindex(slash)] or slash
            continue
        joined = path + name if path == slash else path + slash + name
        try:
            is_link = posix.lstat(joined).st_mode & _KIND == _LINK
            if not is_link:
                path = joined
                continue
            if joined in known:
                found = known[joined]
                if found is not None:
                    path = found
                    continue
                # A loop: the system makes the error.
                if strict:
                    posix.stat(joined)
                path = joined
                continue
            target = posix.readlink(joined)
        except ignored:
            path = joined
            continue
        if target.startswith(slash):
            path = slash
        known[joined] = None
        rest.append(joined)
        rest.append(None)
        parts = target.split(slash)
        parts.reverse()
        rest.extend(parts)
    return path


def relpath(path, start=None):
    """Return a relative version of a path"""
    path = _fspath(path)
    if not path:
        raise ValueError("no path specified")
    if isinstance(path, bytes):
        slash, dot, dots = b"/", b".", b".."
    else:
        slash, dot, dots = "/", ".", ".."
    start = dot if start is None else _fspath(start)
    try:
        start_parts = [part for part in abspath(start).lstrip(slash).split(slash) if part]
        path_parts = [part for part in abspath(path).lstrip(slash).split(slash) if part]
    except (TypeError, AttributeError):
        _check_arg_types("relpath", (path, start))
        raise
    if isinstance(start, bytes) != isinstance(path, bytes):
        _check_arg_types("relpath", (path, start))
    shared = len(commonprefix([start_parts, path_parts]))
    parts = [dots] * (len(start_parts) - shared) + path_parts[shared:]
    return slash.join(parts) if parts else dot


def commonpath(paths):
    """Given a sequence of path names, returns the longest common sub-path."""
    paths = tuple([_fspath(path) for path in paths])
    if not paths:
        raise ValueError("commonpath() arg is an empty sequence")
    if isinstance(paths[0], bytes):
        slash, dot = b"/", b"."
    else:
        slash, dot = "/", "."
    try:
        absolute = {path.startswith(slash) for path in paths}
        if len(absolute) != 1:
            raise ValueError("Can't mix absolute and relative paths") from None
        split_paths = [[part for part in path.split(slash) if part and part != dot] for path in paths]
    except (TypeError, AttributeError):
        _check_arg_types("commonpath", paths)
        raise
    common = commonprefix(split_paths)
    return (slash if True in absolute else slash[:0]) + slash.join(common)
