import c

c.ORDER.append("d")
ORDER = None
