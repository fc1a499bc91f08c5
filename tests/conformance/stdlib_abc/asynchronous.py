# The abstract classes of what coroutines are made of, as far as they go without `async def`.
import collections.abc
import typing
from collections.abc import AsyncGenerator, AsyncIterable, AsyncIterator, Awaitable, Buffer, Coroutine, MappingView


class Ticket:
    def __await__(self):
        yield 1
        return "done"


class Ticks:
    def __aiter__(self):
        return self

    def __anext__(self):
        return Ticket()


print(isinstance(Ticket(), Awaitable), isinstance(Ticks(), AsyncIterable), isinstance(Ticks(), AsyncIterator), isinstance(5, Awaitable))
print(issubclass(Ticks, AsyncGenerator), issubclass(Coroutine, Awaitable), issubclass(AsyncGenerator, AsyncIterator))
print(isinstance(b"", Buffer), isinstance("", Buffer), isinstance({}.keys(), MappingView), isinstance([], MappingView))


class Plain(Coroutine):
    def send(self, value):
        raise StopIteration(value)

    def throw(self, kind, value=None, traceback=None):
        raise kind

    def __await__(self):
        yield


c = Plain()
print(c.close(), isinstance(c, collections.abc.Awaitable))
try:
    c.send(4)
except StopIteration as e:
    print(e.value)
try:
    Coroutine()
except TypeError as e:
    print(e)
print(typing.Awaitable[int], typing.Coroutine[int, str, bytes], typing.AsyncIterator[int], typing.AsyncIterable[str], typing.AsyncGenerator[int, None])
view = collections.abc.MappingView({1: 2, 3: 4})
print(len(view), view)
print(issubclass(bytes, typing.ByteString), issubclass(str, collections.abc.ByteString))
