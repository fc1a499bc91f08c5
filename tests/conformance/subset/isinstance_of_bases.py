# `isinstance` with an object that has `__bases__` but is no class
class Like:
    __bases__ = ()


try:
    print(isinstance(1, Like()))
except TypeError as e:
    print(e)
