def first():
    return "first"


def second():
    return first() + "!"
