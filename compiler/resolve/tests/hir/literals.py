numbers = (0, -1, 0xFFFFFFFFFFFFFFFF, -9223372036854775808, 9223372036854775808, 1_000.5, -0.0, 0b101, 0o17)
big = 0xFFFFFFFFFFFFFFFFFFFFFFFF, -0xFFFFFFFFFFFFFFFFFFFFFFFF, 123456789012345678901234567890
folded = 60 * 60 * 24, 1 << 20, 2**62, 2**63, 7 // -2, -7 // 2, -7 % 3, 1 // 0, 1 << -1
text = "a" 'b' """c
""" r"\n" "\ud800\N{BULLET}\ufffd"
data = b"\x00\xff" b"a"
name = "n"
formatted = f"{name!r:>{10}} {{{name}}}" "tail" f"{name=} {name = :x}{'nested'}" rf"\{name}"
plain = f"no {{fields}}"
empty = f""
constant = (1, ("a", None, ...), True)
if __debug__ and name in ["a", "b"]:
    for item in [1, name]:
        pass
long = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 37, 38, 39, 40, 41, 42, 43, 44, 45, 46, 47, 48, 49, 50, 51, 52, 53, 54, 55, 56, 57, 58, 59, 60, 61, 62, 63]
sets = {1, 2}, {1, 2, 3}, {1, name, 3}, 1 in {1, 2, (3, 4)}, 1 not in {name}
for item in {1, 2, 3}:
    pass
