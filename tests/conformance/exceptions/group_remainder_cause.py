# What is left of a group has its cause set, if only to none: the context is suppressed.
group = ExceptionGroup("g", [ValueError(1), TypeError(2), ExceptionGroup("h", [OSError(3)])])
rest = group.subgroup(OSError)
print(rest.__suppress_context__, rest.exceptions[0].__suppress_context__, group.__suppress_context__)
try:
    try:
        raise group
    except* ValueError:
        pass
except ExceptionGroup as e:
    print(repr(e), e.__suppress_context__, e.__cause__)
