//! Finds the runtime's tables of native functions in its archive, so that a program can be linked without those rows that
//! no name in it reaches.
//!
//! A row is recognised by the number that its last word holds (`NativeKind` and `NativeModule::mark` in the runtime). What
//! is recorded is where the relocation of its function lies: a link that leaves the row out points it at a function that
//! stops the program.

use crate::elf::{bytes_at, u16_at, u32_at, u64_at};
use std::collections::BTreeMap;

/// "taipanm" over the kind of a method, of which there are five.
const METHOD: u64 = 0x7461_6970_616e_6d00;
const METHOD_KINDS: u64 = 5;
/// "taipanM" and zero.
const MODULE: u64 = 0x7461_6970_616e_4d00;

/// "taipant" and zero, in the last word of a type's record (`TypeDef` in the runtime); before it: the address of the type's
/// rows, their number, flags and the class's number.
const TYPE: u64 = 0x7461_6970_616e_7400;
const ROW_SIZE: usize = 32;

/// What stands in for functions that are left out.
const UNLINKED_METHOD: &[u8] = b"taipan_unlinked_method";
const UNLINKED_MODULE: &[u8] = b"taipan_unlinked_module";

const SHT_PROGBITS: u32 = 1;
const SHT_SYMTAB: u32 = 2;
const SHT_RELA: u32 = 4;
const RELA_SIZE: usize = 24;

/// Rows by name; each place is the offset of a relocation in the archive and the number of the symbol to point it at.
#[derive(Default)]
pub struct Rows {
    pub methods: BTreeMap<String, Vec<(usize, u32)>>,
    pub modules: BTreeMap<String, Vec<(usize, u32)>>,
    /// The numbers of the classes that share a table, and the places of its rows.
    pub tables: BTreeMap<Vec<u32>, Vec<(usize, u32)>>,
}

struct Section {
    kind: u32,
    offset: usize,
    size: usize,
    link: usize,
    info: usize,
}

/// Adds the rows of an object that begins `base` bytes into the archive.
pub fn find(object: &[u8], base: usize, rows: &mut Rows) -> Result<(), String> {
    let table = u64_at(object, 0x28)? as usize;
    let count = u16_at(object, 0x3c)? as usize;
    let sections = (0..count)
        .map(|i| {
            let at = table + 64 * i;
            Ok(Section {
                kind: u32_at(object, at + 4)?,
                offset: u64_at(object, at + 0x18)? as usize,
                size: u64_at(object, at + 0x20)? as usize,
                link: u32_at(object, at + 0x28)? as usize,
                info: u32_at(object, at + 0x2c)? as usize,
            })
        })
        .collect::<Result<Vec<Section>, String>>()?;
    let Some(symbols) = sections.iter().find(|s| s.kind == SHT_SYMTAB) else {
        return Ok(());
    };
    let names = &sections[symbols.link];
    let number = |wanted: &[u8]| {
        (0..symbols.size / 24).find(|i| {
            let name = u32_at(object, symbols.offset + 24 * i).unwrap_or(0) as usize;
            let start = names.offset + name;
            object.get(start..start + wanted.len() + 1) == Some(&[wanted, b"\0"].concat())
        })
    };
    let (Some(method_stub), Some(module_stub)) = (number(UNLINKED_METHOD), number(UNLINKED_MODULE))
    else {
        return Ok(());
    };
    // Tables by where they begin (section, offset): number of rows and classes. Rows by where they lie.
    let mut tables: BTreeMap<(usize, usize), (usize, Vec<u32>)> = BTreeMap::new();
    let mut row_places: BTreeMap<(usize, usize), (usize, u32)> = BTreeMap::new();
    for relocations in sections.iter().filter(|s| s.kind == SHT_RELA) {
        let section = &sections[relocations.info];
        if section.kind != SHT_PROGBITS {
            continue;
        }
        // Place in the section -> place of its relocation in the object.
        let mut places = BTreeMap::new();
        for at in (relocations.offset..relocations.offset + relocations.size).step_by(RELA_SIZE) {
            places.insert(u64_at(object, at)? as usize, at);
        }
        for at in (0..section.size.saturating_sub(7)).step_by(8) {
            let mark = u64_at(object, section.offset + at)?;
            if mark == TYPE
                && at >= 24
                && let Some(&methods) = places.get(&(at - 24))
            {
                let symbol = (u64_at(object, methods + 8)? >> 32) as usize;
                let addend = i64::from_le_bytes(bytes_at(object, methods + 16)?);
                let entry = symbols.offset + 24 * symbol;
                // A table that other objects may name has owners that are not seen here.
                if object.get(entry + 4).is_none_or(|info| info >> 4 != 0) {
                    continue;
                }
                let home = u16_at(object, entry + 6)? as usize;
                let start = u64_at(object, entry + 8)?.wrapping_add_signed(addend) as usize;
                let count = u64_at(object, section.offset + at - 16)? as usize;
                let class = u32_at(object, section.offset + at - 4)?;
                tables
                    .entry((home, start))
                    .or_insert_with(|| (count, vec![]))
                    .1
                    .push(class);
                continue;
            }
            let (is_module, first, function) = if mark == MODULE && at >= 56 {
                (true, at - 56, at - 8)
            } else if (METHOD..METHOD + METHOD_KINDS).contains(&mark) && at >= 24 {
                (false, at - 24, at - 8)
            } else {
                continue;
            };
            let (Some(&name), Some(&function)) = (places.get(&first), places.get(&function)) else {
                continue;
            };
            // The text that the first word points to, as long as the second says.
            let symbol = (u64_at(object, name + 8)? >> 32) as usize;
            let addend = i64::from_le_bytes(bytes_at(object, name + 16)?);
            let entry = symbols.offset + 24 * symbol;
            let Some(home) = sections.get(u16_at(object, entry + 6)? as usize) else {
                continue;
            };
            let start =
                (home.offset as u64 + u64_at(object, entry + 8)?).wrapping_add_signed(addend);
            let len = u64_at(object, section.offset + first + 8)? as usize;
            let text = object
                .get(start as usize..start as usize + len)
                .and_then(|text| std::str::from_utf8(text).ok())
                .ok_or("a native function's signature is not text")?;
            let name = text.split('(').next().unwrap_or(text).to_string();
            let (map, stub) = match is_module {
                true => (&mut rows.modules, module_stub),
                false => (&mut rows.methods, method_stub),
            };
            let place = (base + function, stub as u32);
            map.entry(name).or_default().push(place);
            if !is_module {
                row_places.insert((relocations.info, first), place);
            }
        }
    }
    for ((section, start), (count, mut classes)) in tables {
        classes.sort_unstable();
        let end = start + count * ROW_SIZE;
        let places = row_places.range((section, start)..(section, end));
        rows.tables
            .entry(classes)
            .or_default()
            .extend(places.map(|(_, place)| *place));
    }
    Ok(())
}

impl Rows {
    /// The `Rows { .. }` expression for the generated table.
    pub fn expression(&self) -> String {
        let table = |map: &BTreeMap<String, Vec<(usize, u32)>>| {
            let rows = map
                .iter()
                .map(|(name, places)| format!("({name:?}, &{places:?})"));
            rows.collect::<Vec<String>>().join(", ")
        };
        let of_classes = self
            .tables
            .iter()
            .map(|(classes, places)| format!("(&{classes:?}, &{places:?})"))
            .collect::<Vec<String>>()
            .join(", ");
        format!(
            "Rows {{ methods: &[{}], modules: &[{}], tables: &[{of_classes}] }}",
            table(&self.methods),
            table(&self.modules)
        )
    }
}
