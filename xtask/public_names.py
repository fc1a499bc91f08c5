"""Print the public names of the supported modules, one a line, as `module name` or `module Class.name`."""
import builtins
import importlib
import inspect

MODULES = """builtins __future__ sys os os.path io math time typing abc collections collections.abc contextlib copy dataclasses
enum functools itertools operator random re json string argparse""".split()


def public(module):
    names = getattr(module, "__all__", None) or [n for n in dir(module) if not n.startswith("_")]
    for name in sorted(set(names)):
        value = getattr(module, name, None)
        # A module that a module happens to import is no name of its own.
        if not inspect.ismodule(value) and not (name.startswith("_") and module is builtins):
            yield name, value


def main():
    for module_name in MODULES:
        module = importlib.import_module(module_name)
        for name, value in public(module):
            print(module_name, name)
            if not isinstance(value, type) or issubclass(value, BaseException):
                continue
            if value.__module__ not in (module_name, "posixpath", "_io", "_collections", "_random") or module_name in ("typing", "collections.abc"):
                continue
            for member in sorted(vars(value)):
                if not member.startswith("_"):
                    print(module_name, f"{name}.{member}")


if __name__ == "__main__":
    main()
