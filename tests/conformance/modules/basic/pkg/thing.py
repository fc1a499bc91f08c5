from . import INIT

NAME = "thing after " + INIT
