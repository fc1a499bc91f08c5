def gruß(名前):
    return "héllo 😀 " + 名前 + 1


print(gruß("日本"))
