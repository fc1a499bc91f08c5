class Account:
    def __init__(self, owner: str) -> None:
        self.owner = owner

    def close(self) -> None:
        pass


a = Account("Ann")
print(a.balance)  # mypy: attr-defined
a.open()  # mypy: attr-defined
"text".push("x")  # mypy: attr-defined
[1].add(2)  # mypy: attr-defined
print(a.owner.uper())  # mypy: attr-defined
