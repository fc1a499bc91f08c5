ITEMS = [{"name": "one"}, {"title": "two"}]
