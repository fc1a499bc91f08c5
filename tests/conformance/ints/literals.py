print(0, 00, 1_000_000, 0x1F, 0XfF, 0o17, 0O7_7, 0b1011, 0B1_0, 0x_ff, 123_456_789_012_345_678_901_234_567_890)
print(0xFFFFFFFFFFFFFFFFFFFF, 0b1111_0000, -0x10, +5, --5, ~-1)
print(9223372036854775807, 9223372036854775808, -9223372036854775808, 4611686018427387903, 4611686018427387904)
print(int("0"), int("  42  "), int("-7"), int("+9"), int("1_000"), int("ff", 16), int("0xff", 16), int("0xff", 0), int("0b11", 0), int("0o17", 0), int("z", 36), int("١٢٣"))
for text, base in (("", 10), ("1.5", 10), ("abc", 10), ("1__0", 10), ("_1", 10), ("9", 8), ("0x", 16), ("010", 0), ("12", 1), ("12", 37), (" ", 10), ("1 2", 10), ("a'b", 10)):
    try:
        print(int(text, base))
    except ValueError as e:
        print(e)
for value in (None, [], 1j if False else {}, object):
    try:
        print(int(value))
    except TypeError as e:
        print(e)
print(int(3.99), int(-3.99), int(True), int(1e20), int(b"12"), int())
for value in (float("inf"), float("nan")):
    try:
        int(value)
    except (OverflowError, ValueError) as e:
        print(type(e).__name__, e)
