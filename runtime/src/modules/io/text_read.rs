//! Reading text: a chunk of decoded text at a time, ends of line, and positions for `tell`.

use super::codec::TextCodec;
use super::text::{Newline, TextFile};
use super::{stream, unsupported};
use crate::types::int;
use crate::types::str::{new_str, new_str_counted};
use crate::types::tuple::new_tuple;
use crate::{ClassId, Opt, R, Value, errors};
use taipan_text::codecs::Codec;
use taipan_text::{search, wtf8};

/// Bytes asked of the buffer at a time.
const CHUNK: usize = 32 << 10;

#[derive(Default)]
pub struct Reading {
    pub seekable: bool,
    /// `for` is running over the file: positions are off until its end.
    pub iterating: bool,
    /// The `mode` that `open` was given.
    pub mode: Opt,
    /// The text of the latest chunk; `text[at..]` has not been asked for yet.
    text: Vec<u8>,
    at: usize,
    is_ascii: bool,
    /// The bytes behind `text`, and behind them those whose decoding waits for more.
    source: Vec<u8>,
    /// Bytes of `source` that `text` was made from.
    used: usize,
    /// Where `source` begins in the file.
    start: Option<i64>,
    /// The encoding after its byte order mark.
    resolved: Option<Codec>,
    at_end: bool,
    /// Ends of line seen: 1 for `\r`, 2 for `\n`, 4 for `\r\n`.
    seen: u8,
}

impl Reading {
    pub fn is_active(&self) -> bool {
        self.start.is_some() || !self.text.is_empty()
    }
    pub fn has_read(&self) -> bool {
        self.resolved.is_some()
    }
    /// Forgets what was read ahead, without moving the file.
    pub fn forget(&mut self) {
        self.text.clear();
        self.at = 0;
        self.source.clear();
        self.used = 0;
        self.start = None;
        self.at_end = false;
    }
    fn rest(&self) -> &[u8] {
        &self.text[self.at..]
    }
    /// `newlines`
    pub fn newlines(&self) -> Value {
        let kinds: Vec<Value> = [(1, "\r"), (2, "\n"), (4, "\r\n")]
            .iter()
            .filter(|k| self.seen & k.0 != 0)
            .map(|k| new_str(k.1.as_bytes()))
            .collect();
        match kinds.len() {
            0 => Value::NONE,
            1 => kinds[0].clone(),
            _ => new_tuple(kinds),
        }
    }
}

/// Bytes of an encoded `\r`.
fn width_of_cr(codec: Codec) -> usize {
    match codec {
        Codec::Utf16 | Codec::Utf16Le | Codec::Utf16Be => 2,
        Codec::Utf32 | Codec::Utf32Le | Codec::Utf32Be => 4,
        _ => 1,
    }
}

/// Where the first line of `text` ends, by the rules of `newline`. `text` never ends between `\r` and `\n` except at the end of
/// the file.
fn line_end(text: &[u8], newline: Newline) -> Option<usize> {
    match newline {
        Newline::Universal | Newline::Lf => search::find_far(b'\n', text).map(|at| at + 1),
        Newline::Cr => search::find_far(b'\r', text).map(|at| at + 1),
        Newline::CrLf => search::find(text, b"\r\n").map(|at| at + 2),
        Newline::Kept => {
            let at = text.iter().position(|b| matches!(b, b'\r' | b'\n'))?;
            let pair = text[at..].starts_with(b"\r\n");
            Some(at + 1 + pair as usize)
        }
    }
}

/// Notes the kinds of line ends in `text[from..]`, and turns them into `\n`.
fn translate(text: &mut Vec<u8>, from: usize, change: bool) -> u8 {
    let mut seen = 0;
    if search::find_far(b'\r', &text[from..]).is_none() {
        return search::find_far(b'\n', &text[from..]).map_or(0, |_| 2);
    }
    let (mut to, mut i) = (from, from);
    while i < text.len() {
        let mut b = text[i];
        let mut n = 1;
        if b == b'\n' {
            seen |= 2;
        } else if b == b'\r' {
            if text.get(i + 1) == Some(&b'\n') {
                seen |= 4;
                n = 2;
            } else {
                seen |= 1;
            }
            b = b'\n';
        }
        if change {
            text[to] = b;
            to += 1;
        }
        i += n;
    }
    if change {
        text.truncate(to);
    }
    seen
}

