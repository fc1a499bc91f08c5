"""The operating system: processes, the environment, files and directories.

What the system does comes from `posix`; what is made of that is here.
"""

import abc
import posix
import sys
from _collections_abc import MutableMapping, _has_methods
from posix import *

from . import path
from .path import altsep, curdir, defpath, devnull, extsep, pardir, pathsep, sep

name = "posix"
linesep = "\n"

SEEK_SET = 0
SEEK_CUR = 1
SEEK_END = 2
P_WAIT = 0
P_NOWAIT = 1
P_NOWAITO = 1
supports_bytes_environ = True

if hasattr(posix, "_exit"):
    _exit = posix._exit

GenericAlias = type(list[int])

_OWN_NAMES = [
    "altsep", "curdir", "pardir", "sep", "pathsep", "linesep", "defpath", "name", "path", "devnull",
    "SEEK_SET", "SEEK_CUR", "SEEK_END", "fsencode", "fsdecode", "get_exec_path", "fdopen", "extsep",
    "makedirs", "removedirs", "renames", "walk", "execl", "execle", "execlp", "execlpe",
    "execvp", "execvpe", "reload_environ", "getenv", "supports_bytes_environ", "environb", "getenvb",
    "P_WAIT", "P_NOWAIT", "P_NOWAITO", "popen", "PathLike", "environ", "process_cpu_count",
]
__all__ = _OWN_NAMES + [own for own in dir(posix) if not own.startswith("_") and own not in _OWN_NAMES]


# What `os.supports_…` are made of: functions that take these arguments.
def _find_functions(*names):
    return {getattr(posix, function) for function in names if hasattr(posix, function)}


supports_fd = _find_functions("chdir", "chmod", "chown", "listdir", "execve", "scandir", "stat", "statvfs", "truncate", "utime")
supports_dir_fd = _find_functions(
    "access", "chmod", "chown", "link", "mkdir", "mkfifo", "mknod", "open", "readlink", "rename",
    "rmdir", "stat", "symlink", "unlink", "utime",
)
supports_effective_ids = _find_functions("access")
supports_follow_symlinks = _find_functions("access", "chown", "link", "stat", "utime")


class PathLike(abc.ABC):
    """Abstract base class for implementing the file system path protocol."""

    __slots__ = ()

    @abc.abstractmethod
    def __fspath__(self):
        """Return the file system path representation of the object."""
        raise NotImplementedError

    @classmethod
    def __subclasshook__(cls, subclass):
        if cls is PathLike:
            return _has_methods(subclass, "__fspath__")
        return NotImplemented

    __class_getitem__ = classmethod(GenericAlias)


def fsencode(filename):
    """Encode filename (an os.PathLike, bytes, or str) to the filesystem encoding."""
    filename = posix.fspath(filename)
    if isinstance(filename, str):
        return filename.encode("utf-8", "surrogateescape")
    return filename


def fsdecode(filename):
    """Decode filename (an os.PathLike, bytes, or str) from the filesystem encoding."""
    filename = posix.fspath(filename)
    if isinstance(filename, bytes):
        return filename.decode("utf-8", "surrogateescape")
    return filename


# Directories.


def makedirs(name, mode=0o777, exist_ok=False):
    """Make a directory and all that lead to it.

    Without `exist_ok`, a directory that is there already is an OSError.
    """
    head, tail = path.split(name)
    if not tail:
        head, tail = path.split(head)
    if head and tail and not path.exists(head):
        try:
            makedirs(head, exist_ok=exist_ok)
        except FileExistsError:
            # Somebody else was quicker.
            pass
        if tail == (b"." if isinstance(tail, bytes) else "."):
            return
    try:
        posix.mkdir(name, mode)
    except OSError:
        # The system may prefer another error to that of an existing directory.
        if not exist_ok or not path.isdir(name):
            raise


def removedirs(name):
    """Remove an empty directory, and those that lead to it as long as they are empty."""
    posix.rmdir(name)
    head, tail = path.split(name)
    if not tail:
        head, tail = path.split(head)
    while head and tail:
        try:
            posix.rmdir(head)
        except OSError:
            break
        head, tail = path.split(head)


