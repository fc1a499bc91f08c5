class Record:
    def __init__(self, name: str, group: int, score: float) -> None:
        self.name: str = name
        self.group: int = group
        self.score: float = score


def make(n: int) -> list[Record]:
    state: int = 7
    records: list[Record] = []
    for _ in range(n):
        state = (state * 16807) % 2147483647
        records.append(Record("name" + str(state % 50000), state % 100, state / 2147483647.0))
    return records


def score_of(r: Record) -> float:
    return r.score


def main() -> None:
    records = make(650000)
    by_score: list[Record] = sorted(records, key=score_of)
    by_group: list[Record] = sorted(records, key=lambda r: (r.group, r.name))
    by_name: list[Record] = sorted(records, key=lambda r: r.name, reverse=True)
    print(by_score[0].name, by_score[-1].name, by_group[0].name, by_group[-1].name, by_name[0].name, by_name[-1].name)
    check: int = 0
    for i in range(0, 650000, 1000):
        check = (check * 31 + by_group[i].group + len(by_name[i].name)) % 1000003
    print(check)


if __name__ == "__main__":
    main()
