s = "hello"
print(s, len(s), s[0], s[-1], s[1:3], s + "!", s * 2, s.upper(), "ell" in s)
print(f"{s} has {len(s)} letters")
