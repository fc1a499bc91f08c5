def make(base, name):
    class Inner(base, metaclass=type, tag="x"):
        """  Indented
            docstring
              more
        """
        title = name
        name = title
        __slots__ = ("__hidden", "_seen")

        def __init__(self, hidden):
            super().__init__()
            self.__hidden = hidden
            self.__dunder__ = self._seen = None

        @property
        def value(self):
            return __class__, self.__hidden, [super().value for _ in self]

        @staticmethod
        def no_receiver():
            return super()

        def lazy(self):
            return lambda other: super().lazy(other)

        print(__qualname__, __module__)

        class _Deep:
            def method(self, __private):
                def shadow(super):
                    return super()

                return self.call(__private=__private)

    return Inner


@make
@make(1, 2)
class Plain:
    def method(self):
        class Plain:
            global Exported

            class Exported:
                pass
