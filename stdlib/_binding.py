"""Binding call arguments to the parameters of a function made at run time.

`dataclasses` and `namedtuple` make functions whose parameters are known only
while the program runs. They take `*args, **keywords`, and what does not fit
is told in the words that CPython has for a real signature.
"""


def _edit_cost(left: str, right: str, limit: int) -> int:
    """Edits from `left` to `right`, 2 for a character and 1 for its case; past `limit` anything above it."""
    if abs(len(left) - len(right)) * 2 > limit:
        return limit + 1
    row = [2 * (i + 1) for i in range(len(left))]
    best = 0
    for j, wanted in enumerate(right):
        diagonal = best = j * 2
        smallest = limit + 1
        for i, given in enumerate(left):
            if given == wanted:
                cost = diagonal
            else:
                substitute = diagonal + (1 if given.lower() == wanted.lower() else 2)
                cost = min(substitute, min(best, row[i]) + 2)
            diagonal = row[i]
            row[i] = best = cost
            if cost < smallest:
                smallest = cost
        if smallest > limit:
            return limit + 1
    return best if right else len(left) * 2


def _closest(word: str, names) -> str | None:
    """The name that `word` probably meant, as CPython chooses it."""
    best = None
    best_cost = 0
    for name in names:
        if name == word:
            continue
        limit = (len(name) + len(word) + 3) * 2 // 6
        if best is not None and best_cost - 1 < limit:
            limit = best_cost - 1
        cost = _edit_cost(word, name, limit)
        if cost > limit:
            continue
        if best is None or cost < best_cost:
            best = name
            best_cost = cost
    return best


def _join_names(names) -> str:
    quoted = [repr(name) for name in names]
    if len(quoted) == 1:
        return quoted[0]
    if len(quoted) == 2:
        return f"{quoted[0]} and {quoted[1]}"
    return ", ".join(quoted[:-1]) + ", and " + quoted[-1]


def _plural(count: int) -> str:
    return "" if count == 1 else "s"


def bind(where: str, names, keyword_names, defaults, args, keywords):
    """The values of the parameters `names + keyword_names`, in that order.

    `where` is the function's qualified name. `defaults` maps names to values;
    the function's own first parameter (self or cls) is in neither list, but
    counts in what the messages say. Raises the TypeError of a call that does
    not fit.
    """
    given = len(args)
    values = dict(zip(names, args))
    for name, value in keywords.items():
        if name in values:
            raise TypeError(f"{where}() got multiple values for argument {name!r}")
        if name not in names and name not in keyword_names:
            hint = _closest(name, list(names) + list(keyword_names))
            tail = f". Did you mean {hint!r}?" if hint is not None else ""
            raise TypeError(f"{where}() got an unexpected keyword argument {name!r}{tail}")
        values[name] = value
    if given > len(names):
        most = len(names) + 1
        optional = len([name for name in names if name in defaults])
        takes = f"from {most - optional} to {most}" if optional else str(most)
        plural = most != 1 or optional > 0
        extra = len([name for name in keyword_names if name in values])
        if extra:
            got = (
                f"{given + 1} positional argument{_plural(given + 1)} "
                f"(and {extra} keyword-only argument{_plural(extra)}) were"
            )
        else:
            got = f"{given + 1} {'was' if given == 0 else 'were'}"
        raise TypeError(
            f"{where}() takes {takes} positional argument{'s' if plural else ''} but {got} given"
        )
    result = []
    missing = []
    for name in names:
        if name in values:
            result.append(values[name])
        elif name in defaults:
            result.append(defaults[name])
        else:
            missing.append(name)
    kind = "positional"
    if not missing:
        for name in keyword_names:
            if name in values:
                result.append(values[name])
            elif name in defaults:
                result.append(defaults[name])
            else:
                missing.append(name)
        kind = "keyword-only"
    if missing:
        raise TypeError(
            f"{where}() missing {len(missing)} required {kind} "
            f"argument{_plural(len(missing))}: {_join_names(missing)}"
        )
    return result
