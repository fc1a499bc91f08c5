def lookup(d, k):
    try:
        return d[k]
    except KeyError:
        raise LookupError(f"nothing called {k!r}") from None


lookup({}, "thing")
