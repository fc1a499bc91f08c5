import errno


def f(subject):
    match subject:
        case 1 | -2.5 | "a" "b" | None:
            return 1
        case [first, *_, (second, third)] if first:
            return first
        case {"k": value, errno.EPERM: 1, **rest}:
            return value, rest
        case errno.ENOENT:
            return 2
        case int(n) | str(n) as whole:
            return n, whole
        case object(real=0, imag=[]):
            return 3
        case other:
            return other
