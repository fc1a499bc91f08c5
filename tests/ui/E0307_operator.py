print(1 + "a")  # mypy: operator
print("a" - "b")  # mypy: operator
print([1] + (2,))  # mypy: operator
print(-"x")  # mypy: operator
print(1 < "a")  # mypy: operator
print("a" * 3, 1 + 1.5, [1] * 2, True + 1)


class Money:
    def __add__(self, other: "Money") -> "Money":
        return self


Money() + Money()
Money() + 5  # mypy: operator
Money() * 2  # mypy: operator
