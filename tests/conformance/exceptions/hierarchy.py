names = ["BaseException", "Exception", "ArithmeticError", "AssertionError", "AttributeError", "BlockingIOError", "BrokenPipeError", "BufferError", "BytesWarning", "ChildProcessError", "ConnectionAbortedError", "ConnectionError", "ConnectionRefusedError", "ConnectionResetError", "DeprecationWarning", "EOFError", "EncodingWarning", "FileExistsError", "FileNotFoundError", "FloatingPointError", "FutureWarning", "GeneratorExit", "ImportError", "ImportWarning", "IndentationError", "IndexError", "InterruptedError", "IsADirectoryError", "KeyError", "KeyboardInterrupt", "LookupError", "MemoryError", "ModuleNotFoundError", "NameError", "NotADirectoryError", "NotImplementedError", "OSError", "OverflowError", "PendingDeprecationWarning", "PermissionError", "ProcessLookupError", "RecursionError", "ReferenceError", "ResourceWarning", "RuntimeError", "RuntimeWarning", "StopAsyncIteration", "StopIteration", "SyntaxError", "SyntaxWarning", "SystemError", "SystemExit", "TabError", "TimeoutError", "TypeError", "UnboundLocalError", "UnicodeDecodeError", "UnicodeEncodeError", "UnicodeError", "UnicodeTranslateError", "UnicodeWarning", "UserWarning", "ValueError", "Warning", "ZeroDivisionError"]
classes = [BaseException, Exception, ArithmeticError, AssertionError, AttributeError, BlockingIOError, BrokenPipeError, BufferError, BytesWarning, ChildProcessError, ConnectionAbortedError, ConnectionError, ConnectionRefusedError, ConnectionResetError, DeprecationWarning, EOFError, EncodingWarning, FileExistsError, FileNotFoundError, FloatingPointError, FutureWarning, GeneratorExit, ImportError, ImportWarning, IndentationError, IndexError, InterruptedError, IsADirectoryError, KeyError, KeyboardInterrupt, LookupError, MemoryError, ModuleNotFoundError, NameError, NotADirectoryError, NotImplementedError, OSError, OverflowError, PendingDeprecationWarning, PermissionError, ProcessLookupError, RecursionError, ReferenceError, ResourceWarning, RuntimeError, RuntimeWarning, StopAsyncIteration, StopIteration, SyntaxError, SyntaxWarning, SystemError, SystemExit, TabError, TimeoutError, TypeError, UnboundLocalError, UnicodeDecodeError, UnicodeEncodeError, UnicodeError, UnicodeTranslateError, UnicodeWarning, UserWarning, ValueError, Warning, ZeroDivisionError]
for name, cls in zip(names, classes):
    print(name, cls.__name__ == name, [c.__name__ for c in cls.__mro__], cls.__module__)
print(EnvironmentError is OSError, IOError is OSError)
for cls in classes:
    if not issubclass(cls, UnicodeError) or cls is UnicodeError:
        print(repr(cls()), repr(cls("a")), str(cls("a", 2)) if not issubclass(cls, SyntaxError) else "-")
print(KeyError("k"), repr(str(KeyError("k"))), str(KeyError()), str(KeyError(1, 2)))
e = OSError(2, "msg", "file.txt")
print(type(e).__name__, e, e.errno, e.strerror, e.filename, e.args, e.filename2)
e = OSError(13, "denied", "a", None, "b")
print(type(e).__name__, e, e.filename2)
for n in (1, 2, 3, 4, 10, 11, 13, 17, 20, 21, 32, 103, 104, 110, 111, 999):
    print(n, type(OSError(n, "x")).__name__)
s = SystemExit(3)
print(s.code, SystemExit().code, SystemExit("m").code, StopIteration(7).value, ImportError("m", name="n", path="p").name, AttributeError("m", name="n", obj=5).obj, NameError("m", name="q").name)
u = UnicodeDecodeError("utf-8", b"\xff", 0, 1, "bad byte")
print(u, u.reason, UnicodeEncodeError("ascii", "é", 0, 1, "no"), UnicodeTranslateError("ab", 0, 2, "why"))
