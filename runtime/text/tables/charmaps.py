"""Write src/codecs/charmaps.rs from the codecs of the CPython 3.14 that runs this.

    python3.14 runtime/text/tables/charmaps.py > runtime/text/src/codecs/charmaps.rs
"""

import codecs
from encodings.aliases import aliases

NAMES = ["cp1252", "iso8859_15", "cp437", "cp850", "cp1250", "cp1251", "iso8859_2", "koi8_r", "mac_roman"]

print("//! Encodings of one byte per character above ASCII; written by tables/charmaps.py, not by hand.")
print("""
/// Marks a byte that no character has.
pub const UNDEFINED: u16 = 0xFFFF;

pub struct Charmap {
    /// The name of `codecs.lookup`.
    pub name: &'static str,
    /// Normalized names.
    pub names: &'static [&'static str],
    /// Code points of bytes 128 to 255.
    pub upper: [u16; 128],
}
""")
print("#[rustfmt::skip]")
print(f"pub static CHARMAPS: [Charmap; {len(NAMES)}] = [")
for name in NAMES:
    names = [name] + sorted(alias for alias, target in aliases.items() if target == name)
    upper = []
    for byte in range(128, 256):
        try:
            upper.append(ord(bytes([byte]).decode(name)))
        except UnicodeDecodeError:
            upper.append(0xFFFF)
    assert bytes(range(128)).decode(name) == bytes(range(128)).decode("ascii")
    print("    Charmap {")
    print(f'        name: "{codecs.lookup(name).name}",')
    print("        names: &[" + ", ".join(f'"{n}"' for n in names) + "],")
    print("        upper: [")
    for row in range(0, 128, 16):
        print("            " + " ".join(f"0x{code:x}," for code in upper[row : row + 16]))
    print("        ],")
    print("    },")
print("];")
