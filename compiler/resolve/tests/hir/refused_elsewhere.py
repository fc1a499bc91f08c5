import package


def compile(text):
    return text


compile("not the builtin")
# file: site/package.py
def never_called(text):
    return eval(text)


async def neither(): ...
