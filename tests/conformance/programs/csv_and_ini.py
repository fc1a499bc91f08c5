import io


def parse_csv(stream):
    for line in stream:
        fields, field, quoted, i = [], "", False, 0
        line = line.rstrip("\n")
        while i < len(line):
            c = line[i]
            if quoted:
                if c == '"' and line[i + 1 : i + 2] == '"':
                    field += '"'
                    i += 1
                elif c == '"':
                    quoted = False
                else:
                    field += c
            elif c == '"':
                quoted = True
            elif c == ",":
                fields.append(field)
                field = ""
            else:
                field += c
            i += 1
        fields.append(field)
        yield fields


def write_csv(rows):
    out = io.StringIO()
    for row in rows:
        cells = []
        for cell in row:
            text = str(cell)
            if any(c in text for c in ',"\n'):
                text = '"' + text.replace('"', '""') + '"'
            cells.append(text)
        print(",".join(cells), file=out)
    return out.getvalue()


data = 'name,age,note\n"Smith, J.",42,"said ""hi"""\nAnn,7,\n'
rows = list(parse_csv(io.StringIO(data)))
print(rows, write_csv(rows) == data, sep="\n")
header, *body = rows
records = [dict(zip(header, r)) for r in body]
print(records, sum(int(r["age"]) for r in records), max(records, key=lambda r: int(r["age"]))["name"])


class IniError(ValueError):
    def __init__(self, line, message):
        super().__init__(f"line {line}: {message}")
        self.line = line


def parse_ini(text):
    config, section = {}, None
    for number, line in enumerate(text.splitlines(), 1):
        line = line.split(";")[0].strip()
        if not line:
            continue
        if line.startswith("[") and line.endswith("]"):
            section = config.setdefault(line[1:-1], {})
        elif "=" in line:
            if section is None:
                raise IniError(number, "no section")
            key, value = (part.strip() for part in line.split("=", 1))
            section[key] = convert(value)
        else:
            raise IniError(number, f"cannot parse {line!r}")
    return config


def convert(value):
    for kind in (int, float):
        try:
            return kind(value)
        except ValueError:
            continue
    lowered = value.lower()
    return {"yes": True, "no": False, "": None}.get(lowered, value)


print(parse_ini("""
[server]
host = localhost ; a comment
port = 8080
ratio = 0.5
debug = yes

[empty]
[server]
path = a=b
nothing =
"""))
for bad in ("x = 1", "[a]\nnonsense"):
    try:
        parse_ini(bad)
    except IniError as e:
        print(e, e.line)
