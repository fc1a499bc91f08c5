ORDER = ["c"]
from d import ORDER as o

ORDER.append("c after d")
