# The middle of a chain is both searched and compared: a display there stays the list or set that it is.
def tested(item):
    return item in [3, 4] in [[3, 4]], item in [3, 4] not in [[3, 4]], item in {1, 2} == {2, 1}


print(tested(3), tested(1))
print(3 in [3, 4] in [[3, 4]], 3 in (3, 4) in [(3, 4)], 1 not in [3] in [[3]])
if 3 in [3, 4] in [[3, 4]]:
    print("found")
