class Resource:
    def __enter__(self):
        print("acquire")
        return self

    def __exit__(self, *exc):
        print("release")
        raise OSError("while releasing")


with Resource() as r:
    print("using")
    r.explode()
