//! Reads an `ar` archive of GNU flavour and writes it again with its objects stripped.
//!
//! Only ELF members survive, in their order. There is no symbol index: the embedded linker reads
//! each member's own table.

use crate::elf::{self, Strip};

const MAGIC: &[u8] = b"!<arch>\n";

pub fn strip(archive: &[u8], what: Strip) -> Result<Vec<u8>, String> {
    let mut names = Vec::new();
    let mut bodies = Vec::new();
    for (name, data) in members(archive)? {
        if data.starts_with(b"\x7fELF") {
            let body = elf::strip(data, what).map_err(|e| format!("{name}: {e}"))?;
            bodies.push((names.len(), body));
            names.extend_from_slice(name.as_bytes());
            names.extend_from_slice(b"/\n");
        }
    }
    let mut out = MAGIC.to_vec();
    write_member(&mut out, "//", &names);
    for (name_offset, body) in bodies {
        write_member(&mut out, &format!("/{name_offset}"), &body);
    }
    Ok(out)
}

pub fn members(archive: &[u8]) -> Result<Vec<(String, &[u8])>, String> {
    if !archive.starts_with(MAGIC) {
        return Err("not an archive".to_string());
    }
    let mut members = Vec::new();
    let mut long_names: &[u8] = &[];
    let mut at = MAGIC.len();
    while at + 60 <= archive.len() {
        let header = &archive[at..at + 60];
        let field = |range: std::ops::Range<usize>| {
            String::from_utf8_lossy(&header[range])
                .trim_end()
                .to_string()
        };
        let name = field(0..16);
        let size: usize = field(48..58)
            .parse()
            .map_err(|_| format!("{name}: bad size"))?;
        let start = at + 60;
        let data = archive
            .get(start..start + size)
            .ok_or("the archive is cut short")?;
        match name.as_str() {
            "/" | "/SYM64/" => {}
            "//" => long_names = data,
            _ => members.push((full_name(&name, long_names)?, data)),
        }
        at = start + size + size % 2;
    }
    Ok(members)
}

fn full_name(field: &str, long_names: &[u8]) -> Result<String, String> {
    let Some(offset) = field.strip_prefix('/') else {
        return Ok(field.trim_end_matches('/').to_string());
    };
    let offset: usize = offset
        .parse()
        .map_err(|_| format!("bad member name {field}"))?;
    let tail = long_names
        .get(offset..)
        .ok_or_else(|| format!("bad member name {field}"))?;
    let end = tail.iter().position(|&b| b == b'\n').unwrap_or(tail.len());
    Ok(String::from_utf8_lossy(&tail[..end])
        .trim_end_matches('/')
        .to_string())
}

/// Zero time stamp, owner and mode: the same input gives the same bytes.
fn write_member(out: &mut Vec<u8>, name: &str, data: &[u8]) {
    let size = data.len();
    let header = format!("{name:<16}{:<12}{:<6}{:<6}{:<8}{size:<10}`\n", 0, 0, 0, 644);
    out.extend_from_slice(header.as_bytes());
    out.extend_from_slice(data);
    if size % 2 == 1 {
        out.push(b'\n');
    }
}
