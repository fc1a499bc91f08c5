//! `_taipan`: what named tuples need, and the inner loops of `json` and `random` for the cases that occur nearly always. Where something else turns up
//! (an error, a hook, an object of a class of the program's) a function yields None, and the Python code does the work again.

use super::{NativeModule, add};
use crate::module::ModuleObj;
use crate::native::{arg, method};
use crate::types::dict::DictObj;
use crate::types::list::{self, ListObj};
use crate::types::str::{StrObj, bytes_of, new_str};
use crate::types::{float, int, tuple};
use crate::{ClassId, Opt, R, Value, call, class, ops};
use std::collections::HashMap;

pub const MODULE: NativeModule = NativeModule {
    name: "_taipan",
    doc: "",
    functions: &[
        method("scan_json(text, index, /)", scan),
        method(
            "write_json(object, ascii, indent, key_separator, item_separator, sort_keys, /)",
            write,
        ),
        method("twist(state, /)", twist),
        method("tuple_factory(function, count, /)", tuple_factory),
        method("caller(path, level, /)", super::sys::caller),
    ],
    init,
    mark: crate::modules::MARK,
};

/// Tells that `function(cls, *args)` with exactly `count` arguments only makes a tuple of them, of class `cls`: calling such a
/// class then makes the tuple itself (see `call::instantiate`).
fn tuple_factory(a: &[Opt]) -> R {
    let (function, count) = (arg(a, 0), arg(a, 1));
    if let Some(function) = function.get::<crate::function::FunctionObj>() {
        function.extra().makes_tuple = count.as_small().map(|n| n as usize);
    }
    Ok(Value::NONE)
}

fn init(m: &ModuleObj) -> R<()> {
    add(
        m,
        "tuplegetter",
        class::builtin(ClassId::TUPLE_GETTER).value(),
    );
    Ok(())
}

/// Deeper documents are left to the Python code, which needs no stack for them.
const MAX_DEPTH: usize = 200;

/// The value at `index` and where it ends, or None.
fn scan(a: &[Opt]) -> R {
    let text = arg(a, 0);
    let Some(s) = text.get::<StrObj>() else {
        return Ok(Value::NONE);
    };
    let Some(index) = arg(a, 1).as_small().and_then(|i| usize::try_from(i).ok()) else {
        return Ok(Value::NONE);
    };
    let bytes = s.bytes();
    let is_ascii = s.chars.get() == bytes.len();
    let start = if is_ascii {
        index
    } else {
        match char_starts(bytes).nth(index) {
            Some(at) => at,
            None => return Ok(Value::NONE),
        }
    };
    let mut scanner = Scanner {
        bytes,
        at: start,
        keys: HashMap::new(),
        buffer: Vec::new(),
    };
    let Some(value) = scanner.value(0)? else {
        return Ok(Value::NONE);
    };
    let end = if is_ascii {
        scanner.at
    } else {
        taipan_text::wtf8::count(&bytes[..scanner.at])
    };
    Ok(tuple::new_tuple(vec![value, int::from_usize(end)]))
}

fn char_starts(bytes: &[u8]) -> impl Iterator<Item = usize> {
    (0..bytes.len()).filter(|at| bytes[*at] & 0xc0 != 0x80)
}

struct Scanner<'a> {
    bytes: &'a [u8],
    at: usize,
    /// Equal keys of one document are one string.
    keys: HashMap<&'a [u8], Value>,
    buffer: Vec<u8>,
}

impl<'a> Scanner<'a> {
    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    fn space(&mut self) {
        while matches!(self.peek(), Some(b' ' | b'\t' | b'\n' | b'\r')) {
            self.at += 1;
        }
    }

    fn word(&mut self, word: &[u8], value: Value) -> Option<Value> {
        self.bytes[self.at..].starts_with(word).then(|| {
            self.at += word.len();
            value
        })
    }

    /// `Ok(None)`: the Python code is to look at it.
    fn value(&mut self, depth: usize) -> R<Option<Value>> {
        if depth > MAX_DEPTH {
            return Ok(None);
        }
        match self.peek() {
            Some(b'"') => Ok(self.string()),
            Some(b'{') => self.object(depth),
            Some(b'[') => self.array(depth),
            Some(b'n') => Ok(self.word(b"null", Value::NONE)),
            Some(b't') => Ok(self.word(b"true", Value::TRUE)),
            Some(b'f') => Ok(self.word(b"false", Value::FALSE)),
            Some(b'-' | b'0'..=b'9') => self.number(),
            _ => Ok(None),
        }
    }

