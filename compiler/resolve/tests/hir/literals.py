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
