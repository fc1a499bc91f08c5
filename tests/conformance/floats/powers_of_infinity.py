inf = float("inf")
for base in (0.0, -0.0, 1.0, -1.0, 2.0, -2.0, 0.5, inf, -inf):
    print(base, [base**e for e in (inf, -inf)], [pow(base, 3.0), base**2])
for base, exponent in ((0.0, -1), (0, -2.5), (-0.0, -3.0)):
    try:
        print(base**exponent)
    except ZeroDivisionError as e:
        print(e)
