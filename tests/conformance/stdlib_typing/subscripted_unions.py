"""Unions that are given arguments."""

from typing import *
T = TypeVar("T")
def show(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
show(lambda: (int | str)[int]); show(lambda: (int | list[T])[str]); show(lambda: Union[T, int][str]); show(lambda: Optional[T][int]); show(lambda: (T | None)[int]); show(lambda: list[int][str]); show(lambda: (list[T] | dict[str, T])[int]); show(lambda: Union[int, str][int])
