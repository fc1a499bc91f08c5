import os.path
from os import path as p

paths = ["", "a", "/", "//", "a/b", "/a/b", "a/b/", "/a//b/../c/./d", "file.tar.gz", ".hidden", "dir.d/file", "a/.x", "..", "../a", "a/..", "~", "x.", "///a"]
for s in paths:
    print(repr(s), p.basename(s), p.dirname(s), p.split(s), p.splitext(s), p.normpath(s), p.isabs(s), p.splitroot(s), p.splitdrive(s), sep=" | ")
print(p.join("a", "b"), p.join("a", "/b"), p.join("a/", "b"), p.join("", "a"), p.join("a", ""), p.join("a", "b", "..", "c"), p.join("a"), p.abspath("/x/../y"), p.relpath("/a/b/c", "/a/d"), p.relpath("/a", "/a"), p.commonpath(["/a/b/c", "/a/b/d"]), p.commonprefix(["abc", "abd"]), p.commonprefix([]), p.normcase("A"), p.expandvars("$NOPE/${NOPE2}"))
os.environ["VARX"] = "val"
print(p.expandvars("$VARX/a/${VARX}b"), p.expanduser("~nouser/x"), p.realpath("/usr/../usr") == "/usr", p.samefile("/", "/"), p.ismount("/"), p.exists("/"), p.sep, p.isdir("/"), p.isfile("/"))
for f in (lambda: p.join("a", 5), lambda: p.basename(5), lambda: p.commonpath([]), lambda: p.commonpath(["/a", "b"]), lambda: p.join("a", b"b"), lambda: p.exists(None), lambda: p.getmtime("/nope")):
    try:
        print(f())
    except (TypeError, ValueError, OSError) as e:
        print(type(e).__name__, e)


class PathLike:
    def __fspath__(self):
        return "like/this.txt"


print(p.basename(PathLike()), os.fspath(PathLike()), p.join(PathLike(), "x"), p.splitext(PathLike()), p.join(b"a", b"b"), p.basename(b"a/b"))
