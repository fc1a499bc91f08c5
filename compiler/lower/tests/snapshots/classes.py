@decorator(1)
@other
class C(Base, metaclass=Meta):
    """Text"""
    x = 1
    y = x + z

    def m(self):
        return __class__

class G[T](list[T]):
    pass
