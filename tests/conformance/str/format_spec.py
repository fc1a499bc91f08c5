ints = [0, 7, -42, 123456, -123456789, 2**70]
specs = ["", "d", "5", "<12", ">12", "^12", "=12", "012", "+", " ", "-", "+,", "_", ",d", "x", "X", "#x", "#010x", "b", "#b", "_b", "o", "#o", "e", ".2f", "g", "%", "*<15,", "\u00e9^20", "n", "010_d", ">+20_x"]
for n in ints:
    for spec in specs:
        print(spec, repr(format(n, spec)), end="; ")
    print()
print(format(65, "c"), format(0x1F600, "c"), format(True, "5"), format(True, "d"), format(False), format(5, ">5c").encode())
strs = ["", "a", "hello", "héllo wörld"]
for s in strs:
    for spec in ["", "s", "10", "<10", ">10", "^10", "*^10", ".3", "10.3", "^10.2s", "é<8", "010"]:
        print(spec, repr(format(s, spec)), end="; ")
    print()
bad = [(5, "s"), (5, ".2"), (5, ".2x"), (5, ",x"), (5, "_c"), (5, "+c"), (5, "q"), (5, "10d5"), ("a", "d"), ("a", "+"), ("a", "=10"), ("a", ","), ("a", "#"), ("a", "z"), ("a", " "), (5, "z"), (-1, "c"), (0x110000, "c"), (5, ",_d"), (5, "_,"), (5, ",,"), ([], "5"), (None, "d"), (object, "x"), ((), ">3"), (5, "9999999999999999999999")]
for v, spec in bad:
    try:
        print(format(v, spec))
    except (ValueError, TypeError, OverflowError) as e:
        print(type(e).__name__, e)
print(format([1, 2]), format(None), format((1,), ""), format({}), format(3 > 2, ""), str.format("{}", 3), "{:>{}}".format("a", 4))