impl TextFile {
    /// Before reading: what was written goes out first.
    fn begin_read(&self) -> R {
        let buffer = self.check_open()?;
        if !self.state().pending.is_empty() {
            self.flush()?;
        }
        if !self.state().reading.has_read() && !stream::ask(&buffer, crate::name!("readable"))? {
            return Err(unsupported("not readable"));
        }
        Ok(buffer)
    }

    /// Decodes the next chunk, replacing the text of the last (which has been taken); false at the end.
    fn next_chunk(&self, buffer: &Value, everything: bool) -> R<bool> {
        let r = &mut self.state().reading;
        if r.at_end {
            r.text.clear();
            r.at = 0;
            return Ok(false);
        }
        let used = std::mem::take(&mut r.used);
        let mut source = std::mem::take(&mut r.source);
        source.drain(..used);
        if r.seekable && !everything {
            // The position is that of the first byte that waits.
            let next = match r.start {
                Some(s) => s + used as i64,
                None => stream::tell(buffer)? - source.len() as i64,
            };
            self.state().reading.start = Some(next);
        }
        let before = source.len();
        let more = if everything {
            stream::read_all(buffer, &mut source).map(|_| false)
        } else {
            stream::read_some(buffer, CHUNK, &mut source)
        };
        let s = self.state();
        let more = match more {
            Ok(m) => m,
            Err(e) => {
                source.truncate(before);
                s.reading.source = source;
                return Err(e);
            }
        };
        s.reading.at_end = !more && !everything;
        let mut skip = 0;
        let codec = match s.reading.resolved {
            Some(c) => c,
            None => {
                // A mark may still be incomplete.
                if more
                    && source.len() < 4
                    && s.codec.codec.resolve_mark(&[0; 4]).0 != s.codec.codec
                {
                    s.reading.source = source;
                    return self.next_chunk(buffer, false);
                }
                let (c, mark) = s.codec.codec.resolve_mark(&source);
                skip = mark;
                s.reading.resolved = Some(c);
                c
            }
        };
        if skip > 0 {
            source.drain(..skip);
            s.reading.start = s.reading.start.map(|p| p + skip as i64);
        }
        let decoder = TextCodec {
            codec,
            errors: s.codec.errors,
        };
        let mut text = std::mem::take(&mut s.reading.text);
        text.clear();
        let decoded = decoder.decode_into(&source, !more, &mut text);
        let s = self.state();
        s.reading.at = 0;
        let mut used = match decoded {
            Ok(n) => n,
            Err(e) => {
                s.reading.source.clear();
                if codec == Codec::Utf8 {
                    crate::traceback::add_codec();
                }
                return Err(e);
            }
        };
        let universal = matches!(s.newline, Newline::Universal | Newline::Kept);
        if universal || s.newline == Newline::CrLf {
            // A `\r` at the end may be half of a pair.
            if more && text.last() == Some(&b'\r') {
                text.pop();
                used -= width_of_cr(codec);
            }
        }
        if universal {
            s.reading.seen |= translate(&mut text, 0, s.newline == Newline::Universal);
        }
        s.reading.used = used;
        s.reading.source = source;
        s.reading.is_ascii = text.is_ascii();
        s.reading.text = text;
        Ok(more || !s.reading.text.is_empty())
    }

    /// A line with its end, at most `limit` characters; `None` at the end of the file.
    pub fn read_line(&self, limit: Option<usize>) -> R<Opt> {
        // Most lines lie in the chunk.
        if limit.is_none() && !self.state().reading.rest().is_empty() {
            if !self.is_plainly_open() {
                self.check_open()?;
            }
            let s = self.state();
            if let Some(end) = line_end(s.reading.rest(), s.newline) {
                let line = &s.reading.rest()[..end];
                let line = if s.reading.is_ascii {
                    new_str_counted(line, end)
                } else {
                    new_str(line)
                };
                s.reading.at += end;
                return Ok(Some(line));
            }
        }
        let buffer = self.begin_read()?;
        if limit == Some(0) {
            return Ok(Some(new_str(b"")));
        }
        let mut line: Vec<u8> = vec![];
        let mut chars = 0;
        loop {
            let s = self.state();
            let rest = s.reading.rest();
            let mut end = line_end(rest, s.newline).unwrap_or(rest.len());
            let mut done = end > 0 && line_end(rest, s.newline).is_some();
            if let Some(limit) = limit {
                let most = wtf8::offset(rest, limit - chars);
                if most <= end {
                    end = most;
                    done = done || wtf8::count(&rest[..end]) == limit - chars;
                }
                chars += wtf8::count(&rest[..end]);
                done |= chars == limit;
            }
            line.extend_from_slice(&rest[..end]);
            s.reading.at += end;
            if done {
                break;
            }
            if !self.next_chunk(&buffer, false)? {
                break;
            }
        }
        Ok((!line.is_empty()).then(|| new_str(&line)))
    }

