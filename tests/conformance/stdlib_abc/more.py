import abc
from abc import abstractclassmethod, abstractproperty, abstractstaticmethod, get_cache_token, update_abstractmethods


class Old(abc.ABC):
    @abstractclassmethod
    def c(cls): ...

    @abstractstaticmethod
    def s(): ...

    @abstractproperty
    def p(self): ...


try:
    Old()
except TypeError as e:
    print(e)


class Late(abc.ABC):
    @abc.abstractmethod
    def m(self): ...


Late.m = lambda self: "given later"
update_abstractmethods(Late)
print(Late().m(), isinstance(get_cache_token(), int))
before = get_cache_token()
Old.register(int)
print(get_cache_token() != before, isinstance(5, Old), issubclass(bool, Old))
