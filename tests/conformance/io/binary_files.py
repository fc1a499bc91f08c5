import os

path = os.path.join(os.environ["TMPDIR"], "b.bin")
with open(path, "wb") as f:
    print(f.write(b"0123456789"), f.write(bytes(range(256))), f.tell())
with open(path, "rb") as f:
    print(f.read(4), f.tell(), f.seek(2), f.read(2), f.seek(-2, 2), f.read(), f.read(), f.seek(0), f.seek(3, 1), f.read(1))
    print(f.readable(), f.writable(), f.seekable(), f.mode, f.name == path)
with open(path, "rb") as f:
    data = f.read()
print(len(data), data[:12], data[-3:])
with open(path, "r+b") as f:
    f.seek(5)
    f.write(b"XYZ")
    f.seek(0)
    print(f.read(10))
    print(f.truncate(8), f.seek(0, 2))
with open(path, "rb") as f:
    print(f.read())
with open(path, "wb") as f:
    f.write(b"line1\nline2\r\nline3")
with open(path, "rb") as f:
    print(f.readline(), list(f))
with open(path, "rb") as f:
    print(f.readlines(), f.readline())
with open(path, "ab") as f:
    f.write(b"!")
    print(f.tell())
with open(path, "wb", buffering=0) as f:
    print(f.write(b"raw"))
    try:
        f.write("text")
    except TypeError as e:
        print(e)
with open(path, "wb") as f:
    try:
        f.write("text")
    except TypeError as e:
        print(e)
with open(path, "rb", buffering=0) as f:
    print(f.read(2), f.readall())
