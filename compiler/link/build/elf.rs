//! Empties the debug sections, and perhaps the unwind tables, of a relocatable ELF64 object.
//!
//! The sections stay in the table with size zero, so no index in symbols, groups or relocations
//! changes, and the object means the same to a linker.

const SHT_NULL: u32 = 0;
const SHT_RELA: u32 = 4;
const SHT_NOBITS: u32 = 8;
const SHF_COMPRESSED: u64 = 1 << 11;

/// Offsets of the fields used in the file header and in a section header.
const E_SHOFF: usize = 0x28;
const E_SHENTSIZE: usize = 0x3a;
const E_SHNUM: usize = 0x3c;
const E_SHSTRNDX: usize = 0x3e;
const SH_TYPE: usize = 0x04;
const SH_FLAGS: usize = 0x08;
const SH_OFFSET: usize = 0x18;
const SH_SIZE: usize = 0x20;
const SH_INFO: usize = 0x2c;
const SH_ADDRALIGN: usize = 0x30;

/// What an object loses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Strip {
    Debug,
    /// Unwind tables too: for code that never unwinds.
    DebugAndUnwind,
}

impl Strip {
    fn drops(self, section: &[u8]) -> bool {
        let is_debug = section.starts_with(b".debug_") || section.starts_with(b".zdebug_");
        let is_unwind =
            section.starts_with(b".eh_frame") || section.starts_with(b".gcc_except_table");
        is_debug || is_unwind && self == Strip::DebugAndUnwind
    }
}

pub fn strip(object: &[u8], what: Strip) -> Result<Vec<u8>, String> {
    if object.get(..6) != Some(b"\x7fELF\x02\x01".as_slice()) {
        return Err("not a little-endian ELF64 object".to_string());
    }
    let table = u64_at(object, E_SHOFF)? as usize;
    let count = u16_at(object, E_SHNUM)? as usize;
    if u16_at(object, E_SHENTSIZE)? != 64 || count == 0 {
        return Err("unusual section table".to_string());
    }
    let header = |index: usize| {
        let start = table + index * 64;
        object
            .get(start..start + 64)
            .ok_or("the section table is cut short")
    };
    let names = section_data(object, header(u16_at(object, E_SHSTRNDX)? as usize)?)?;
    let mut is_dropped = vec![false; count];
    for (index, dropped) in is_dropped.iter_mut().enumerate() {
        let name = name_at(names, u32_at(header(index)?, 0)? as usize);
        *dropped = what.drops(name);
    }
    let mut out = object[..64].to_vec();
    let mut headers = Vec::with_capacity(count * 64);
    for index in 0..count {
        let mut section = header(index)?.to_vec();
        let kind = u32_at(&section, SH_TYPE)?;
        let relocated = u32_at(&section, SH_INFO)? as usize;
        let gone = is_dropped[index]
            || kind == SHT_RELA && is_dropped.get(relocated).copied().unwrap_or(false);
        if gone {
            put_u64(&mut section, SH_SIZE, 0);
            let flags = u64_at(&section, SH_FLAGS)?;
            put_u64(&mut section, SH_FLAGS, flags & !SHF_COMPRESSED);
        }
        if kind != SHT_NULL && kind != SHT_NOBITS {
            let align = u64_at(&section, SH_ADDRALIGN)?.max(1) as usize;
            out.resize(out.len().next_multiple_of(align), 0);
            let data = section_data(object, &section)?;
            put_u64(&mut section, SH_OFFSET, out.len() as u64);
            out.extend_from_slice(data);
        }
        headers.extend_from_slice(&section);
    }
    out.resize(out.len().next_multiple_of(8), 0);
    let table = out.len() as u64;
    put_u64(&mut out, E_SHOFF, table);
    out.extend_from_slice(&headers);
    Ok(out)
}

fn section_data<'a>(object: &'a [u8], header: &[u8]) -> Result<&'a [u8], String> {
    let start = u64_at(header, SH_OFFSET)? as usize;
    let size = u64_at(header, SH_SIZE)? as usize;
    object
        .get(start..start + size)
        .ok_or_else(|| "a section is cut short".to_string())
}

fn name_at(names: &[u8], offset: usize) -> &[u8] {
    let tail = names.get(offset..).unwrap_or_default();
    &tail[..tail.iter().position(|&b| b == 0).unwrap_or(tail.len())]
}

pub fn bytes_at<const N: usize>(data: &[u8], offset: usize) -> Result<[u8; N], String> {
    let bytes = data
        .get(offset..offset + N)
        .ok_or("the object is cut short")?;
    bytes
        .try_into()
        .map_err(|_| "the object is cut short".to_string())
}

pub fn u16_at(data: &[u8], offset: usize) -> Result<u16, String> {
    bytes_at(data, offset).map(u16::from_le_bytes)
}

pub fn u32_at(data: &[u8], offset: usize) -> Result<u32, String> {
    bytes_at(data, offset).map(u32::from_le_bytes)
}

pub fn u64_at(data: &[u8], offset: usize) -> Result<u64, String> {
    bytes_at(data, offset).map(u64::from_le_bytes)
}

fn put_u64(data: &mut [u8], offset: usize, value: u64) {
    data[offset..offset + 8].copy_from_slice(&value.to_le_bytes());
}
