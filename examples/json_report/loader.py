import json
from typing import Any

from models import Item, Order, Status


class BadInput(Exception):
    pass


def load(path: str) -> list[Order]:
    try:
        with open(path, encoding="utf-8") as f:
            raw = json.load(f)
    except OSError as error:
        raise BadInput(error.strerror) from error
    except json.JSONDecodeError as error:
        raise BadInput(f"no JSON: {error}") from error
    if not isinstance(raw, dict) or "orders" not in raw:
        raise BadInput("no orders")
    return [order(entry) for entry in raw["orders"]]


def order(entry: dict[str, Any]) -> Order:
    try:
        return Order(
            id=entry["id"],
            customer=entry["customer"].strip(),
            status=Status(entry.get("status", "open")),
            items=[Item(**item) for item in entry["items"]],
            note=entry.get("note"),
        )
    except (KeyError, ValueError, TypeError) as error:
        raise BadInput(f"order {entry.get('id', '?')}: {error}") from error
