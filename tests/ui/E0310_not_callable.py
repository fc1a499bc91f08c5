n = 5
n()  # mypy: operator
"text"()  # mypy: operator


class Plain:
    pass


Plain()()  # mypy: operator
