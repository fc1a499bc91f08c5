from .. import INIT
from ..thing import NAME


def where():
    return f"deep in {__name__}, {INIT}, {NAME}"
