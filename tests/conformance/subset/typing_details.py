# textual annotations
# `typing.get_type_hints(format=...)`
# `typing.TypedDict`
import typing


class C:
    x: "list[int] | None"
    y: "(1 < 2) and int"


try:
    print(typing.get_type_hints(C))
except Exception as e:
    print(type(e).__name__)
print(type(typing.TypedDict).__name__ == "function")
