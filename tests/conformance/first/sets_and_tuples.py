s = {1, 2, 2}
t = (1, "x")
print(s, len(s), 2 in s, t, t[1])
a, b = t
print(a, b)
