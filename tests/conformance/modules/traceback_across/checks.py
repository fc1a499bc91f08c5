class MissingField(Exception):
    pass


def require(item, field):
    try:
        item[field]
    except KeyError as error:
        raise MissingField(f"field {field!r} is missing") from error
