print("helper loads as", __name__)
VALUE = 1
counter = 0
counter += 1


def greet(name):
    return f"hello {name}"


def get_value():
    return VALUE


def late_function():
    return "late"


if __name__ == "__main__":
    print("never")
