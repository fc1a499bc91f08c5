def connect(host, port, *, retries):
    return host


def main():
    connect("localhost", 80, retries=1)
    connect("localhost", retry=2)


if __name__ == "__main__":
    main()
