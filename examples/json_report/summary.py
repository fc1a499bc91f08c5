from dataclasses import dataclass

from models import Order, Status


@dataclass
class Summary:
    orders: int
    revenue: float
    by_status: dict[Status, int]
    by_customer: list[tuple[str, float]]
    best_items: list[tuple[str, int]]
    notes: list[str]


def summarise(orders: list[Order]) -> Summary:
    by_status: dict[Status, int] = {status: 0 for status in Status}
    by_customer: dict[str, float] = {}
    sold: dict[str, int] = {}
    for order in orders:
        by_status[order.status] += 1
        if not order.status.counts:
            continue
        by_customer[order.customer] = by_customer.get(order.customer, 0.0) + order.total
        for item in order.items:
            sold[item.name] = sold.get(item.name, 0) + item.quantity
    return Summary(
        orders=len(orders),
        revenue=sum(by_customer.values()),
        by_status=by_status,
        by_customer=sorted(by_customer.items(), key=lambda entry: -entry[1]),
        best_items=sorted(sold.items(), key=lambda entry: (-entry[1], entry[0])),
        notes=[f"{order.id}: {order.note}" for order in orders if order.note],
    )
