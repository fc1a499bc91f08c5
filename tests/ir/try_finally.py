def read(values: list[int], i: int) -> int:
    try:
        return values[i]
    except IndexError:
        return -1
    finally:
        print("done")


print(read([1], 5))
