class Record:
    def __init__(self, name, group, score):
        self.name = name
        self.group = group
        self.score = score


def make(n):
    state = 7
    records = []
    for _ in range(n):
        state = (state * 16807) % 2147483647
        records.append(Record("name" + str(state % 50000), state % 100, state / 2147483647.0))
    return records


def score_of(r):
    return r.score


def main():
    records = make(650000)
    by_score = sorted(records, key=score_of)
    by_group = sorted(records, key=lambda r: (r.group, r.name))
    by_name = sorted(records, key=lambda r: r.name, reverse=True)
    print(by_score[0].name, by_score[-1].name, by_group[0].name, by_group[-1].name, by_name[0].name, by_name[-1].name)
    check = 0
    for i in range(0, 650000, 1000):
        check = (check * 31 + by_group[i].group + len(by_name[i].name)) % 1000003
    print(check)


if __name__ == "__main__":
    main()
