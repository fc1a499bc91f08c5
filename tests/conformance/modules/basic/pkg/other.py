from .thing import NAME
from . import thing as t
from .sub.deep import where


def sibling():
    return NAME, t.NAME, where()