def renames(old, new):
    """Rename, making the directories that are missing and removing those that become empty."""
    head, tail = path.split(new)
    if head and tail and not path.exists(head):
        makedirs(head)
    posix.rename(old, new)
    head, tail = path.split(old)
    if head and tail:
        try:
            removedirs(head)
        except OSError:
            pass


def walk(top, topdown=True, onerror=None, followlinks=False):
    """Go through a tree of directories: (path, names of directories, names of other files) of each.

    Top down, the list of directories may be changed, and only those in it are
    visited. Errors are passed to `onerror`, or ignored.
    """
    # What is left to do, last first; a tuple is a directory that waits for those below it.
    stack = [posix.fspath(top)]
    while stack:
        top = stack.pop()
        if isinstance(top, tuple):
            yield top
            continue
        dirs = []
        nondirs = []
        to_walk = []
        try:
            entries = posix.scandir(top)
        except OSError as error:
            if onerror is not None:
                onerror(error)
            continue
        failed = False
        with entries:
            while True:
                try:
                    try:
                        entry = next(entries)
                    except StopIteration:
                        break
                except OSError as error:
                    if onerror is not None:
                        onerror(error)
                    failed = True
                    break
                try:
                    is_dir = entry.is_dir()
                except OSError:
                    is_dir = False
                if is_dir:
                    dirs.append(entry.name)
                else:
                    nondirs.append(entry.name)
                if not topdown and is_dir:
                    if followlinks:
                        goes_in = True
                    else:
                        try:
                            goes_in = not entry.is_symlink()
                        except OSError:
                            goes_in = True
                    if goes_in:
                        to_walk.append(entry.path)
        if failed:
            continue
        if topdown:
            yield top, dirs, nondirs
            for dirname in reversed(dirs):
                below = path.join(top, dirname)
                if followlinks or not path.islink(below):
                    stack.append(below)
        else:
            stack.append((top, dirs, nondirs))
            for below in reversed(to_walk):
                stack.append(below)


# Running programs.


def execl(file, *args):
    """Replace the process by a program with these arguments."""
    posix.execv(file, args)


def execle(file, *args):
    """Replace the process by a program; the last argument is its environment."""
    posix.execve(file, args[:-1], args[-1])


def execlp(file, *args):
    """Replace the process by a program found along $PATH."""
    execvp(file, args)


def execlpe(file, *args):
    """Replace the process by a program found along $PATH; the last argument is its environment."""
    execvpe(file, args[:-1], args[-1])


def execvp(file, args):
    """Replace the process by a program found along $PATH, its arguments in a list."""
    _execvpe(file, args)


def execvpe(file, args, env):
    """Replace the process by a program found along $PATH, with this environment."""
    _execvpe(file, args, env)


def _execvpe(file, args, env=None):
    if path.dirname(file):
        if env is None:
            posix.execv(file, args)
        else:
            posix.execve(file, args, env)
        return
    saved = None
    last = None
    folders = get_exec_path(env)
    if isinstance(file, bytes):
        folders = [fsencode(folder) for folder in folders]
    for folder in folders:
        fullname = path.join(folder, file)
        try:
            if env is None:
                posix.execv(fullname, args)
            else:
                posix.execve(fullname, args, env)
        except (FileNotFoundError, NotADirectoryError) as error:
            last = error
        except OSError as error:
            last = error
            if saved is None:
                saved = error
    raise saved if saved is not None else last


def get_exec_path(env=None):
    """The folders in which programs are looked for."""
    if env is None:
        env = environ
    try:
        path_list = env.get("PATH")
    except TypeError:
        path_list = None
    if path_list is None:
        path_list = env.get(b"PATH") if env is not environ else None
    if path_list is None:
        path_list = defpath
    if isinstance(path_list, bytes):
        path_list = fsdecode(path_list)
    return path_list.split(pathsep)


# The environment.


