"""A bank: accounts, transfers that happen wholly or not at all, interest, an audit."""
from __future__ import annotations

import random
from contextlib import contextmanager
from typing import Iterator


class BankError(Exception):
    """Anything the bank refuses."""


class UnknownAccount(BankError):
    def __init__(self, number: int) -> None:
        super().__init__(f"no account {number}")
        self.number = number


class InsufficientFunds(BankError):
    def __init__(self, account: Account, amount: int) -> None:
        super().__init__(f"{account.owner} has {account.balance}, needs {amount}")
        self.missing = amount - account.balance


class Frozen(BankError):
    pass


class Account:
    next_number = 100

    def __init__(self, owner: str, balance: int = 0) -> None:
        self.number = Account.next_number
        Account.next_number += 1
        self.owner = owner
        self._balance = balance
        self.frozen = False
        self.history: list[tuple[str, int]] = []

    @property
    def balance(self) -> int:
        return self._balance

    def _change(self, amount: int, why: str) -> None:
        if self.frozen:
            raise Frozen(f"account {self.number} is frozen")
        if self._balance + amount < self.limit():
            raise InsufficientFunds(self, -amount)
        self._balance += amount
        self.history.append((why, amount))

    def limit(self) -> int:
        return 0

    def deposit(self, amount: int) -> None:
        if amount <= 0:
            raise ValueError(f"cannot deposit {amount}")
        self._change(amount, "deposit")

    def withdraw(self, amount: int) -> None:
        self._change(-amount, "withdrawal")

    def month_end(self) -> None:
        pass

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.number}, {self.owner!r}, {self._balance})"


class Savings(Account):
    rate = 0.02

    def month_end(self) -> None:
        interest = round(self._balance * self.rate / 12)
        if interest:
            self._change(interest, "interest")


class Credit(Account):
    def limit(self) -> int:
        return -500

    def month_end(self) -> None:
        if self._balance < 0:
            self._balance += self._balance // 100
            self.history.append(("fee", self._balance // 100))
        super().month_end()


class Bank:
    def __init__(self) -> None:
        self.accounts: dict[int, Account] = {}
        self.refused: dict[str, int] = {}

    def open(self, account: Account) -> Account:
        self.accounts[account.number] = account
        return account

    def __getitem__(self, number: int) -> Account:
        try:
            return self.accounts[number]
        except KeyError:
            raise UnknownAccount(number) from None

    def __iter__(self) -> Iterator[Account]:
        yield from self.accounts.values()

    @contextmanager
    def transaction(self) -> Iterator[Bank]:
        """Undo everything if something is refused."""
        saved = {number: (account._balance, len(account.history)) for number, account in self.accounts.items()}
        try:
            yield self
        except BankError as error:
            name = type(error).__name__
            self.refused[name] = self.refused.get(name, 0) + 1
            for number, (balance, length) in saved.items():
                account = self.accounts[number]
                account._balance = balance
                del account.history[length:]
            raise

    def transfer(self, source: int, target: int, amount: int) -> None:
        with self.transaction():
            self[target].deposit(amount)
            self[source].withdraw(amount)

    def total(self) -> int:
        return sum(account.balance for account in self)


def main() -> None:
    bank = Bank()
    ann = bank.open(Savings("Ann", 5000))
    bob = bank.open(Account("Bob", 300))
    eve = bank.open(Credit("Eve"))
    for source, target, amount in [(100, 101, 250), (101, 100, 900), (102, 101, 400), (102, 100, 400), (100, 999, 1), (100, 101, -5)]:
        try:
            bank.transfer(source, target, amount)
            print(f"{source} -> {target}: {amount}")
        except InsufficientFunds as error:
            print(f"refused: {error} (missing {error.missing})")
        except BankError as error:
            print(f"refused: {error}")
        except ValueError as error:
            print(f"nonsense: {error}")
    print(*bank, sep="\n")
    eve.frozen = True
    try:
        bank.transfer(100, 102, 10)
    except Frozen as error:
        print("refused:", error)
    eve.frozen = False
    rng = random.Random(7)
    before = bank.total()
    done = 0
    for day in range(365):
        source, target = rng.sample(sorted(bank.accounts), 2)
        try:
            bank.transfer(source, target, rng.randint(1, 600))
            done += 1
        except BankError:
            pass
        if day % 30 == 29:
            for account in bank:
                account.month_end()
    print(f"{done} transfers, refused {bank.refused}")
    print(f"total {before} -> {bank.total()}")
    for account in bank:
        print(account, len(account.history), account.history[-1])
    try:
        try:
            bank[5]
        except UnknownAccount as error:
            raise RuntimeError("audit failed") from error
    except RuntimeError as error:
        print(error, "because of", repr(error.__cause__))


if __name__ == "__main__":
    main()
