import os

base = os.environ["TMPDIR"]
os.chdir(base)
print(os.listdir(), os.path.isdir("."), os.getcwd() == os.path.realpath(base))
os.mkdir("d")
os.makedirs("a/b/c")
os.makedirs("a/b", exist_ok=True)
for name in ("d/one.txt", "d/two.txt", "a/b/three.txt"):
    with open(name, "w") as f:
        f.write(name)
print(sorted(os.listdir("d")), os.path.getsize("d/one.txt"), os.stat("d/one.txt").st_size, os.path.isfile("d/one.txt"), os.path.isfile("d"), os.path.exists("nope"))
for root, dirs, files in sorted(os.walk(".")):
    print(root, sorted(dirs), sorted(files))
with os.scandir("d") as entries:
    print(sorted((e.name, e.is_file(), e.is_dir(), e.path) for e in entries))
os.rename("d/one.txt", "d/uno.txt")
os.replace("d/uno.txt", "d/two.txt")
print(os.listdir("d"), open("d/two.txt").read())
os.symlink("two.txt", "d/link")
print(os.path.islink("d/link"), os.readlink("d/link"), os.path.lexists("d/link"))
os.unlink("d/link")
os.remove("d/two.txt")
os.rmdir("d")
for f in (lambda: os.mkdir("a"), lambda: os.rmdir("a"), lambda: os.remove("nope"), lambda: os.listdir("nope"), lambda: os.rename("x", "y"), lambda: os.stat("nope"), lambda: os.chdir("nope"), lambda: os.makedirs("a/b"), lambda: os.rmdir("a/b/three.txt"), lambda: os.path.getsize("nope"), lambda: os.scandir("nope")):
    try:
        print(f())
    except OSError as e:
        print(type(e).__name__, e)
os.environ["TAIPAN_X"] = "value"
print(os.environ["TAIPAN_X"], os.environ.get("NOPE_X"), os.getenv("TAIPAN_X"), os.getenv("NOPE_X", "d"), "TAIPAN_X" in os.environ)
del os.environ["TAIPAN_X"]
try:
    os.environ["TAIPAN_X"]
except KeyError as e:
    print(e)
try:
    os.environ["A"] = 5
except TypeError as e:
    print(e)
os.putenv("B", "c")
print(os.sep, os.linesep == "\n", os.name, os.curdir, os.pardir, os.pathsep, os.extsep, os.devnull, os.altsep, isinstance(os.getpid(), int), os.fspath("p"), os.fsencode("é"), os.fsdecode(b"a"), os.access("a", os.R_OK), os.cpu_count() > 0, len(os.urandom(8)), os.strerror(2))
fd = os.open("raw", os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
print(os.write(fd, b"bytes"))
os.close(fd)
fd = os.open("raw", os.O_RDONLY)
print(os.read(fd, 3), os.lseek(fd, 0, os.SEEK_SET), os.read(fd, 100), os.fstat(fd).st_size)
os.close(fd)
with os.fdopen(os.open("raw", os.O_RDONLY)) as f:
    print(f.read())
os.chmod("raw", 0o600)
print(oct(os.stat("raw").st_mode & 0o777), os.truncate("raw", 2), os.path.getsize("raw"))
try:
    os.read(9999, 1)
except OSError as e:
    print(e)
