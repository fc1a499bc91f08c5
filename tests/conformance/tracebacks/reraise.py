def a():
    raise ValueError("first")


def b():
    try:
        a()
    except ValueError:
        print("logging")
        raise


def c():
    try:
        b()
    finally:
        print("cleanup")


c()
