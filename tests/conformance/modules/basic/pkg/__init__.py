print("pkg init", __name__)
INIT = "done"
__all__ = ["exported", "also"]
exported = "star"
also = 2
hidden = 3
_private = 4
