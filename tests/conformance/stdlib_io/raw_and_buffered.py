import io
import os

path = os.path.join(os.environ["TMPDIR"], "f")
with io.open(path, "wb") as f:
    print(type(f) is io.BufferedWriter, isinstance(f, io.IOBase), f.writable(), f.seekable(), f.mode, f.isatty(), isinstance(f.fileno(), int), isinstance(f.raw, io.FileIO), f.write(b"0123456789"), f.flush())
with open(path, "rb") as f:
    print(type(f) is io.BufferedReader, f.readable(), f.seekable(), f.peek(3)[:3], f.read1(2), f.raw.mode, f.isatty(), f.mode)
    buffer = [f.read(1), f.tell(), f.seek(0), f.read(3)]
    print(buffer, f.flush())
with open(path, "r+b") as f:
    print(type(f) is io.BufferedRandom, f.readable(), f.writable(), f.seekable(), f.read(2), f.write(b"XX"), f.seek(0), f.read(), f.read1(), f.peek(), f.mode, f.isatty(), f.flush())
raw = io.FileIO(path, "r")
print(raw.read(2), raw.readall(), raw.readable(), raw.writable(), raw.seekable(), raw.mode, raw.isatty(), raw.closefd, raw.name == path, raw.fileno() > 2)
raw.close()
print(raw.closed, isinstance(raw, io.RawIOBase))
b = io.BytesIO(b"one\ntwo\n")
print(b.readable(), b.writable(), b.seekable(), b.isatty(), b.read1(2), b.readlines(), b.flush(), b.writelines([b"x", b"y"]), b.getvalue(), b.closed)
s = io.StringIO("text\n")
print(s.readable(), s.writable(), s.seekable(), s.line_buffering, s.newlines, s.isatty(), s.closed, s.readline(), s.close(), s.closed)
with open(path, "w") as f:
    print(type(f) is io.TextIOWrapper, isinstance(f.buffer, io.BufferedWriter), f.line_buffering, f.write_through, f.errors, f.newlines, f.readable(), f.writable(), f.seekable(), f.isatty(), f.fileno() > 2)
    f.write("a")
    f.flush()
    print(os.path.getsize(path))
    f.reconfigure(line_buffering=True)
    f.write("b\n")
    print(os.path.getsize(path), f.line_buffering)
w = io.TextIOWrapper(io.BytesIO(b"raw"), encoding="ascii")
print(w.detach().read(), io.text_encoding(None), io.text_encoding("utf-8"))
try:
    w.read()
except ValueError as e:
    print(e)
d = io.IncrementalNewlineDecoder(None, translate=True)
print(repr(d.decode("a\r")), repr(d.decode("\nb\r\n", final=True)), d.newlines, d.reset(), d.getstate())
for f in (lambda: io.BytesIO().fileno(), lambda: io.StringIO().detach(), lambda: io.FileIO(path, "q"), lambda: io.FileIO(os.path.join(path, "x"))):
    try:
        f()
    except (io.UnsupportedOperation, ValueError, OSError) as e:
        print(type(e).__name__, str(e).replace(os.environ["TMPDIR"], "DIR"))
print(io.BlockingIOError is BlockingIOError)
