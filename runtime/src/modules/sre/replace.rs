//! `sub`, `subn` and `expand`.

use super::matched::{MatchObj, new_match};
use super::pattern::{PatternObj, Walk};
use super::subject::{Anchor, Subject, make};
use super::{Lent, raise};
use crate::{R, Raised, Value, call, class, errors};
use std::rc::Rc;
use taipan_sre::{Mode, Piece, Scratch};

/// What takes a match's place.
enum Replacement<'a> {
    Literal(Subject<'a>),
    Template { pieces: Rc<[Piece]>, is_bytes: bool },
    Function(&'a Value),
}

fn is_callable(value: &Value) -> bool {
    class::lookup(value.class(), crate::name!("__call__")).is_some()
}

/// The template's text, or the error of a replacement that is neither text nor callable.
fn template_text(template: &Value) -> R<Subject<'_>> {
    Subject::find(template).ok_or_else(|| {
        let name = errors::type_name(template);
        errors::type_error(format!(
            "decoding to str: need a bytes-like object, {name} found"
        ))
    })
}

/// The parts of a template; remembers the last one.
fn pieces(pattern: &PatternObj, template: &Value, text: &Subject) -> R<Rc<[Piece]>> {
    if let Some((known, pieces)) = &*pattern.template.borrow()
        && Subject::find(known)
            .is_some_and(|known| known.bytes == text.bytes && known.is_bytes == text.is_bytes)
    {
        return Ok(pieces.clone());
    }
    match taipan_sre::parse_template(text.bytes, &pattern.program) {
        Ok(pieces) => {
            let pieces: Rc<[Piece]> = pieces.into();
            let old = pattern
                .template
                .replace(Some((template.clone(), pieces.clone())));
            drop(old);
            Ok(pieces)
        }
        Err(error) => Err(raise(error, template)),
    }
}

fn replacement<'a>(pattern: &PatternObj, value: &'a Value) -> R<Replacement<'a>> {
    if let Some(text) = Subject::find(value) {
        if !text.bytes.contains(&b'\\') {
            return Ok(Replacement::Literal(text));
        }
        let pieces = pieces(pattern, value, &text)?;
        return Ok(Replacement::Template {
            pieces,
            is_bytes: text.is_bytes,
        });
    }
    if is_callable(value) {
        return Ok(Replacement::Function(value));
    }
    Err(template_text(value).err().unwrap_or(Raised))
}

/// The error of joining parts of which one is of the wrong type.
#[cold]
fn wrong_part(index: usize, value: &Value, is_bytes: bool) -> Raised {
    let wanted = if is_bytes {
        "a bytes-like object"
    } else {
        "str instance"
    };
    let name = errors::type_name(value);
    errors::type_error(format!(
        "sequence item {index}: expected {wanted}, {name} found"
    ))
}

/// The text with at most `count` matches (0: all) replaced, and the number of replacements.
pub fn substitute(
    pattern_value: &Value,
    repl: &Value,
    string: &Value,
    count: usize,
) -> R<(Value, usize)> {
    // SAFETY: the binding has checked the receiver.
    let pattern = unsafe { pattern_value.cast::<PatternObj>() };
    let program = &*pattern.program;
    let replacement = replacement(pattern, repl)?;
    // A callback may drop the caller's reference.
    let string = string.clone();
    let subject = Subject::of(&string, program.is_bytes)?;
    let end = subject.bytes.len();
    let mut out: Vec<u8> = Vec::new();
    let mut is_flat = subject.is_flat;
    let mut scratch = Lent::new();
    let mut walk = Walk::new((0, end));
    let mut anchor = Anchor::default();
    // The number of parts that `_sre` would have joined, for the message about one of the wrong type.
    let (mut last, mut done, mut parts) = (0, 0, 0);
    while count != usize::MAX
        && (count == 0 || done < count)
        && walk.next(program, &mut scratch, subject.bytes, Mode::Search)?
    {
        let (from, to) = scratch.span();
        if last < from {
            out.extend_from_slice(&subject.bytes[last..from]);
            parts += 1;
        }
        match &replacement {
            Replacement::Literal(text) => {
                if text.is_bytes != program.is_bytes {
                    return Err(wrong_part(parts, repl, program.is_bytes));
                }
                out.extend_from_slice(text.bytes);
                is_flat &= text.is_flat;
            }
            Replacement::Template { pieces, is_bytes } => {
                if *is_bytes != program.is_bytes {
                    return Err(wrong_part(parts, repl, program.is_bytes));
                }
                is_flat &= fill(pieces, &subject, &scratch, &mut out);
            }
            Replacement::Function(function) => {
                anchor = Anchor {
                    offset: from,
                    point: subject.point(from, anchor),
                };
                let found = new_match(
                    pattern_value,
                    &subject,
                    &scratch,
                    (0, subject.length),
                    anchor,
                );
                let result = call::call(function, &[&found])?;
                if result.is_none() {
                    // As an empty text, but no part.
                    last = to;
                    done += 1;
                    continue;
                }
                match Subject::find(&result) {
                    Some(text) if text.is_bytes == program.is_bytes => {
                        out.extend_from_slice(text.bytes);
                        is_flat &= text.is_flat;
                    }
                    _ => return Err(wrong_part(parts, &result, program.is_bytes)),
                }
            }
        }
        parts += 1;
        last = to;
        done += 1;
    }
    if done == 0 {
        return Ok((subject.slice(0, end), 0));
    }
    out.extend_from_slice(&subject.bytes[last..]);
    Ok((make(&out, program.is_bytes, is_flat), done))
}

/// Appends a filled-in template; whether the literals in it are ASCII.
fn fill(pieces: &[Piece], subject: &Subject, scratch: &Scratch, out: &mut Vec<u8>) -> bool {
    let mut is_flat = true;
    for piece in pieces {
        match piece {
            Piece::Literal(text) => {
                out.extend_from_slice(text);
                is_flat &= subject.is_bytes || text.is_ascii();
            }
            Piece::Group(group) => {
                if let Some((start, end)) = scratch.group(*group as usize) {
                    out.extend_from_slice(&subject.bytes[start..end]);
                }
            }
        }
    }
    is_flat
}

/// `match.expand(template)`
pub fn expand(found: &MatchObj, pattern: &PatternObj, template: &Value) -> R {
    let text = template_text(template)?;
    let pieces = pieces(pattern, template, &text)?;
    let mut out = Vec::new();
    for piece in &*pieces {
        match piece {
            Piece::Literal(literal) => out.extend_from_slice(literal),
            Piece::Group(group) => {
                out.extend_from_slice(found.bytes(*group as usize).unwrap_or_default())
            }
        }
    }
    Ok(make(
        &out,
        pattern.program.is_bytes,
        pattern.program.is_bytes,
    ))
}
