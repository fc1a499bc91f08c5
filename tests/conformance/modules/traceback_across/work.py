from checks import require


def process(item):
    require(item, "name")
    return item["name"].upper()
