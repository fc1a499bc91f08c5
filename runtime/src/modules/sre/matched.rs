//! `re.Match`.

use super::pattern::PatternObj;
use super::subject::{Anchor, Subject};
use super::{argument, replace};
use crate::native::{TypeDef, getter, method};
use crate::types::dict::DictObj;
use crate::types::int::from_usize;
use crate::types::str::{self, StrObj, new_str};
use crate::types::tuple::new_tuple;
use crate::types::type_::CLASS_GETITEM;
use crate::{ClassId, Header, Object, Opt, R, Raised, Value, class, errors, ops};
use smallvec::SmallVec;
use taipan_sre::Scratch;

/// A group that took no part.
const UNSET: usize = usize::MAX;

#[repr(C)]
pub struct MatchObj {
    pub header: Header,
    /// A `Pattern`.
    pub pattern: Value,
    pub string: Value,
    /// Byte offsets of start and end of each group, the whole match first.
    spans: SmallVec<[(usize, usize); 2]>,
    /// 0 for none.
    last_index: usize,
    /// As Python counts them.
    pos: usize,
    endpos: usize,
    anchor: Anchor,
}

// SAFETY: begins with a header.
unsafe impl Object for MatchObj {
    const CLASS: ClassId = ClassId::MATCH;
}

unsafe fn trace(object: *mut Header, visit: &mut dyn FnMut(&Value)) {
    // SAFETY: the class guarantees the layout.
    let m = unsafe { &*(object as *mut MatchObj) };
    visit(&m.pattern);
    visit(&m.string);
}

/// The match that `scratch` holds.
pub fn new_match(
    pattern: &Value,
    subject: &Subject,
    scratch: &Scratch,
    (pos, endpos): (usize, usize),
    anchor: Anchor,
) -> Value {
    // SAFETY: callers pass a Pattern.
    let groups = unsafe { pattern.cast::<PatternObj>() }.program.groups;
    let mut spans = SmallVec::from_elem((UNSET, UNSET), groups + 1);
    scratch.spans(&mut spans, (UNSET, UNSET));
    let class = ClassId::MATCH as u32;
    class::new_object(
        class,
        MatchObj {
            header: Header::new(class),
            pattern: pattern.clone(),
            string: subject.value.clone(),
            spans,
            last_index: scratch.last_index().unwrap_or(0),
            pos,
            endpos,
            anchor,
        },
    )
}

impl MatchObj {
    fn pattern(&self) -> &PatternObj {
        // SAFETY: only `new_match` makes matches, from a Pattern.
        unsafe { self.pattern.cast::<PatternObj>() }
    }

    fn subject(&self) -> Subject<'_> {
        Subject::find(&self.string).expect("a match has a text")
    }

    /// The text of a group; `None` where it took no part.
    #[inline]
    pub fn text(&self, group: usize) -> Opt {
        let (start, end) = self.spans[group];
        if start == UNSET {
            return None;
        }
        if self.string.is_exactly(ClassId::STR) {
            // SAFETY: an exact str.
            let s = unsafe { self.string.cast::<StrObj>() };
            if s.is_ascii() && end - start < s.len.get() {
                return Some(str::ascii_piece(&s.bytes()[start..end]));
            }
        }
        Some(self.subject().slice(start, end))
    }

    /// The bytes of a group.
    pub fn bytes(&self, group: usize) -> Option<&[u8]> {
        match self.spans[group] {
            (UNSET, _) => None,
            (start, end) => Some(&self.subject().bytes[start..end]),
        }
    }

    fn points(&self, group: usize) -> (Value, Value) {
        match self.spans[group] {
            (UNSET, _) => (Value::small(-1), Value::small(-1)),
            (start, end) => {
                let subject = self.subject();
                let first = subject.point(start, self.anchor);
                let last = subject.point(
                    end,
                    Anchor {
                        offset: start,
                        point: first,
                    },
                );
                (from_usize(first), from_usize(last))
            }
        }
    }

    #[inline]
    fn index(&self, group: &Value) -> R<usize> {
        if group.is_exactly(ClassId::STR) {
            // SAFETY: an exact str.
            let name = unsafe { group.cast::<StrObj>() };
            if let Some(number) = self.pattern().group_called(group, name) {
                return Ok(number);
            }
        }
        self.index_of(group)
    }

    #[inline(never)]
    fn index_of(&self, group: &Value) -> R<usize> {
        if let Some(number) = group.as_small() {
            return match usize::try_from(number) {
                Ok(number) if number < self.spans.len() => Ok(number),
                _ => Err(no_such_group()),
            };
        }
        if let Some(name) = group.get::<StrObj>() {
            return self
                .pattern()
                .group_called(group, name)
                .ok_or_else(no_such_group);
        }
        if class::lookup(group.class(), crate::name!("__index__")).is_some() {
            let number = ops::index_i64(group)?.and_then(|number| usize::try_from(number).ok());
            return number
                .filter(|&number| number < self.spans.len())
                .ok_or_else(no_such_group);
        }
        Err(no_such_group())
    }
}

#[cold]
fn no_such_group() -> Raised {
    errors::index_error("no such group")
}

fn this(args: &[Opt]) -> &MatchObj {
    // SAFETY: the binding has checked the receiver.
    unsafe { argument(args, 0).cast::<MatchObj>() }
}

fn or_none(value: Opt) -> Value {
    value.unwrap_or(Value::NONE)
}

