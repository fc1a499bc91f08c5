# Descriptors, and the constants that go with them.
import os
import sys

path = os.path.join(os.environ.get("TMPDIR", "/tmp"), "file")
f = os.open(path, os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC, 0o600)
print(os.write(f, b"hello"), os.fsync(f), os.fdatasync(f), os.lseek(f, 0, os.SEEK_SET), os.read(f, 9))
g = os.dup(f)
print(g != f, os.fstat(g).st_ino == os.fstat(f).st_ino, os.get_inheritable(g))
os.set_inheritable(g, True)
print(os.get_inheritable(g))
os.fchmod(f, 0o644)
print(oct(os.stat(path).st_mode & 0o777), os.chown(path, os.getuid(), os.getgid()))
os.closerange(g, g + 1)
try:
    os.fstat(g)
except OSError as e:
    print(e)
print(os.isatty(f), os.device_encoding(f))
for action in (os.ttyname, os.get_terminal_size):
    try:
        print(action(f))
    except OSError as e:
        print(e)
size = os.terminal_size((80, 24))
print(size, size.columns, size.lines, os.access(path, os.F_OK), os.access(path, os.W_OK))
here = os.getcwd()
d = os.open(os.path.dirname(path), os.O_RDONLY | os.O_DIRECTORY)
os.fchdir(d)
print(os.path.exists("file"))
os.chdir(here)
s = os.statvfs(path)
print(s.f_bsize > 0, s.f_blocks >= s.f_bfree >= 0, len(s), os.sync())
os.close(d)
os.close(f)
st = os.stat(path)
print(st.n_fields, st.n_sequence_fields, st.n_unnamed_fields, len(st), st.st_size, st[6], st.st_nlink, st.count(5) >= 1, st.index(st.st_mode))
print(st.st_uid == os.getuid(), st.st_gid == os.getgid(), st.st_dev > 0, st.st_ino > 0)
print(os.O_ACCMODE, os.O_APPEND, os.O_ASYNC, os.O_DSYNC, os.O_EXCL, os.O_NDELAY, os.O_NOCTTY, os.O_NONBLOCK, os.O_RSYNC, os.O_SYNC, os.O_WRONLY)
print(os.O_NOATIME, os.O_PATH, os.O_TMPFILE & 0o20000000, os.O_NOFOLLOW > 0, os.O_DIRECT > 0, os.O_LARGEFILE >= 0)
print(os.EX_CANTCREAT, os.EX_CONFIG, os.EX_DATAERR, os.EX_IOERR, os.EX_NOHOST, os.EX_NOINPUT, os.EX_NOPERM, os.EX_NOUSER, os.EX_OK)
print(os.EX_OSERR, os.EX_OSFILE, os.EX_PROTOCOL, os.EX_SOFTWARE, os.EX_TEMPFAIL, os.EX_UNAVAILABLE, os.EX_USAGE)
print(os.GRND_NONBLOCK, os.GRND_RANDOM, os.PRIO_PGRP, os.PRIO_PROCESS, os.PRIO_USER, os.P_NOWAIT, os.P_NOWAITO, os.P_WAIT)
print(os.SEEK_DATA, os.SEEK_HOLE, os.ST_NOSUID, os.ST_RDONLY, os.WCONTINUED, os.WNOHANG, os.WUNTRACED)
print(sys.abiflags == "", sys.path_hooks is not None, type(sys.path_importer_cache).__name__)
