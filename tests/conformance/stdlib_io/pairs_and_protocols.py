import io
import typing


class Source(io.BytesIO):
    def writable(self):
        return False


class Sink(io.BytesIO):
    def readable(self):
        return False


sink = Sink()
pair = io.BufferedRWPair(Source(b"one\ntwo\nthree"), sink)
print(pair.readline(), pair.peek(1)[:3], pair.read(4), pair.read1(2), pair.read())
print(pair.write(b"written"), pair.flush(), sink.getvalue(), pair.readable(), pair.writable(), pair.seekable(), pair.isatty())
pair.close()
print(pair.closed)
print(issubclass(io.BytesIO, io.Reader), issubclass(io.StringIO, io.Writer), isinstance(5, io.Reader), isinstance(sink, io.Writer))
d = io.IncrementalNewlineDecoder(None, True)
print(repr(d.decode("a\r")), d.getstate(), d.newlines)
d.setstate((b"", 0))
print(repr(d.decode("\nb", final=True)), d.newlines)
try:
    io.open_code("no such file")
except FileNotFoundError as e:
    print(e)
with io.open_code(__file__) as f:
    print(f.read(9))
