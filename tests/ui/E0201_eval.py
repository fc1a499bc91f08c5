x = eval("1 + 1")
exec("y = 2")
code = compile("1", "s", "eval")
