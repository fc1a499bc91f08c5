# a NaN that arithmetic makes of another NaN
x = float("nan")
y = x + 1
print(y in [x], x in [x], x == x)
