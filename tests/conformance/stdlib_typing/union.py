from typing import Union, Optional
print(Union[int, str], Optional[int], Union[int], Union[int, None, str])
x: Union[int, str] = 5
def f(a: Union[int, 'str']) -> Optional[Union[int, float]]: return a
print(f.__annotations__, int | str, Union[int, str] == (int | str), isinstance(3, Union[int, str]))
