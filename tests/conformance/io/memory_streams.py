import io

s = io.StringIO()
print(s.write("hello "), s.write("world\nsecond\n"), s.getvalue(), s.tell(), s.seek(0), s.read(5), s.readline(), s.readlines(), s.read())
s.seek(0)
for line in s:
    print(repr(line))
s.seek(6)
s.write("WORLD")
print(s.getvalue(), s.truncate(5), s.getvalue())
print("printed", file=s)
t = io.StringIO("initial\ntext")
print(t.readline(), t.tell(), t.getvalue())
t.write("!")
print(repr(t.getvalue()))
with io.StringIO("a\r\nb") as u:
    print(list(u))
try:
    u.read()
except ValueError as e:
    print(e)
b = io.BytesIO(b"abc")
print(b.read(2), b.read(), b.write(b"def"), b.getvalue(), b.seek(1), b.read(), b.seek(-2, 2), b.read())
b = io.BytesIO()
b.write(b"one\ntwo\n")
b.seek(0)
print(list(b), b.getvalue())
try:
    b.write("s")
except TypeError as e:
    print(e)
try:
    s.write(5)
except TypeError as e:
    print(e)
w = io.TextIOWrapper(io.BytesIO(b"caf\xc3\xa9\nx"), encoding="utf-8")
print(w.read())
import sys
from contextlib import redirect_stdout

capture = io.StringIO()
with redirect_stdout(capture):
    print("captured", 1)
print(repr(capture.getvalue()))
old = sys.stdout
sys.stdout = io.StringIO()
print("hidden")
hidden = sys.stdout.getvalue()
sys.stdout = old
print("was", repr(hidden))
print(issubclass(io.StringIO, io.TextIOBase), issubclass(io.BytesIO, io.BufferedIOBase), io.UnsupportedOperation.__mro__[1:3], io.SEEK_SET, io.SEEK_CUR, io.SEEK_END, io.DEFAULT_BUFFER_SIZE)
