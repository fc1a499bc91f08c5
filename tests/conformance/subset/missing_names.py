# Features that are still to come; names of supported modules that are not provided
import builtins
import gc
import io
import os
import sys
import weakref

for name in ("credits", "license", "PythonFinalizationError"):
    print(name, hasattr(builtins, name))
for owner, names in (
    (io.BytesIO, ("readinto", "getbuffer")),
    (io.FileIO, ("readinto",)),
    (os, ("sendfile", "pidfd_open", "getxattr", "posix_spawn", "CLONE_FS")),
    (sys, ("remote_exec", "get_asyncgen_hooks")),
    (weakref, ("proxy", "ProxyType")),
):
    print([hasattr(owner, name) for name in names])
try:
    print("é".encode("ascii", "namereplace"))
except LookupError as e:
    print(e)


class Node:
    def __del__(self):
        print("collected")


n = Node()
n.itself = n
left = weakref.ref(n)
del n
gc.collect()
print("collected by now" if left() is None else "still there")
if left() is not None:
    left().itself = None
