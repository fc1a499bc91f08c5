def parse(text):
    try:
        return int(text)
    except ValueError as e:
        raise KeyError(f"bad number {text}") from e


def load(items):
    for item in items:
        try:
            parse(item)
        except KeyError:
            cleanup(item)


def cleanup(item):
    return item.missing_attribute


load(["1", "2", "x"])
