from dataclasses import dataclass, field
from enum import Enum
from typing import Iterator


class Category(Enum):
    TOOL = "tool"
    FOOD = "food"
    BOOK = "book"


@dataclass(order=True)
class Item:
    name: str
    price: float = field(compare=False)
    stock: int = field(default=0, compare=False)
    category: Category = field(default=Category.TOOL, compare=False)

    def value(self) -> float:
        return round(self.price * self.stock, 2)


class OutOfStock(Exception):
    def __init__(self, item: Item, wanted: int) -> None:
        super().__init__(f"{item.name}: wanted {wanted}, have {item.stock}")
        self.item = item


class Inventory:
    def __init__(self) -> None:
        self._items: dict[str, Item] = {}

    def __iadd__(self, item: Item) -> "Inventory":
        if item.name in self._items:
            self._items[item.name].stock += item.stock
        else:
            self._items[item.name] = item
        return self

    def __getitem__(self, name: str) -> Item:
        return self._items[name]

    def __contains__(self, name: str) -> bool:
        return name in self._items

    def __iter__(self) -> Iterator[Item]:
        return iter(sorted(self._items.values()))

    def __len__(self) -> int:
        return len(self._items)

    def sell(self, name: str, count: int = 1) -> float:
        item = self[name]
        if item.stock < count:
            raise OutOfStock(item, count)
        item.stock -= count
        return round(item.price * count, 2)

    def by_category(self) -> dict[Category, list[str]]:
        out: dict[Category, list[str]] = {c: [] for c in Category}
        for item in self:
            out[item.category].append(item.name)
        return out

    @property
    def value(self) -> float:
        return sum(item.value() for item in self)


inv = Inventory()
inv += Item("saw", 15.99, 4)
inv += Item("bread", 2.5, 10, Category.FOOD)
inv += Item("novel", 9, 3, Category.BOOK)
inv += Item("saw", 15.99, 2)
print(len(inv), "saw" in inv, "axe" in inv, [i.name for i in inv], inv["saw"])
print(inv.sell("bread", 3), inv.sell("novel"), f"{inv.value:.2f}")
for name, count in (("novel", 5), ("axe", 1)):
    try:
        inv.sell(name, count)
    except OutOfStock as e:
        print("out of stock:", e, e.item.category.name)
    except KeyError as e:
        print("unknown:", e)
for category, names in inv.by_category().items():
    print(f"{category.value:<6}{', '.join(names) or '-'}")
print(max(inv, key=Item.value), min(inv, key=lambda i: i.price).name, sorted(inv, key=lambda i: (-i.stock, i.name))[0].name)
