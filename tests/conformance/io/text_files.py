import os

base = os.environ["TMPDIR"]
path = os.path.join(base, "t.txt")
with open(path, "w") as f:
    print(f.write("line one\nline two\n"), f.writable(), f.readable(), f.closed, f.mode)
    f.writelines(["three\n", "four"])
    print("printed", 5, file=f)
print(f.closed)
with open(path) as f:
    print(repr(f.read()))
with open(path) as f:
    print(repr(f.readline()), repr(f.read(5)), f.readlines(), repr(f.read()), repr(f.readline()))
with open(path) as f:
    for n, line in enumerate(f):
        print(n, repr(line))
with open(path, "a") as f:
    f.write("appended é 😀\n")
with open(path, encoding="utf-8") as f:
    lines = f.read().splitlines()
print(lines, len(lines[-1]))
with open(path, "r+") as f:
    f.write("LINE")
    f.seek(0)
    print(f.readline(), end="")
    print(f.tell())
try:
    open(path, "x")
except FileExistsError as e:
    print(e.errno, e.strerror, os.path.basename(e.filename))
try:
    open(os.path.join(base, "missing.txt"))
except FileNotFoundError as e:
    print(type(e).__name__, str(e).replace(base, "BASE"))
try:
    open(base)
except IsADirectoryError as e:
    print(type(e).__name__, e.errno)
for mode in ("q", "rw", "", "rb+t", "r+w", "wt+b"):
    try:
        open(path, mode)
    except ValueError as e:
        print(repr(mode), e)
for kw in ({"mode": "rb", "encoding": "utf-8"}, {"mode": "rb", "newline": ""}, {"newline": "x"}, {"buffering": 0}):
    try:
        open(path, **kw)
    except ValueError as e:
        print(e)
try:
    open(path, encoding="no-such")
except LookupError as e:
    print(e)
f = open(path)
f.close()
f.close()
for op in (f.read, f.readline, lambda: f.write("x"), lambda: next(f), lambda: f.seek(0), f.flush):
    try:
        op()
    except ValueError as e:
        print(e)
with open(path) as f:
    try:
        f.write("x")
    except OSError as e:
        print(type(e).__name__, e)
with open(path, "w") as f:
    try:
        f.read()
    except OSError as e:
        print(type(e).__name__, e)
    try:
        f.write(b"bytes")
    except TypeError as e:
        print(e)
print(os.path.getsize(path))
os.remove(path)
print(os.path.exists(path))
