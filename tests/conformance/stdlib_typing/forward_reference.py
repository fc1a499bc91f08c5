import typing


class Later:
    pass


for text in ("int", "Later", "list[Later] | None"):
    print(typing.evaluate_forward_ref(typing.ForwardRef(text), globals=globals()))
