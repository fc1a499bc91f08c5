"""super() before the class exists."""


class Early:
    def method(self):
        return super()

    def uses_class(self):
        return __class__

    try:
        method(1)
    except RuntimeError as e:
        print(repr(e))
    try:
        uses_class(1)
    except NameError as e:
        print(repr(e))


print(Early().method().__thisclass__, Early().uses_class())