fn group(args: &[Opt]) -> R {
    let m = this(args);
    let rest = crate::types::tuple::items(argument(args, 1));
    match rest {
        [] => Ok(or_none(m.text(0))),
        [one] => Ok(or_none(m.text(m.index(one)?))),
        many => {
            let texts: R<Vec<Value>> = many
                .iter()
                .map(|group| Ok(or_none(m.text(m.index(group)?))))
                .collect();
            Ok(new_tuple(texts?))
        }
    }
}

fn get_item(args: &[Opt]) -> R {
    item(argument(args, 0), argument(args, 1))
}

/// `match[group]`
pub fn item(found: &Value, group: &Value) -> R {
    // SAFETY: callers pass a Match.
    let m = unsafe { found.cast::<MatchObj>() };
    Ok(or_none(m.text(m.index(group)?)))
}

fn chosen(args: &[Opt]) -> R<usize> {
    match args[1].as_ref() {
        None => Ok(0),
        Some(group) => this(args).index(group),
    }
}

fn start(args: &[Opt]) -> R {
    Ok(this(args).points(chosen(args)?).0)
}

fn end(args: &[Opt]) -> R {
    Ok(this(args).points(chosen(args)?).1)
}

fn span(args: &[Opt]) -> R {
    let (start, end) = this(args).points(chosen(args)?);
    Ok(new_tuple(vec![start, end]))
}

fn groups(args: &[Opt]) -> R {
    let m = this(args);
    let default = args[1].clone().unwrap_or(Value::NONE);
    Ok(new_tuple(
        (1..m.spans.len())
            .map(|group| m.text(group).unwrap_or_else(|| default.clone()))
            .collect(),
    ))
}

fn groupdict(args: &[Opt]) -> R {
    let m = this(args);
    let default = args[1].clone().unwrap_or(Value::NONE);
    let result = DictObj::new();
    for (name, group) in &m.pattern().program.names {
        let text = m.text(*group as usize).unwrap_or_else(|| default.clone());
        // SAFETY: made by `DictObj::new`.
        unsafe { result.cast::<DictObj>() }.set(&str::intern(name), text)?;
    }
    Ok(result)
}

fn expand(args: &[Opt]) -> R {
    let m = this(args);
    replace::expand(m, m.pattern(), argument(args, 1))
}

fn itself(args: &[Opt]) -> R {
    Ok(argument(args, 0).clone())
}

fn repr(args: &[Opt]) -> R {
    let m = this(args);
    let (start, end) = m.points(0);
    let text = ops::repr(&or_none(m.text(0)))?;
    let mut out = b"<re.Match object; span=(".to_vec();
    out.extend_from_slice(str::bytes_of(&ops::repr(&start)?));
    out.extend_from_slice(b", ");
    out.extend_from_slice(str::bytes_of(&ops::repr(&end)?));
    out.extend_from_slice(b"), match=");
    out.extend_from_slice(clipped(str::bytes_of(&text), 50));
    out.push(b'>');
    Ok(new_str(&out))
}

/// The first `count` characters.
pub fn clipped(text: &[u8], count: usize) -> &[u8] {
    let starts = text
        .iter()
        .enumerate()
        .filter(|(_, byte)| **byte & 0xc0 != 0x80);
    match starts.map(|(at, _)| at).nth(count) {
        Some(end) => &text[..end],
        None => text,
    }
}

fn get_string(args: &[Opt]) -> R {
    Ok(this(args).string.clone())
}

fn get_re(args: &[Opt]) -> R {
    Ok(this(args).pattern.clone())
}

fn get_pos(args: &[Opt]) -> R {
    Ok(from_usize(this(args).pos))
}

fn get_endpos(args: &[Opt]) -> R {
    Ok(from_usize(this(args).endpos))
}

fn get_lastindex(args: &[Opt]) -> R {
    Ok(match this(args).last_index {
        0 => Value::NONE,
        group => from_usize(group),
    })
}

fn get_lastgroup(args: &[Opt]) -> R {
    let m = this(args);
    Ok(match m.pattern().program.group_name(m.last_index) {
        Some(name) => str::intern(name),
        None => Value::NONE,
    })
}

fn get_regs(args: &[Opt]) -> R {
    let m = this(args);
    let pairs = (0..m.spans.len()).map(|group| {
        let (start, end) = m.points(group);
        new_tuple(vec![start, end])
    });
    Ok(new_tuple(pairs.collect()))
}

pub const MATCH: TypeDef = TypeDef {
    class: ClassId::MATCH,
    ops: class::fixed::<MatchObj>(trace),
    flags: 0,
    doc: "The result of re.match() and re.search().\nMatch objects always have a boolean value of True.",
    methods: &[
        method("group(self, /, *groups)", group),
        method("__getitem__(self, key, /)", get_item),
        method("start(self, group=0, /)", start),
        method("end(self, group=0, /)", end),
        method("span(self, group=0, /)", span),
        method("groups(self, /, default=None)", groups),
        method("groupdict(self, /, default=None)", groupdict),
        method("expand(self, /, template)", expand),
        method("__copy__(self, /)", itself),
        method("__deepcopy__(self, memo, /)", itself),
        method("__repr__(self, /)", repr),
        CLASS_GETITEM,
        getter("string", get_string),
        getter("re", get_re),
        getter("pos", get_pos),
        getter("endpos", get_endpos),
        getter("lastindex", get_lastindex),
        getter("lastgroup", get_lastgroup),
        getter("regs", get_regs),
    ],
    mark: crate::native::TYPE_MARK,
};
