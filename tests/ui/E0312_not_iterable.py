n = 5
for x in n:  # mypy: attr-defined
    print(x)
a, b = n  # mypy: misc
print([y for y in 3.5])  # mypy: attr-defined
print(*n)  # mypy: misc
