import sys

print(sys.api_version, sys.float_repr_style, sys.getfilesystemencodeerrors(), sys.copyright.startswith("Copyright"), sys.dont_write_bytecode in (True, False), sys.getswitchinterval() > 0, sys.is_finalizing(), sys.pycache_prefix, sys.warnoptions, len(sys.meta_path) >= 0, "os" in sys.stdlib_module_names, sys.getrefcount(object()) >= 1, sys.platlibdir, sys.thread_info.name, sys.prefix == sys.base_prefix, sys.exec_prefix == sys.base_exec_prefix, sys.gettrace(), sys.getprofile(), sys.float_info.min, sys.float_info.mant_dig, sys.float_info.max_exp, sys.hash_info.modulus == 2**61 - 1, sys.hash_info.inf, sys.flags.utf8_mode in (0, 1))
sys.displayhook(5)
sys.displayhook(None)
sys.setswitchinterval(0.005)


def hook(unraisable):
    print("unraisable", unraisable.exc_type.__name__, unraisable.exc_value)


class Bad:
    def __del__(self):
        raise ValueError("in del")


sys.unraisablehook = hook
b = Bad()
del b
print("end")
