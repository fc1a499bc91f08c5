//! Files of one blob: concatenated, compressed, and described by a Rust expression.

use crate::rows::Rows;
use std::fs;
use std::path::Path;

/// Writes `NAME.zst` to `out` and returns the `Blob { .. }` expression that embeds it.
pub fn write(
    out: &Path,
    name: &str,
    files: &[(String, Vec<u8>)],
    rows: &Rows,
    level: i32,
) -> Result<String, String> {
    let mut bytes = Vec::new();
    let mut table = String::new();
    for (file, data) in files {
        table += &format!("({file:?}, {}, {}), ", bytes.len(), data.len());
        bytes.extend_from_slice(data);
        bytes.resize(bytes.len().next_multiple_of(16), 0);
    }
    let path = out.join(format!("{name}.zst"));
    let packed = zstd::bulk::compress(&bytes, level).map_err(|e| format!("{name}: {e}"))?;
    fs::write(&path, packed).map_err(|e| format!("{}: {e}", path.display()))?;
    let (size, rows) = (bytes.len(), rows.expression());
    Ok(format!(
        "Blob {{ packed: include_bytes!({path:?}), size: {size}, files: &[{table}], \
         rows: {rows}, unpacked: OnceLock::new() }}"
    ))
}
