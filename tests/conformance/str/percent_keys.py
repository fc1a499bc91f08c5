# A key leaves one argument: what it found.
values = {"a": 1, "b": "text", "w": 8}
print("%s|%(a)s" % values)
print("%(a)s %(b)r" % values)
for template in ("%(a)s %s", "%(a)*d", "%(a)d %(b)s %d", "%(missing)s", "%(a)s %%", "%s %s"):
    try:
        print(template % values)
    except (TypeError, KeyError) as e:
        print(type(e).__name__, e)
print(b"%(k)s!" % {b"k": b"v"})
