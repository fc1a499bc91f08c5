//! Streams of bytes as the layers above see them: the runtime's own by a direct call, others by their Python methods.

use super::{buffered, bytes_io, raw};
use crate::types::bytes::{as_bytes, new_bytes};
use crate::types::int;
use crate::{R, Value, attr, call, errors, ops};

/// Writes all of `data` to a buffered stream.
pub fn write(stream: &Value, data: &[u8]) -> R<()> {
    if let Some(b) = buffered::exact(stream) {
        return b.write(data);
    }
    if let Some(b) = bytes_io::exact(stream) {
        return b.write(data);
    }
    call::call_method(stream, crate::name!("write"), &[&new_bytes(data)]).map(drop)
}

/// Appends what one read gives, at most `n` bytes; false at the end.
pub fn read_some(stream: &Value, n: usize, out: &mut Vec<u8>) -> R<bool> {
    if let Some(b) = buffered::exact(stream) {
        return b.read1_into(n, out);
    }
    if let Some(b) = bytes_io::exact(stream) {
        let data = b.take(Some(n))?;
        out.extend_from_slice(&data);
        return Ok(!data.is_empty());
    }
    let name = match attr::get_optional(stream, crate::name!("read1"))? {
        Some(_) => crate::name!("read1"),
        None => crate::name!("read"),
    };
    let data = call::call_method(stream, name, &[&int::from_usize(n)])?;
    let bytes = bytes_result(&data, "underlying read1()")?;
    out.extend_from_slice(bytes);
    Ok(!bytes.is_empty())
}

/// Appends everything up to the end.
pub fn read_all(stream: &Value, out: &mut Vec<u8>) -> R<()> {
    if let Some(b) = buffered::exact(stream) {
        out.extend_from_slice(&b.read_all()?);
        return Ok(());
    }
    let data = call::call_method(stream, crate::name!("read"), &[])?;
    out.extend_from_slice(bytes_result(&data, "underlying read()")?);
    Ok(())
}

fn bytes_result<'a>(data: &'a Value, what: &str) -> R<&'a [u8]> {
    as_bytes(data).ok_or_else(|| {
        errors::type_error(format!(
            "{what} should have returned a bytes-like object, not '{}'",
            errors::type_name(data)
        ))
    })
}

pub fn flush(stream: &Value) -> R<()> {
    if let Some(b) = buffered::exact(stream) {
        return b.flush();
    }
    call::call_method(stream, crate::name!("flush"), &[]).map(drop)
}

pub fn close(stream: &Value) -> R<()> {
    call::call_method(stream, crate::name!("close"), &[]).map(drop)
}

pub fn is_closed(stream: &Value) -> R<bool> {
    if let Some(b) = buffered::exact(stream) {
        return b.is_closed();
    }
    if let Some(b) = raw::exact(stream) {
        return Ok(b.is_closed());
    }
    ops::truth(&attr::get(stream, crate::name!("closed"))?)
}

pub fn ask(stream: &Value, name: &'static Value) -> R<bool> {
    ops::truth(&call::call_method(stream, name, &[])?)
}

pub fn tell(stream: &Value) -> R<i64> {
    if let Some(b) = buffered::exact(stream) {
        return b.tell();
    }
    offset(&call::call_method(stream, crate::name!("tell"), &[])?)
}

pub fn seek(stream: &Value, to: i64, whence: i64) -> R<i64> {
    let (to, whence) = (int::from_i64(to), Value::small(whence));
    offset(&call::call_method(
        stream,
        crate::name!("seek"),
        &[&to, &whence],
    )?)
}

fn offset(v: &Value) -> R<i64> {
    raw::offset_arg(v)
}

/// One write of the raw stream: how many bytes it took, `None` when it would block.
pub fn raw_write(stream: &Value, data: &[u8]) -> R<Option<usize>> {
    if let Some(r) = raw::exact(stream) {
        return r.write(data);
    }
    let n = call::call_method(stream, crate::name!("write"), &[&new_bytes(data)])?;
    if n.is_none() {
        return Ok(None);
    }
    match usize::try_from(offset(&n)?) {
        Ok(n) if n <= data.len() => Ok(Some(n)),
        _ => Err(errors::raise(
            crate::ClassId::OS_ERROR,
            format!(
                "raw write() returned invalid length {} (should have been between 0 and {})",
                offset(&n)?,
                data.len()
            ),
        )),
    }
}

/// Appends one read of the raw stream: `None` when it would block, else how many bytes.
pub fn raw_read(stream: &Value, n: usize, out: &mut Vec<u8>) -> R<Option<usize>> {
    if let Some(r) = raw::exact(stream) {
        let used = out.len();
        if out.try_reserve(n).is_err() {
            return Err(errors::memory_error());
        }
        out.resize(used + n, 0);
        let got = r.read_into(&mut out[used..]);
        out.truncate(
            used + matches!(&got, Ok(Some(_))) as usize * got.unwrap_or(None).unwrap_or(0),
        );
        return got;
    }
    let data = call::call_method(stream, crate::name!("read"), &[&int::from_usize(n)])?;
    if data.is_none() {
        return Ok(None);
    }
    let bytes = bytes_result(&data, "read()")?;
    out.extend_from_slice(bytes);
    Ok(Some(bytes.len()))
}
