import os
import os.path as p

os.chdir(os.environ["TMPDIR"])
open("f", "w").write("data")
os.utime("f", (1000, 2000))
s = os.stat("f")
print(p.getatime("f"), p.getmtime("f"), s.st_mtime, s.st_mtime_ns, p.getctime("f") > 2000, s.st_size, s.st_nlink, p.samestat(s, os.stat("f")), p.isjunction("f"), p.isdevdrive("f"), p.supports_unicode_filenames, p.defpath, isinstance(s.st_ino, int), isinstance(s.st_dev, int), s.st_uid == os.stat(".").st_uid, s.st_gid >= 0, s.st_ctime > 0, s.st_atime, s.st_blksize > 0)
with open("f") as a, open("f") as b:
    print(p.sameopenfile(a.fileno(), b.fileno()), os.SEEK_SET, os.SEEK_CUR, os.SEEK_END, os.get_terminal_size is not None)
os.makedirs("x/y/z")
os.removedirs("x/y/z")
print(p.exists("x"))
os.makedirs("q/r")
open("q/r/t", "w").close()
os.renames("q/r/t", "new/place")
print(p.exists("q"), os.listdir("new"), os.error is OSError, os.defpath, os.environb[b"TMPDIR"] == os.fsencode(os.environ["TMPDIR"]), os.getenvb(b"NOPE"), os.supports_bytes_environ, os.get_exec_path({"PATH": "/a:/b"}))
os.environ["U"] = "1"
os.unsetenv("U")
r, w = os.pipe()
os.write(w, b"through")
os.close(w)
print(os.read(r, 100), os.read(r, 1))
os.close(r)
fd = os.open("f", os.O_RDWR | os.O_APPEND)
other = os.dup2(fd, 90)
os.write(90, b"!")
os.close(fd)
os.close(90)
print(open("f").read(), other)
os.link("f", "hard")
print(os.stat("f").st_nlink, p.samefile("f", "hard"), os.lstat("f").st_size, os.access("f", os.F_OK), os.access("nope", os.F_OK), os.access("f", os.W_OK), os.getcwdb() == os.fsencode(os.getcwd()))
with os.scandir() as entries:
    e = sorted(entries, key=lambda e: e.name)[0]
    print(e.name, e.is_symlink(), e.stat().st_size, isinstance(e, os.DirEntry), e.inode() == os.stat("f").st_ino)
print(os.access("f", os.X_OK), isinstance(s, os.stat_result), os.umask(0o22) >= 0, os.getuid() >= 0, os.getppid() > 0, os.isatty(0))
os.ftruncate(os.open("f", os.O_RDWR), 1)
print(p.getsize("f"), p.realpath("nope", strict=False).endswith("nope"))
try:
    print(p.realpath("nope", strict=p.ALLOW_MISSING).endswith("nope"))
    p.realpath("nope", strict=True)
except FileNotFoundError as err:
    print(err.errno)
