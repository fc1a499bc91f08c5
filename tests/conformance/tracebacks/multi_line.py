def combine(a, b, c):
    return (
        a
        + b
        + c["key"]["inner"]
    )


result = combine(
    1,
    2,
    {"key": {"other": 3}},
)
