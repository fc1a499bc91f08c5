def first[T](xs: list[T]) -> T:
    return xs[0]


def pair[K: int, V = str](k: K, v: V) -> tuple[K, V]:
    return k, v


def spread[*Ts](*args: *Ts) -> tuple[*Ts]:
    return args


def call[**P, R](f, *args: P.args, **kwargs: P.kwargs) -> R:
    return f(*args, **kwargs)


class Stack[T]:
    kind = "stack"

    def __init__(self):
        self.items: list[T] = []

    def push(self, item: T) -> "Stack[T]":
        self.items.append(item)
        return self

    def map[U](self, f) -> "Stack[U]":
        result: Stack[U] = Stack()
        for item in self.items:
            result.push(f(item))
        return result


class Named[T](Stack[T]):
    def __init__(self, name):
        super().__init__()
        self.name = name


type Numbers = list[int | float]
type Tree[T] = T | list[Tree[T]]
print(first([1, 2]), first("ab"), pair(1, "x"), spread(1, "a", None), call(max, 1, 2, key=lambda v: -v))
s = Stack[int]().push(1).push(2)
print(s.items, s.map(str).items, s.kind, Stack.__name__, isinstance(s, Stack))
n = Named[str]("n").push("a")
print(n.name, n.items, Named.__mro__[1].__name__, issubclass(Named, Stack))
print(Numbers.__name__, Tree.__name__, Numbers, Numbers.__value__)
print([p.__name__ for p in first.__type_params__], [p.__name__ for p in Stack.__type_params__], Tree.__type_params__)
T = "module T"


def uses[T](x: T) -> T:
    return x


print(uses(T), T)
