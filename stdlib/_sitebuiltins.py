"""`exit` and `quit`: imported before a program that reads either name."""

import builtins
import sys


class Quitter(object):
    def __init__(self, name, eof):
        self.name = name
        self.eof = eof

    def __repr__(self):
        return f"Use {self.name}() or {self.eof} to exit"

    def __call__(self, code=None):
        # Shells that read further lines from it notice.
        try:
            sys.stdin.close()
        except:
            pass
        raise SystemExit(code)


builtins.quit = Quitter("quit", "Ctrl-D (i.e. EOF)")
builtins.exit = Quitter("exit", "Ctrl-D (i.e. EOF)")
