def leave(f):
    for x in f:
        try:
            if x:
                continue
            if f(x):
                break
            return x
        finally:
            f()

def handlers(f):
    try:
        f()
    except ValueError as e:
        f(e)
        return 1
    except (KeyError, OSError):
        raise
    except:
        raise RuntimeError from None
    else:
        f(2)

def shared(f):
    try:
        return f()
    finally:
        f(1)
        f(2)
        f(3)
        f(4)
        f(5)
        f(6)

def groups(f):
    try:
        f()
    except* ValueError as e:
        f(e)
