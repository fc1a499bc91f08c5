from dataclasses import dataclass, field
from enum import Enum


class Status(Enum):
    OPEN = "open"
    PAID = "paid"
    SHIPPED = "shipped"
    CANCELLED = "cancelled"

    @property
    def counts(self) -> bool:
        return self is not Status.CANCELLED


@dataclass(frozen=True)
class Item:
    name: str
    price: float
    quantity: int = 1

    @property
    def total(self) -> float:
        return self.price * self.quantity


@dataclass
class Order:
    id: int
    customer: str
    status: Status
    items: list[Item] = field(default_factory=list)
    note: str | None = None

    @property
    def total(self) -> float:
        return sum(item.total for item in self.items)
