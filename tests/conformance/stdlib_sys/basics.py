import sys

print(sys.version_info[:2], sys.version_info >= (3, 14), sys.version_info.major, sys.maxsize, sys.maxunicode, sys.byteorder, sys.platform, sys.getrecursionlimit(), sys.getdefaultencoding(), sys.implementation.name in ("cpython", "taipan"), sys.float_info.max, sys.float_info.epsilon, sys.float_info.dig, sys.int_info.bits_per_digit, sys.hash_info.width, type(sys.path), sys.version.startswith("3.14"), sys.hexversion >> 16 == 0x30E, sys.flags.optimize, sys.getfilesystemencoding())
print(sys.intern("abc") is sys.intern("abc"), sys.exc_info(), sys.getsizeof([]) > 0, sys.modules["sys"] is sys, "sys" in sys.builtin_module_names, isinstance(sys.argv, list), sys.stdin is sys.__stdin__, sys.stdout.name, sys.get_int_max_str_digits())
sys.stdout.write("written\n")
sys.stderr.write("error stream\n")
sys.stdout.flush()


try:
    sys.exit("message")
except SystemExit as e:
    print(repr(e), e.code)
try:
    sys.exit()
except SystemExit as e:
    print(repr(e), e.code)
try:
    sys.nope
except AttributeError as e:
    print(e)
sys.set_int_max_str_digits(0)
print(len(str(10**6000)))
sys.set_int_max_str_digits(4300)
old = sys.excepthook


def hook(kind, value, tb):
    print("hook:", kind.__name__, value)


sys.excepthook = hook
print(sys.orig_argv is not None, sys.executable is not None)
raise ValueError("to the hook")
