value = eval("1")
exec
numbers = 1j, complex(1), bytearray(), memoryview(b"")
known = isinstance(value, (int, bytearray, (complex, float))), isinstance(value, complex), issubclass(int, str | bytearray)


async def coroutine():
    await value


def shadowed(eval):
    return eval("1")
