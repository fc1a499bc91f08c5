# Streams take attributes, and what is put there is found before the methods of the class.
import os

for mode, buffering in (("r", -1), ("rb", -1), ("rb", 0), ("wb", -1), ("r+b", -1)):
    f = open(os.devnull, mode, buffering)
    f.note = mode
    print(type(f).__name__, f.note, "note" in f.__dict__, vars(f)["note"])
    del f.note
    print(hasattr(f, "note"))
    f.close()

path = os.path.join(os.environ.get("TMPDIR", "/tmp"), "stream")
with open(path, "wb") as f:
    f.write(b"one\ntwo\n")
    f.write = lambda data: print("write", data)
    f.write(b"three\n")
    print("four", file=open(os.devnull, "w"))
with open(path, "rb") as f:
    print(f.read())
    f.seek(0)
    for bad in (-2, -10):
        try:
            f.read(bad)
        except ValueError as e:
            print(e)
    f.extra = [f.name == path]
    print(f.readline(), f.extra)