    fn array(&mut self, depth: usize) -> R<Option<Value>> {
        self.at += 1;
        self.space();
        let mut items = Vec::new();
        if self.peek() == Some(b']') {
            self.at += 1;
            return Ok(Some(list::new_list(items)));
        }
        loop {
            let Some(item) = self.value(depth + 1)? else {
                return Ok(None);
            };
            items.push(item);
            self.space();
            let next = self.peek();
            self.at += 1;
            match next {
                Some(b',') => self.space(),
                Some(b']') => return Ok(Some(list::new_list(items))),
                _ => return Ok(None),
            }
        }
    }

    fn object(&mut self, depth: usize) -> R<Option<Value>> {
        self.at += 1;
        self.space();
        let made = DictObj::new();
        let dict = made.get::<DictObj>().expect("a dict");
        if self.peek() == Some(b'}') {
            self.at += 1;
            return Ok(Some(made));
        }
        loop {
            if self.peek() != Some(b'"') {
                return Ok(None);
            }
            let Some(key) = self.key() else {
                return Ok(None);
            };
            self.space();
            if self.peek() != Some(b':') {
                return Ok(None);
            }
            self.at += 1;
            self.space();
            let Some(value) = self.value(depth + 1)? else {
                return Ok(None);
            };
            dict.set(&key, value)?;
            self.space();
            let next = self.peek();
            self.at += 1;
            match next {
                Some(b',') => self.space(),
                Some(b'}') => return Ok(Some(made)),
                _ => return Ok(None),
            }
        }
    }

    /// The plain text from behind the quote to the next quote or backslash, which is at the position afterwards.
    fn plain(&mut self) -> Option<&'a [u8]> {
        let start = self.at;
        loop {
            match self.peek()? {
                b'"' | b'\\' => return Some(&self.bytes[start..self.at]),
                0..=0x1f => return None,
                _ => self.at += 1,
            }
        }
    }

    fn key(&mut self) -> Option<Value> {
        let start = self.at;
        self.at += 1;
        let text = self.plain()?;
        if self.peek() != Some(b'"') {
            self.at = start;
            return self.string();
        }
        self.at += 1;
        let key = self.keys.entry(text).or_insert_with(|| new_str(text));
        Some(key.clone())
    }

    fn string(&mut self) -> Option<Value> {
        self.at += 1;
        let text = self.plain()?;
        if self.peek() == Some(b'"') {
            self.at += 1;
            return Some(new_str(text));
        }
        let mut out = std::mem::take(&mut self.buffer);
        out.clear();
        out.extend_from_slice(text);
        loop {
            if self.peek()? == b'"' {
                self.at += 1;
                let made = new_str(&out);
                self.buffer = out;
                return Some(made);
            }
            self.escape(&mut out)?;
            out.extend_from_slice(self.plain()?);
        }
    }

    fn escape(&mut self, out: &mut Vec<u8>) -> Option<()> {
        let code = *self.bytes.get(self.at + 1)?;
        self.at += 2;
        out.push(match code {
            b'"' | b'\\' | b'/' => code,
            b'b' => 8,
            b'f' => 12,
            b'n' => b'\n',
            b'r' => b'\r',
            b't' => b'\t',
            b'u' => {
                let mut code = self.four_digits()?;
                if (0xd800..0xdc00).contains(&code) {
                    if !self.bytes[self.at..].starts_with(b"\\u") {
                        return None;
                    }
                    self.at += 2;
                    let low = self.four_digits()?;
                    if !(0xdc00..0xe000).contains(&low) {
                        return None;
                    }
                    code = 0x10000 + ((code - 0xd800) << 10) + (low - 0xdc00);
                }
                // Lone surrogates are left to the Python code.
                let c = char::from_u32(code)?;
                out.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes());
                return Some(());
            }
            _ => return None,
        });
        Some(())
    }

    fn four_digits(&mut self) -> Option<u32> {
        let digits = self.bytes.get(self.at..self.at + 4)?;
        let mut code = 0;
        for digit in digits {
            code = code * 16 + char::from(*digit).to_digit(16)?;
        }
        self.at += 4;
        Some(code)
    }

    fn digits(&mut self) -> usize {
        let start = self.at;
        while matches!(self.peek(), Some(b'0'..=b'9')) {
            self.at += 1;
        }
        self.at - start
    }

    fn number(&mut self) -> R<Option<Value>> {
        let start = self.at;
        if self.peek() == Some(b'-') {
            self.at += 1;
        }
        match self.peek() {
            Some(b'0') => self.at += 1,
            Some(b'1'..=b'9') => {
                self.digits();
            }
            _ => return Ok(None),
        }
        let mut is_float = false;
        let end = self.at;
        if self.peek() == Some(b'.') {
            self.at += 1;
            if self.digits() == 0 {
                self.at = end;
            } else {
                is_float = true;
            }
        }
        if matches!(self.peek(), Some(b'e' | b'E')) && (is_float || self.at == end) {
            let before = self.at;
            self.at += 1;
            if matches!(self.peek(), Some(b'+' | b'-')) {
                self.at += 1;
            }
            if self.digits() == 0 {
                self.at = before;
            } else {
                is_float = true;
            }
        }
        // All bytes are ASCII.
        let text = std::str::from_utf8(&self.bytes[start..self.at]).unwrap_or_default();
        if is_float {
            return Ok(text.parse().ok().map(float::from_f64));
        }
        if text.len() <= 18 {
            return Ok(text.parse().ok().map(int::from_i64));
        }
        if text.len() > 4000 {
            return Ok(None);
        }
        let class = class::builtin(ClassId::INT).value();
        call::call(&class, &[&new_str(text.as_bytes())]).map(Some)
    }
}

