d = {"a": 1}
d["b"] = 2
print(d, d["a"], len(d), "b" in d)
for k, v in d.items():
    print(k, v)
