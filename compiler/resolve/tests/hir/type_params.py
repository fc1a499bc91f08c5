from typing import Generic


def first[T: int, *Ts, **P](items: list[T], default: T = 1, *, key=None) -> T:
    return lambda: T


class Box[T = int](list):
    item: T

    def get[U: (int, str)](self, other: U) -> T | U:
        return self.item


type Pair[K] = tuple[K, K]
type Plain = Box[Plain]
# file: stdlib/typing.py
Generic = None
# file: stdlib/_typing.py
