import os

path = os.path.join(os.environ["TMPDIR"], "n.txt")
with open(path, "wb") as f:
    f.write(b"a\r\nb\rc\nd\r\n\re")
for newline in (None, "", "\n", "\r", "\r\n"):
    with open(path, newline=newline) as f:
        print(repr(newline), list(f), f.newlines)
    with open(path, newline=newline) as f:
        print(repr(f.read(3)), repr(f.readline()), repr(f.read()))
for newline in (None, "", "\n", "\r", "\r\n"):
    with open(path, "w", newline=newline) as f:
        f.write("x\ny\r\nz")
    with open(path, "rb") as f:
        print(repr(newline), f.read())
for enc in ("utf-8", "utf-16", "utf-16-le", "latin-1", "ascii", "utf-8-sig", "utf-32"):
    try:
        with open(path, "w", encoding=enc) as f:
            f.write("é€x" if enc not in ("latin-1", "ascii") else "é")
            f.write("!")
        with open(path, "rb") as f:
            print(enc, f.read())
        with open(path, encoding=enc) as f:
            print(ascii(f.read()))
    except UnicodeEncodeError as e:
        print(enc, e)
with open(path, "wb") as f:
    f.write(b"ok\xff\xfebad")
try:
    with open(path, encoding="utf-8") as f:
        f.read()
except UnicodeDecodeError as e:
    print(e)
for errors in ("ignore", "replace", "surrogateescape", "backslashreplace"):
    with open(path, encoding="utf-8", errors=errors) as f:
        print(errors, ascii(f.read()))
with open(path, "w", encoding="utf-8") as f:
    for i in range(2000):
        f.write(f"línea {i} 日本\n")
with open(path, encoding="utf-8") as f:
    total = sum(len(line) for line in f)
print(total, os.path.getsize(path))
with open(path, encoding="utf-8") as f:
    print(f.read(10), repr(f.read(1)), f.readline(), end="")
    print(sum(1 for _ in f), f.encoding, f.errors, f.line_buffering)
