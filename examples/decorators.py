"""A showcase of decorators: timing, caching, retrying, validating, a registry."""
import functools
import time
from typing import Any, Callable, ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")

timings: dict[str, list[float]] = {}
commands: dict[str, Callable[..., Any]] = {}


def timed(function: Callable[P, R]) -> Callable[P, R]:
    """Remember how long every call took."""

    @functools.wraps(function)
    def wrapper(*args: P.args, **kwargs: P.kwargs) -> R:
        start = time.perf_counter()
        try:
            return function(*args, **kwargs)
        finally:
            timings.setdefault(function.__name__, []).append(time.perf_counter() - start)

    return wrapper


def cached(function):
    """A cache by hand, with its statistics as attributes."""
    results = {}

    @functools.wraps(function)
    def wrapper(*args):
        if args in results:
            wrapper.hits += 1
            return results[args]
        wrapper.misses += 1
        results[args] = function(*args)
        return results[args]

    wrapper.hits = wrapper.misses = 0
    return wrapper


def retry(times: int, *, on: type[BaseException] | tuple[type[BaseException], ...] = Exception):
    def decorate(function):
        @functools.wraps(function)
        def wrapper(*args, **kwargs):
            for attempt in range(1, times + 1):
                try:
                    return function(*args, **kwargs)
                except on as error:
                    print(f"  {function.__name__}: attempt {attempt} failed: {error}")
                    if attempt == times:
                        raise

        return wrapper

    return decorate


def command(name: str | None = None):
    def register(function):
        commands[name or function.__name__.replace("_", "-")] = function
        return function

    return register


def checked(**kinds: type):
    def decorate(function):
        @functools.wraps(function)
        def wrapper(**kwargs):
            for key, kind in kinds.items():
                if not isinstance(kwargs.get(key), kind):
                    raise TypeError(f"{key} must be {kind.__name__}, not {type(kwargs.get(key)).__name__}")
            return function(**kwargs)

        return wrapper

    return decorate


class once:
    """A decorator that is a class: the function runs the first time only."""

    def __init__(self, function):
        functools.update_wrapper(self, function)
        self.function = function
        self.done = False
        self.result = None

    def __call__(self, *args, **kwargs):
        if not self.done:
            self.result = self.function(*args, **kwargs)
            self.done = True
        return self.result


@timed
@cached
def fibonacci(n: int) -> int:
    """The n-th Fibonacci number."""
    return n if n < 2 else fibonacci(n - 1) + fibonacci(n - 2)


@functools.lru_cache(maxsize=None)
def ways(amount: int, coins: tuple[int, ...]) -> int:
    if amount == 0:
        return 1
    if amount < 0 or not coins:
        return 0
    return ways(amount - coins[0], coins) + ways(amount, coins[1:])


failures = iter([ConnectionError("refused"), TimeoutError("too slow")])


@retry(3, on=OSError)
def fetch(url: str) -> str:
    error = next(failures, None)
    if error is not None:
        raise error
    return f"contents of {url}"


@command()
@checked(name=str, times=int)
def say_hello(*, name, times=1):
    return " ".join([f"hello {name}"] * times)


@command("sum")
def add(*numbers):
    return sum(numbers)


@once
def setup():
    print("  setting up")
    return "ready"


def main() -> None:
    print(fibonacci(60), fibonacci.__name__, fibonacci.__doc__)
    cache = fibonacci.__wrapped__
    print(f"{cache.hits} hits, {cache.misses} misses, {len(timings['fibonacci'])} calls timed, all positive: {all(t >= 0 for t in timings['fibonacci'])}")
    print(ways(200, (50, 20, 10, 5, 2, 1)), ways.cache_info().misses > 100)
    print(fetch("https://example.org"))
    print(sorted(commands), commands["say-hello"](name="Ann", times=2), commands["sum"](1, 2, 3))
    try:
        commands["say-hello"](name=5)
    except TypeError as error:
        print("refused:", error)
    print(setup(), setup(), setup.__name__)


if __name__ == "__main__":
    main()
