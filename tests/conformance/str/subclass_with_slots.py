"""Subclasses of str with slots."""


class Line(str):
    __slots__ = "clean", "marks"

    def __new__(cls, text, marks):
        self = super().__new__(cls, text)
        self.clean = text.strip()
        self.marks = marks
        return self


line = Line("  text # note ", ["#"])
print(repr(line), line.clean, line.marks, len(line), line == "  text # note ", Line.__slots__)
try:
    line.missing
except AttributeError as e:
    print(e)
for base in int, tuple, bytes:
    try:
        type("Bad", (base,), {"__slots__": ("a",)})
    except TypeError as e:
        print(e)
