table = str.maketrans("abc", "xyz")
print(table, "aabbccdd".translate(table), "hello".translate(str.maketrans("", "", "l")), "abc".translate({97: None, 98: "BB", 99: 100}), "abc".translate(str.maketrans({"a": "1", 98: 2 + 48, "c": None})))
print("héllo".translate({ord("é"): "e", ord("l"): "😀"}), str.maketrans("ab", "cd", "ef"))


class Upper:
    def __getitem__(self, code):
        if code == 98:
            raise LookupError
        return chr(code).upper()


print("abc".translate(Upper()))
for f in (lambda: str.maketrans("ab", "c"), lambda: str.maketrans({"ab": "c"}), lambda: str.maketrans(1), lambda: "a".translate({97: 1.5}), lambda: "a".translate({97: -1})):
    try:
        f()
    except (TypeError, ValueError) as e:
        print(type(e).__name__, e)
