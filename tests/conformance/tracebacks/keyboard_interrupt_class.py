class Custom(BaseException):
    pass


def f():
    raise Custom("derived from BaseException", 5)


try:
    f()
except Exception:
    print("never")
