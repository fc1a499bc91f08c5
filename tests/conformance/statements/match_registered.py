"""Sequence and mapping patterns with classes registered late, or of both kinds."""
import collections
import collections.abc


def kind(value):
    match value:
        case [*_]:
            return "sequence"
        case {}:
            return "mapping"
    return None


class Parent:
    pass


class Early(Parent):
    pass


early = Early()
print(kind(Parent()), kind(early))
collections.abc.Mapping.register(Parent)


class Late(Parent):
    pass


print(kind(Parent()), kind(early), kind(Late()))


class Row:
    pass


class RowBelow(Row):
    pass


print(collections.abc.Sequence.register(Row).__name__, kind(Row()), kind(RowBelow()))


class Plain:
    pass


class MappingFirst(collections.UserDict, collections.abc.Sequence):
    pass


class SequenceFirst(collections.UserList, collections.abc.Mapping):
    pass


class DictFirst(dict, collections.abc.Sequence, Plain):
    pass


class ListLast(collections.UserDict, Plain, list):
    pass


class PlainFirst(Plain, list, collections.abc.Mapping):
    pass


print([kind(c()) for c in (MappingFirst, SequenceFirst, DictFirst, ListLast, PlainFirst)])
