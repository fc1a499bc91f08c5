print("body of", __name__, "in", __package__)
VALUE = 1
