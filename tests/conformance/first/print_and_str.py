print(1, "a", None, True, 2.5, [1, "b"], (1,), {"k": 1}, sep="|", end="\n--\n")
print(str(5) + repr("x"), int("42") + 1, float("1.5"))