struct Writer<'a> {
    out: Vec<u8>,
    is_ascii: bool,
    indent: Option<&'a [u8]>,
    key_separator: &'a [u8],
    item_separator: &'a [u8],
    sorts: bool,
}

/// The object as JSON, or None.
fn write(a: &[Opt]) -> R {
    let indent = arg(a, 2);
    let is_text = |v: &Value| v.get::<StrObj>().is_some();
    if !is_text(arg(a, 3)) || !is_text(arg(a, 4)) || !is_text(indent) && !indent.is_none() {
        return Ok(Value::NONE);
    }
    let mut writer = Writer {
        out: Vec::new(),
        is_ascii: ops::truth(arg(a, 1))?,
        indent: (!indent.is_none()).then(|| bytes_of(indent)),
        key_separator: bytes_of(arg(a, 3)),
        item_separator: bytes_of(arg(a, 4)),
        sorts: ops::truth(arg(a, 5))?,
    };
    if writer.value(arg(a, 0), 0)? {
        Ok(new_str(&writer.out))
    } else {
        Ok(Value::NONE)
    }
}

impl Writer<'_> {
    /// False: the Python code is to do it.
    fn value(&mut self, v: &Value, depth: usize) -> R<bool> {
        if depth > MAX_DEPTH {
            return Ok(false);
        }
        if v.is_exactly(ClassId::STR) {
            self.string(bytes_of(v));
        } else if v.is_none() {
            self.out.extend_from_slice(b"null");
        } else if v.is_exactly(ClassId::BOOL) {
            let text: &[u8] = if ops::truth(v)? { b"true" } else { b"false" };
            self.out.extend_from_slice(text);
        } else if let Some(i) = v.as_small() {
            self.integer(i);
        } else if v.is_exactly(ClassId::INT) {
            self.out.extend_from_slice(bytes_of(&ops::repr(v)?));
        } else if v.is_exactly(ClassId::FLOAT) {
            let x = float::as_f64(v).unwrap_or(f64::NAN);
            if !x.is_finite() {
                return Ok(false);
            }
            self.out.extend_from_slice(bytes_of(&ops::repr(v)?));
        } else if v.is_exactly(ClassId::LIST) {
            let list = v.get::<ListObj>().expect("a list");
            let items: Vec<Value> = list.to_vec();
            return self.sequence(&items, depth);
        } else if v.is_exactly(ClassId::TUPLE) {
            return self.sequence(tuple::items(v), depth);
        } else if v.is_exactly(ClassId::DICT) {
            return self.dict(v.get::<DictObj>().expect("a dict"), depth);
        } else {
            return Ok(false);
        }
        Ok(true)
    }

    fn integer(&mut self, i: i64) {
        use std::io::Write;
        let _ = write!(self.out, "{i}");
    }

    fn newline(&mut self, depth: usize) {
        if let Some(indent) = self.indent {
            self.out.push(b'\n');
            for _ in 0..depth {
                self.out.extend_from_slice(indent);
            }
        }
    }

    fn sequence(&mut self, items: &[Value], depth: usize) -> R<bool> {
        if items.is_empty() {
            self.out.extend_from_slice(b"[]");
            return Ok(true);
        }
        self.out.push(b'[');
        for (at, item) in items.iter().enumerate() {
            if at > 0 {
                self.out.extend_from_slice(self.item_separator);
            }
            self.newline(depth + 1);
            if !self.value(item, depth + 1)? {
                return Ok(false);
            }
        }
        self.newline(depth);
        self.out.push(b']');
        Ok(true)
    }

    fn dict(&mut self, dict: &DictObj, depth: usize) -> R<bool> {
        if dict.is_empty() {
            self.out.extend_from_slice(b"{}");
            return Ok(true);
        }
        let mut items = dict.to_vec();
        if items.iter().any(|(key, _)| !key.is_exactly(ClassId::STR)) {
            return Ok(false);
        }
        if self.sorts {
            // The order of the bytes is that of the code points.
            items.sort_by(|left, right| bytes_of(&left.0).cmp(bytes_of(&right.0)));
        }
        self.out.push(b'{');
        for (at, (key, value)) in items.iter().enumerate() {
            if at > 0 {
                self.out.extend_from_slice(self.item_separator);
            }
            self.newline(depth + 1);
            self.string(bytes_of(key));
            self.out.extend_from_slice(self.key_separator);
            if !self.value(value, depth + 1)? {
                return Ok(false);
            }
        }
        self.newline(depth);
        self.out.push(b'}');
        Ok(true)
    }

    fn string(&mut self, text: &[u8]) {
        use std::io::Write;
        self.out.push(b'"');
        let mut plain = 0;
        let mut at = 0;
        while at < text.len() {
            let byte = text[at];
            let is_plain =
                byte >= 0x20 && byte != b'"' && byte != b'\\' && (byte < 0x7f || !self.is_ascii);
            if is_plain {
                at += 1;
                continue;
            }
            self.out.extend_from_slice(&text[plain..at]);
            let short = match byte {
                b'"' | b'\\' => Some(byte),
                b'\n' => Some(b'n'),
                b'\r' => Some(b'r'),
                b'\t' => Some(b't'),
                8 => Some(b'b'),
                12 => Some(b'f'),
                _ => None,
            };
            if let Some(short) = short {
                self.out.extend_from_slice(&[b'\\', short]);
                at += 1;
            } else {
                let (code, length) = code_point(&text[at..]);
                let mut unit = |code: u32| {
                    let _ = write!(self.out, "\\u{code:04x}");
                };
                if code < 0x10000 {
                    unit(code);
                } else {
                    unit(0xd800 | (code - 0x10000) >> 10);
                    unit(0xdc00 | (code - 0x10000) & 0x3ff);
                }
                at += length;
            }
            plain = at;
        }
        self.out.extend_from_slice(&text[plain..]);
        self.out.push(b'"');
    }
}

