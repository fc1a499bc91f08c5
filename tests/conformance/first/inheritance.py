class A:
    def name(self):
        return "A"


class B(A):
    def name(self):
        return "B" + super().name()


print(A().name(), B().name(), isinstance(B(), A))
