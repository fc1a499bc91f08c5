"""Fields called like their types."""


class date:
    pass


class Event:
    date: date = None
    first: second = 1
    second: first = 2

    def at(self, date: date) -> date:
        return date


text: text = "a"
print(Event.date, Event.first, Event.second, Event().at(3), text)