/// The first code point and its length in bytes.
fn code_point(text: &[u8]) -> (u32, usize) {
    let rest = |at: usize| u32::from(text.get(at).copied().unwrap_or(0) & 0x3f);
    let first = u32::from(text[0]);
    match first {
        0..0x80 => (first, 1),
        0x80..0xe0 => ((first & 0x1f) << 6 | rest(1), 2),
        0xe0..0xf0 => ((first & 0xf) << 12 | rest(1) << 6 | rest(2), 3),
        _ => (
            (first & 7) << 18 | rest(1) << 12 | rest(2) << 6 | rest(3),
            4,
        ),
    }
}

/// The next state of the Mersenne Twister and its 624 words, tempered. Source: Matsumoto and Nishimura, "Mersenne Twister",
/// ACM TOMACS 8 (1998).
fn twist(a: &[Opt]) -> R {
    const SIZE: usize = 624;
    const SHIFT: usize = 397;
    let state = arg(a, 0);
    let mut words: Vec<u32> = state.get::<ListObj>().map_or(vec![], |list| {
        list.to_vec()
            .iter()
            .map(|word| word.as_small().unwrap_or(0) as u32)
            .collect()
    });
    words.resize(SIZE, 0);
    for i in 0..SIZE {
        let word = words[i] & 0x8000_0000 | words[(i + 1) % SIZE] & 0x7fff_ffff;
        let odd = if word & 1 == 1 { 0x9908_b0df } else { 0 };
        words[i] = words[(i + SHIFT) % SIZE] ^ word >> 1 ^ odd;
    }
    let small = |word: u32| Value::small(i64::from(word));
    let tempered = words.iter().map(|word| {
        let mut word = *word;
        word ^= word >> 11;
        word ^= word << 7 & 0x9d2c_5680;
        word ^= word << 15 & 0xefc6_0000;
        small(word ^ word >> 18)
    });
    let tempered = list::new_list(tempered.collect());
    let state = list::new_list(words.iter().map(|word| small(*word)).collect());
    Ok(tuple::new_tuple(vec![state, tempered]))
}
