class StorageError(Exception):
    pass


class ServiceError(Exception):
    def __init__(self, op, code):
        super().__init__(op, code)
        self.op = op


def read():
    raise StorageError("disk gone")


def service():
    try:
        read()
    except StorageError as e:
        raise ServiceError("read", 5) from e


def handler():
    try:
        service()
    except ServiceError as e:
        raise RuntimeError(f"handler failed in {e.op}")


handler()
