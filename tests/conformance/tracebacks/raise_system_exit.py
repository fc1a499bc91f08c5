try:
    raise SystemExit
except SystemExit as e:
    print(e.code)
raise SystemExit(True)
