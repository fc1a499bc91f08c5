class M:
    def __enter__(self):
        print("in")
        return 5

    def __exit__(self, *a):
        print("out")


with M() as m:
    match m:
        case 5:
            print("five")
        case _:
            print("other")
