numbers = [1, 2, 3]
table: dict[str, int] = {"a": 1}
print(numbers["a"])  # mypy: call-overload
print(table[5])  # mypy: index
n = 5
print(n[0])  # mypy: index
print((1, 2)[5])  # mypy: misc
