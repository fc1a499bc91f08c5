def check(total, limit):
    assert total <= limit, f"{total} exceeds {limit}"
    return True


check(1, 2)
check(5, 2)
