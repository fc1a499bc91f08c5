# A text file that is not UTF-8: the traceback has an entry of the decoder.
import os

path = os.path.join(os.environ.get("TMPDIR", "/tmp"), "latin")
with open(path, "wb") as f:
    f.write(b"fine\nna\xefve\n")
try:
    with open(path, encoding="utf-8") as f:
        for line in f:
            print(line)
except UnicodeDecodeError as e:
    last = e.__traceback__
    while last.tb_next:
        last = last.tb_next
    code = last.tb_frame.f_code
    print(code.co_name, code.co_qualname, code.co_filename, last.tb_lineno > 0, last.tb_frame.f_lineno == last.tb_lineno)
with open(path, encoding="latin-1") as f:
    print(f.read())
with open(path, encoding="utf-8") as f:
    f.read()
