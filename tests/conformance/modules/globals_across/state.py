count = 0
items = []
temporary = "t"
callback = None


def bump():
    global count
    count += 1
    return count


def total():
    return sum(items)


class Config:
    level = "low"


def describe():
    return f"level {Config.level}, count {count}"


def run(x):
    return callback(x)


def use_temporary():
    return temporary


def get_new():
    return new_name
