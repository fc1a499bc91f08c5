"""Files and streams.

The classes are the runtime's; here are their names, and the abstract classes
that stand above them.
"""

import _io
import abc
from _collections_abc import _has_methods
from _io import (
    DEFAULT_BUFFER_SIZE,
    BlockingIOError,
    BufferedRandom,
    BufferedReader,
    BufferedWriter,
    BytesIO,
    FileIO,
    StringIO,
    TextIOWrapper,
    UnsupportedOperation,
    open,
    open_code,
    text_encoding,
)

__all__ = [
    "BlockingIOError", "open", "open_code", "IOBase", "RawIOBase", "FileIO", "BytesIO", "StringIO",
    "BufferedIOBase", "BufferedReader", "BufferedWriter", "BufferedRWPair", "BufferedRandom",
    "TextIOBase", "TextIOWrapper", "UnsupportedOperation", "SEEK_SET", "SEEK_CUR", "SEEK_END",
    "DEFAULT_BUFFER_SIZE", "text_encoding", "IncrementalNewlineDecoder", "Reader", "Writer",
]

SEEK_SET = 0
SEEK_CUR = 1
SEEK_END = 2

GenericAlias = type(list[int])

class IOBase(_io._IOBase, metaclass=abc.ABCMeta):
    """The abstract base class of all streams."""

    __doc__ = _io._IOBase.__doc__


class RawIOBase(_io._RawIOBase, IOBase):
    """The abstract base class of streams of bytes without a buffer."""

    __doc__ = _io._RawIOBase.__doc__


class BufferedIOBase(_io._BufferedIOBase, IOBase):
    """The abstract base class of streams of bytes with a buffer."""

    __doc__ = _io._BufferedIOBase.__doc__


class TextIOBase(_io._TextIOBase, IOBase):
    """The abstract base class of streams of text."""

    __doc__ = _io._TextIOBase.__doc__


class BufferedRWPair(BufferedIOBase):
    """A stream that reads from one raw stream and writes to another."""

    __module__ = "_io"

    def __init__(self, reader, writer, buffer_size=DEFAULT_BUFFER_SIZE, /):
        if not reader.readable():
            raise UnsupportedOperation("File or stream is not readable.")
        if not writer.writable():
            raise UnsupportedOperation("File or stream is not writable.")
        self.reader = BufferedReader(reader, buffer_size)
        self.writer = BufferedWriter(writer, buffer_size)

    def read(self, size=-1, /):
        return self.reader.read(-1 if size is None else size)

    def read1(self, size=-1, /):
        return self.reader.read1(size)

    def peek(self, size=0, /):
        return self.reader.peek(size)

    def readinto(self, buffer, /):
        return self.reader.readinto(buffer)

    def readinto1(self, buffer, /):
        return self.reader.readinto1(buffer)

    def write(self, buffer, /):
        return self.writer.write(buffer)

    def flush(self):
        return self.writer.flush()

    def readable(self):
        return self.reader.readable()

    def writable(self):
        return self.writer.writable()

    def close(self):
        try:
            self.writer.close()
        finally:
            self.reader.close()

    def isatty(self):
        return self.reader.isatty() or self.writer.isatty()

    @property
    def closed(self):
        return self.writer.closed


class IncrementalNewlineDecoder:
    """Makes a line feed of every kind of line end, piece by piece, and notes which kinds there were."""

    __module__ = "_io"

    def __init__(self, decoder, translate, errors="strict"):
        self.decoder = decoder
        self.translate = translate
        self.errors = errors
        # 1 for a lone return, 2 for a line feed, 4 for both together.
        self._seen = 0
        self._pending = False

    def decode(self, input, final=False):
        text = input if self.decoder is None else self.decoder.decode(input, final=final)
        if self._pending and (text or final):
            text = "\r" + text
            self._pending = False
        # A return at the end may be half of a line end.
        if text.endswith("\r") and not final:
            text = text[:-1]
            self._pending = True
        both = text.count("\r\n")
        returns = text.count("\r") - both
        feeds = text.count("\n") - both
        self._seen |= (1 if returns else 0) | (2 if feeds else 0) | (4 if both else 0)
        if self.translate:
            if both:
                text = text.replace("\r\n", "\n")
            if returns:
                text = text.replace("\r", "\n")
        return text

    def getstate(self):
        buffered, flag = b"", 0
        if self.decoder is not None:
            buffered, flag = self.decoder.getstate()
        return buffered, flag << 1 | (1 if self._pending else 0)

    def setstate(self, state, /):
        buffered, flag = state
        self._pending = bool(flag & 1)
        if self.decoder is not None:
            self.decoder.setstate((buffered, flag >> 1))

    def reset(self):
        self._seen = 0
        self._pending = False
        if self.decoder is not None:
            self.decoder.reset()

    @property
    def newlines(self):
        kinds = [kind for bit, kind in ((1, "\r"), (2, "\n"), (4, "\r\n")) if self._seen & bit]
        if not kinds:
            return None
        return kinds[0] if len(kinds) == 1 else tuple(kinds)


RawIOBase.register(FileIO)
for _cls in (BytesIO, BufferedReader, BufferedWriter, BufferedRandom):
    BufferedIOBase.register(_cls)
for _cls in (StringIO, TextIOWrapper):
    TextIOBase.register(_cls)
del _cls


class Reader(metaclass=abc.ABCMeta):
    """Protocol for simple I/O reader instances: one method, read()."""

    __slots__ = ()

    @abc.abstractmethod
    def read(self, size=..., /):
        """Read data from the input stream and return it."""

    @classmethod
    def __subclasshook__(cls, other):
        if cls is Reader:
            return _has_methods(other, "read")
        return NotImplemented

    __class_getitem__ = classmethod(GenericAlias)


class Writer(metaclass=abc.ABCMeta):
    """Protocol for simple I/O writer instances: one method, write()."""

    __slots__ = ()

    @abc.abstractmethod
    def write(self, data, /):
        """Write data to the output stream and return the number of items written."""

    @classmethod
    def __subclasshook__(cls, other):
        if cls is Writer:
            return _has_methods(other, "write")
        return NotImplemented

    __class_getitem__ = classmethod(GenericAlias)
