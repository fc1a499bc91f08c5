"""Conversions, paddings and searches that have short ways for usual arguments, next to arguments that have not."""

for text in ["0", "7", "-7", "+7", "00012", "12345678", "123456789", "1234567/", "/1234567", ":", "1:", "-", "--1", "1-", " 42 ",
             "1_000", "1__0", "", "999999999999999999", "9999999999999999999", "\u0664\u0662", "12345678901234567890123"]:
    try:
        print(repr(text), int(text))
    except ValueError as e:
        print(e)
for text in ["0", "-0", "1.5", "-0.1", "5.", ".5", "0.3", "123456789.123456", "999999999999999", "9999999999999999", "1e3", "1_0.5",
             "0.1234567890123", "1.2.3", "", ".", "-", "inf", "nan", " 2.5 "]:
    try:
        print(repr(text), float(text))
    except ValueError as e:
        print(e)

specs = ["", "5", "<5", ">5", "^5", "*^9", "05", "012d", ",", "12,", ".2f", "9.3f", "010.2f", ",.1f", ".0f", "f", ".1%", "%",
         "s", "6s", ".2s", "=+8", "+.1f", "x", "08,", "e", ".3g", "<<6", "1001"]
for value in [0, 7, -42, 1234567, True, 0.0, -0.0, 2.5, 0.125, -1234.567, 1e22, float("nan"), float("-inf"), "", "a", "text", "\u00fcber"]:
    row = []
    for spec in specs:
        try:
            shown = format(value, spec)
            row.append(shown if len(shown) < 100 else len(shown))
        except (ValueError, TypeError) as e:
            row.append(str(e)[:24])
    print(repr(value), row)
print([f"{x:.2f}" for x in (0.005, 0.015, 0.025, 0.035, 1.005, 2.675, 1e-10, 123456789012345.678)])
print("%5.1f|%.0f|%.3f|%d|%05d" % (2.25, 0.5, 1 / 3, 7.9, -12), round(2.675, 2), round(0.5), round(1.25, 1))

text = "one, two,three ,  four"
print(text.split(","), text.split(",", 2), text.split(",", 0), ",".split(","), "".split(","), "a".split(","))
print(",".join([]), ",".join(["a"]), "".join(["a", "b", ""]), ", ".join(("x", "y" * 40, "\u00e9")), "-".join(c for c in "abc"))
try:
    "".join(["a", 1])
except TypeError as e:
    print(e)
for old, new in [("ab", "x"), ("ab", ""), ("abc", "abcdefghijk"), ("bc", "bc"), ("zz", "y"), ("a", "bb"), ("ca", "\u00e9")]:
    for text in ["abcabcabc", "", "ab", "abab", "xxabxxabxx" * 5, "c" * 9 + "ab"]:
        print(text.replace(old, new), text.replace(old, new, 1), text.find(old), text.count(old), old in text, end=" ")
    print()
for text in ["plain", " left", "right\t", "\n both \r", "\x1c\x1fu", "\u2003wide\u3000", "", " ", "\x7fdel\x7f"]:
    print([text.strip(), text.lstrip(), text.rstrip(), text.strip(None), text.strip(" l")])
for text in ["", "a", "Z", "MiXed", "EIGHT888", "NineNine9", "UPPER and lower AND", "12345678", "\u00c4rger"]:
    print(text.lower(), text.upper(), text.upper() == text.swapcase())
