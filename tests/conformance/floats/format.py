values = [0.0, -0.0, 1.0, -1.5, 3.14159, 1234567.891, 1e-10, 1.5e20, 0.00001234, 99.995, 0.5, 2.5, float("inf"), float("-inf"), float("nan")]
specs = ["", ".2f", ".0f", "f", "e", ".3e", "E", "g", ".3g", ".10g", "G", "n", "%", ".1%", "+.2f", " .2f", "010.3f", "<12.2f", "^12.2f", ">12.2f", "*^14.1e", ",.2f", "_.3f", ",", "z.1f", "#.0f", "#g", "+", "012,.1f", "=+12.2f", ".15g", ".17g", ".1"]
for v in values:
    for s in specs:
        print(repr(s), format(v, s), sep="->", end=" ")
    print()
for spec in ("d", "x", "s", "c", "5.2d", ".2", "q", "10.5.2f", ",_f", "<<<"):
    try:
        print(spec, format(1.5, spec))
    except ValueError as e:
        print(spec, e)
print("%f %.2f %e %g %G %10.3f|%-10.2f|%+.1f|% .1f|%010.2f|%#.0f" % (1.5, 2.345, 12345.678, 0.0001, 1e-10, 3.14159, 2.5, 1.0, 1.0, -3.5, 2.0))
