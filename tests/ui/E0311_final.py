from typing import Final

LIMIT: Final = 10
LIMIT = 20  # mypy: misc


class Config:
    NAME: Final[str] = "c"


Config.NAME = "d"  # mypy: misc
