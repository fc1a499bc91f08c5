import re
import warnings


def careful():
    warnings.warn("careful")
    return 5


def old():
    warnings.warn("old", DeprecationWarning, stacklevel=2)


def user():
    return old()


print(careful(), careful())
user()
user()
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    warnings.warn("recorded", ResourceWarning)
    print(len(caught), caught[0].message, caught[0].category.__name__)
with warnings.catch_warnings():
    warnings.simplefilter("error")
    try:
        warnings.warn("raised", RuntimeWarning)
    except RuntimeWarning as e:
        print("raised:", e)
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    warnings.filterwarnings("ignore", "skip.*")
    warnings.warn("skip me")
    print(len(caught), re.findall("[[a]", "["), len(caught), caught[0].category.__name__)


@warnings.deprecated("use something else")
def replaced(x):
    "Doc."
    return x


with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    print(replaced(1), replaced.__name__, replaced.__doc__, replaced.__deprecated__, [str(w.message) for w in caught])
