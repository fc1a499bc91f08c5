def f(v):
    match v:
        case 1 | "a" | None:
            return 0
        case [x, 2, *rest] if x:
            return rest
        case {"k": y, **others}:
            return y, others
        case Point(x, y=0) as p:
            return p
        case [*_, last]:
            return last
        case _:
            return v
