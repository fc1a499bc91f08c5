"""How many command-line arguments each declared argument takes.

The command line is a string of letters: A for a value, O for an option, - for
`--`. A declared argument takes a stretch of it; several in a row share it so
that each gets as much as leaves enough for those behind.
"""

from ._common import ONE_OR_MORE, OPTIONAL, PARSER, REMAINDER, SUPPRESS, ZERO_OR_MORE

_ANY = 1 << 30


def _demand(nargs):
    """The fewest and most values, and whether options count as such."""
    if nargs is None:
        return 1, 1, False
    if nargs == OPTIONAL:
        return 0, 1, False
    if nargs == ZERO_OR_MORE:
        return 0, _ANY, False
    if nargs == ONE_OR_MORE:
        return 1, _ANY, False
    if nargs == REMAINDER:
        return 0, _ANY, True
    if nargs == PARSER:
        return 1, _ANY, True
    if nargs == SUPPRESS:
        return 0, 0, False
    return nargs, nargs, False


def _possible_ends(action, pattern, start):
    """Where the stretch that begins at `start` may end, the longest first."""
    fewest, most, takes_options = _demand(action.nargs)
    is_option = bool(action.option_strings)
    ends = []
    count = 0
    end = start
    has_first = False
    while True:
        if count >= fewest and count <= most:
            ends.append(end)
        if end >= len(pattern):
            break
        letter = pattern[end]
        if letter == "A":
            if count >= most:
                break
            count += 1
            has_first = True
        elif letter == "O":
            # What is passed on whole may have options, but a command's name is none.
            if not takes_options or (action.nargs == PARSER and not has_first):
                break
            count += 1
        elif is_option and not takes_options:
            # An option's values end at "--".
            break
        end += 1
    ends.reverse()
    return ends


def match_all(actions, pattern, start=0):
    """The length of each action's stretch, together from the beginning of the pattern; None if they do not fit."""
    if not actions:
        return []
    for end in _possible_ends(actions[0], pattern, start):
        rest = match_all(actions[1:], pattern, end)
        if rest is not None:
            return [end - start] + rest
    return None
