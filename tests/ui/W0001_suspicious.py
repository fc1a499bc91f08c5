import re


def checked(x: object) -> int:
    if x is 1 or x is not "a" or () is x:
        return 1
    if x is None or x is ... or x is True:
        return 2
    assert (x, "message")
    assert ()
    return 3


def unheard() -> int:
    try:
        return 1 // 0
    finally:
        return 2


def heard(names: list[str]) -> int:
    for name in names:
        try:
            print(name)
        finally:
            for letter in name:
                if letter == "x":
                    break
            continue
    try:
        pass
    finally:

        def inner() -> int:
            return 4

    return inner()


print(re.findall("\d+ \s", "1 2"), b"\N", "\400", f"{heard([]):\>3}\w")
print(r"\d", "\x41\101\u0041\N{DIGIT ONE}\\d", rb"\w", rf"\d{1}")
