def divide(a, b):
    return a / b


def outer(values):
    total = 0
    for v in values:
        total += divide(10, v)
    return total


print("before")
print(outer([1, 2, 5]))
print(outer([1, 0]))
