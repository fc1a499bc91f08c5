from work import process
import data


def main():
    for item in data.ITEMS:
        print(process(item))


main()