class _Environ(MutableMapping):
    """The variables of the environment; a change reaches the system's."""

    def __init__(self, data, encodekey, decodekey, encodevalue, decodevalue):
        self.encodekey = encodekey
        self.decodekey = decodekey
        self.encodevalue = encodevalue
        self.decodevalue = decodevalue
        self._data = data

    def __getitem__(self, key):
        try:
            value = self._data[self.encodekey(key)]
        except KeyError:
            # With the key as it was given.
            raise KeyError(key) from None
        return self.decodevalue(value)

    def __setitem__(self, key, value):
        key = self.encodekey(key)
        value = self.encodevalue(value)
        posix.putenv(key, value)
        self._data[key] = value

    def __delitem__(self, key):
        encodedkey = self.encodekey(key)
        posix.unsetenv(encodedkey)
        try:
            del self._data[encodedkey]
        except KeyError:
            raise KeyError(key) from None

    def __iter__(self):
        # A list, since the environment may change meanwhile.
        for key in list(self._data):
            yield self.decodekey(key)

    def __len__(self):
        return len(self._data)

    def __repr__(self):
        shown = ", ".join([
            f"{self.decodekey(key)!r}: {self.decodevalue(value)!r}" for key, value in self._data.items()
        ])
        return f"environ({{{shown}}})"

    def copy(self):
        return dict(self)

    def setdefault(self, key, value):
        if key not in self:
            self[key] = value
        return self[key]

    def __ior__(self, other):
        self.update(other)
        return self

    def __or__(self, other):
        if not hasattr(other, "keys"):
            return NotImplemented
        result = dict(self)
        result.update(other)
        return result

    def __ror__(self, other):
        if not hasattr(other, "keys"):
            return NotImplemented
        result = dict(other)
        result.update(self)
        return result


def _encode_text(value):
    if not isinstance(value, str):
        raise TypeError(f"str expected, not {type(value).__name__}")
    return value.encode("utf-8", "surrogateescape")


def _decode_text(value):
    return value.decode("utf-8", "surrogateescape")


def _check_bytes(value):
    if not isinstance(value, bytes):
        raise TypeError(f"bytes expected, not {type(value).__name__}")
    return value


environ = _Environ(posix.environ, _encode_text, _decode_text, _encode_text, _decode_text)
environb = _Environ(environ._data, _check_bytes, bytes, _check_bytes, bytes)


def reload_environ():
    """Take the environment from the system again."""
    data = environ._data
    data.clear()
    data.update(posix._create_environ())


def getenv(key, default=None):
    """Get an environment variable, return None if it doesn't exist."""
    return environ.get(key, default)


def getenvb(key, default=None):
    """Get an environment variable as bytes, return None if it doesn't exist."""
    return environb.get(key, default)


# Files.


def fdopen(fd, mode="r", buffering=-1, encoding=None, *args, **kwargs):
    """Make a file object of an open file descriptor."""
    if not isinstance(fd, int):
        raise TypeError(f"invalid fd type ({type(fd)}, expected integer)")
    import io

    if "b" not in mode:
        encoding = io.text_encoding(encoding)
    return io.open(fd, mode, buffering, encoding, *args, **kwargs)


class _PopenFile:
    """The pipe to a program that `popen` started; closing it waits for the program."""

    def __init__(self, stream, pid):
        self._stream = stream
        self._pid = pid

    def close(self):
        self._stream.close()
        _, status = posix.waitpid(self._pid, 0)
        code = posix.waitstatus_to_exitcode(status)
        return None if code == 0 else (code << 8 if code >= 0 else code)

    def __enter__(self):
        return self

    def __exit__(self, *args):
        self.close()

    def __getattr__(self, name):
        return getattr(self._stream, name)

    def __iter__(self):
        return iter(self._stream)


def popen(cmd, mode="r", buffering=-1):
    """Run a command of the shell and give a file for its output ("r") or input ("w")."""
    if not isinstance(cmd, str):
        raise TypeError(f"invalid cmd type ({type(cmd)}, expected string)")
    if mode not in ("r", "w"):
        raise ValueError(f"invalid mode {mode!r}")
    if buffering == 0 or buffering is None:
        raise ValueError("popen() does not support unbuffered streams")
    reader, writer = posix.pipe()
    pid = posix.fork()
    if pid == 0:
        if mode == "r":
            posix.dup2(writer, 1)
        else:
            posix.dup2(reader, 0)
        try:
            posix.execv("/bin/sh", ["sh", "-c", cmd])
        finally:
            posix._exit(127)
    if mode == "r":
        posix.close(writer)
        stream = fdopen(reader, "r", buffering)
    else:
        posix.close(reader)
        stream = fdopen(writer, "w", buffering)
    return _PopenFile(stream, pid)


def process_cpu_count():
    """The number of processors that the process may use."""
    return posix.cpu_count()