    /// `read(size)`
    pub fn read(&self, size: Option<usize>) -> R {
        let buffer = self.begin_read()?;
        let mut out: Vec<u8> = self.state().reading.rest().to_vec();
        let Some(size) = size else {
            self.state().reading.at = self.state().reading.text.len();
            self.next_chunk(&buffer, true)?;
            let r = &mut self.state().reading;
            let text = std::mem::take(&mut r.text);
            // At the end of the file positions are the buffer's again.
            r.forget();
            if out.is_empty() {
                return Ok(new_str(&text));
            }
            out.extend_from_slice(&text);
            return Ok(new_str(&out));
        };
        out.clear();
        let mut chars = 0;
        while chars < size {
            let r = &mut self.state().reading;
            let end = wtf8::offset(r.rest(), size - chars);
            chars += wtf8::count(&r.rest()[..end]);
            out.extend_from_slice(&r.rest()[..end]);
            r.at += end;
            if chars < size && !self.next_chunk(&buffer, false)? {
                break;
            }
        }
        // A later read tries again: the file may have grown.
        self.state().reading.at_end &= chars == size;
        Ok(new_str_counted(&out, chars))
    }

    pub fn tell(&self) -> R<i64> {
        let buffer = self.check_open()?;
        if !self.state().reading.seekable {
            return Err(unsupported("underlying stream is not seekable"));
        }
        if self.state().reading.iterating {
            return Err(errors::raise(
                ClassId::OS_ERROR,
                "telling position disabled by next() call",
            ));
        }
        self.hand_over()?;
        let s = self.state();
        let r = &s.reading;
        let Some(start) = r.start else {
            return stream::tell(&buffer);
        };
        if r.at == 0 {
            return Ok(start);
        }
        if r.text.len() == r.used {
            return Ok(start + r.at as i64);
        }
        // Decode character by character until as much text has come out.
        let decoder = TextCodec {
            codec: r.resolved.unwrap_or(s.codec.codec),
            errors: s.codec.errors,
        };
        let unit = width_of_cr(decoder.codec);
        let (mut from, mut made) = (0, 0);
        let mut piece = vec![];
        while made < r.at && from < r.used {
            let mut n = unit;
            loop {
                piece.clear();
                let is_final = from + n >= r.used;
                let used = decoder.decode_into(&r.source[from..from + n], is_final, &mut piece)?;
                if used > 0 && !piece.is_empty() || is_final {
                    break;
                }
                n += unit;
            }
            from += n;
            if s.newline == Newline::Universal
                && piece == b"\r"
                && r.source[from..r.used].len() >= unit
            {
                let mut next = vec![];
                decoder.decode_into(&r.source[from..from + unit], false, &mut next)?;
                if next == b"\n" {
                    from += unit;
                }
            }
            made += piece.len();
        }
        Ok(start + from as i64)
    }

    pub fn seek(&self, cookie: &Value, whence: i64) -> R {
        let buffer = self.check_open()?;
        if !self.state().reading.seekable {
            return Err(unsupported("underlying stream is not seekable"));
        }
        let to = match whence {
            0 => super::raw::offset_arg(cookie)?,
            1 => {
                if super::raw::offset_arg(cookie)? != 0 {
                    return Err(unsupported("can't do nonzero cur-relative seeks"));
                }
                self.state().reading.iterating = false;
                self.tell()?
            }
            2 => {
                if super::raw::offset_arg(cookie)? != 0 {
                    return Err(unsupported("can't do nonzero end-relative seeks"));
                }
                0
            }
            _ => {
                return Err(errors::value_error(format!(
                    "invalid whence ({whence}, should be 0, 1 or 2)"
                )));
            }
        };
        if to < 0 {
            return Err(errors::value_error(format!("negative seek position {to}")));
        }
        self.flush()?;
        let at = if whence == 2 {
            stream::seek(&buffer, 0, 2)?
        } else {
            stream::seek(&buffer, to, 0)?
        };
        let s = self.state();
        s.reading.forget();
        s.reading.iterating = false;
        if at == 0 {
            // A byte order mark may come again.
            s.reading.resolved = None;
            s.marked = false;
        } else {
            s.marked = true;
        }
        Ok(int::from_i64(at))
    }
}
