//! `re.Pattern` and what walks a text with one.

use super::matched::{clipped, new_match};
use super::subject::{Anchor, Subject};
use super::{Lent, argument, execute, replace};
use crate::native::{TypeDef, getter, method};
use crate::types::dict::DictObj;
use crate::types::int::from_usize;
use crate::types::list::ListObj;
use crate::types::str::{self, StrObj, new_str};
use crate::types::tuple::new_tuple;
use crate::types::type_::CLASS_GETITEM;
use crate::{ClassId, Header, Object, Opt, R, Value, class, errors, ops};
use std::cell::{Cell, RefCell};
use std::sync::atomic::{AtomicU64, Ordering};
use taipan_sre::{Mode, Piece, Program, Scratch, flags};

#[repr(C)]
pub struct PatternObj {
    pub header: Header,
    pub program: Box<Program>,
    /// The `str` or `bytes` that was compiled.
    pub source: Value,
    /// The last replacement template and its parts.
    pub template: RefCell<Option<(Value, std::rc::Rc<[Piece]>)>>,
    /// Groups by names that were asked for: the word of an immortal `str`, and in the highest 16 bits the group; 0 for none.
    known_names: [AtomicU64; KNOWN_NAMES],
}

const KNOWN_NAMES: usize = 32;
/// Where the group begins in a word of `known_names`.
const SHIFT: u32 = 48;

impl PatternObj {
    /// The number of the group called `name`, which is the text of `key`.
    #[inline]
    pub fn group_called(&self, key: &Value, name: &StrObj) -> Option<usize> {
        let word = key.word();
        let at = word.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 59;
        let known = &self.known_names[at as usize % KNOWN_NAMES];
        let entry = known.load(Ordering::Relaxed);
        if entry & ((1 << SHIFT) - 1) == word {
            return Some((entry >> SHIFT) as usize);
        }
        self.find_name(known, word, name)
    }

    #[inline(never)]
    fn find_name(&self, known: &AtomicU64, word: u64, name: &StrObj) -> Option<usize> {
        let group = self.program.group_index(name.bytes())?;
        // Nothing else will have this address. The texts that programs write are such.
        if name.header.is_immortal() && word >> SHIFT == 0 && group >> (64 - SHIFT) == 0 {
            known.store(word | u64::from(group) << SHIFT, Ordering::Relaxed);
        }
        Some(group as usize)
    }
}

// SAFETY: begins with a header.
unsafe impl Object for PatternObj {
    const CLASS: ClassId = ClassId::PATTERN;
}

unsafe fn trace(object: *mut Header, visit: &mut dyn FnMut(&Value)) {
    // SAFETY: the class guarantees the layout.
    let p = unsafe { &*(object as *mut PatternObj) };
    visit(&p.source);
    if let Some((template, _)) = &*p.template.borrow() {
        visit(template);
    }
}

pub fn new_pattern(program: Program, source: Value) -> Value {
    let class = ClassId::PATTERN as u32;
    let header = Header::new(class);
    class::new_object(
        class,
        PatternObj {
            header,
            program: Box::new(program),
            source,
            template: RefCell::new(None),
            known_names: [const { AtomicU64::new(0) }; KNOWN_NAMES],
        },
    )
}

fn this(args: &[Opt]) -> &PatternObj {
    // SAFETY: the binding has checked the receiver.
    unsafe { argument(args, 0).cast::<PatternObj>() }
}

/// A position argument, cut to the text.
fn position(argument: &Opt, default: usize, length: usize) -> R<usize> {
    let Some(value) = argument else {
        return Ok(default);
    };
    match ops::index_i64(value)? {
        Some(point) => Ok(usize::try_from(point).unwrap_or(0).min(length)),
        None => Err(errors::overflow_error(
            "Python int too large to convert to C ssize_t",
        )),
    }
}

/// A count argument; 0 for none.
fn count(argument: &Opt) -> R<usize> {
    let Some(value) = argument else { return Ok(0) };
    match ops::index_i64(value)? {
        // A negative count allows nothing, as the first comparison with it shows in `_sre`.
        Some(count) => Ok(usize::try_from(count).unwrap_or(usize::MAX)),
        None => Err(errors::overflow_error(
            "Python int too large to convert to C ssize_t",
        )),
    }
}

/// The parts of a text that an operation looks at, as positions and as byte offsets.
#[derive(Clone, Copy)]
pub struct Range {
    pub points: (usize, usize),
    pub offsets: (usize, usize),
}

impl Range {
    fn new(subject: &Subject, pos: &Opt, endpos: &Opt) -> R<Range> {
        let start = position(pos, 0, subject.length)?;
        let end = position(endpos, subject.length, subject.length)?;
        let end_offset = if end == subject.length {
            subject.bytes.len()
        } else {
            subject.offset(end)
        };
        Ok(Range {
            points: (start, end),
            offsets: (subject.offset(start), end_offset),
        })
    }
}

fn match_with(args: &[Opt], mode: Mode) -> R {
    let pattern = this(args);
    let subject = Subject::of(argument(args, 1), pattern.program.is_bytes)?;
    let range = Range::new(&subject, &args[2], &args[3])?;
    let mut scratch = Lent::new();
    if !execute(
        &pattern.program,
        &mut scratch,
        subject.bytes,
        range.offsets,
        mode,
        false,
    )? {
        return Ok(Value::NONE);
    }
    let anchor = Anchor {
        offset: range.offsets.0,
        point: range.points.0,
    };
    Ok(new_match(
        argument(args, 0),
        &subject,
        &scratch,
        range.points,
        anchor,
    ))
}

fn match_(args: &[Opt]) -> R {
    match_with(args, Mode::Match)
}

fn search(args: &[Opt]) -> R {
    match_with(args, Mode::Search)
}

fn fullmatch(args: &[Opt]) -> R {
    match_with(args, Mode::FullMatch)
}

/// Goes from match to match as `finditer`, `sub` and `split` do: an empty match may touch the one before it, but not
/// lie where the last empty one was.
pub struct Walk {
    at: usize,
    end: usize,
    must_advance: bool,
}

impl Walk {
    pub fn new(offsets: (usize, usize)) -> Walk {
        Walk {
            at: offsets.0,
            end: offsets.1,
            must_advance: false,
        }
    }

    /// Finds the next match and leaves it in `scratch`.
    #[inline]
    pub fn next(
        &mut self,
        program: &Program,
        scratch: &mut Scratch,
        text: &[u8],
        mode: Mode,
    ) -> R<bool> {
        if self.at > self.end
            || !execute(
                program,
                scratch,
                text,
                (self.at, self.end),
                mode,
                self.must_advance,
            )?
        {
            return Ok(false);
        }
        let (start, end) = scratch.span();
        self.at = end;
        self.must_advance = start == end;
        Ok(true)
    }
}

fn findall(args: &[Opt]) -> R {
    let pattern = this(args);
    let program = &*pattern.program;
    let subject = Subject::of(argument(args, 1), program.is_bytes)?;
    let range = Range::new(&subject, &args[2], &args[3])?;
    let result = crate::types::list::with_capacity(0);
    // SAFETY: just made.
    let list = unsafe { result.cast::<ListObj>() };
    let mut scratch = Lent::new();
    let mut walk = Walk::new(range.offsets);
    let text = |scratch: &Scratch, group: usize| {
        let (start, end) = scratch.group(group).unwrap_or((0, 0));
        subject.slice(start, end)
    };
    while walk.next(program, &mut scratch, subject.bytes, Mode::Search)? {
        list.push(match program.groups {
            0 | 1 => text(&scratch, program.groups),
            groups => new_tuple((1..=groups).map(|group| text(&scratch, group)).collect()),
        });
    }
    Ok(result)
}

fn split(args: &[Opt]) -> R {
    let pattern = this(args);
    let program = &*pattern.program;
    let subject = Subject::of(argument(args, 1), program.is_bytes)?;
    let limit = count(&args[2])?;
    let result = crate::types::list::with_capacity(0);
    // SAFETY: just made.
    let list = unsafe { result.cast::<ListObj>() };
    let mut scratch = Lent::new();
    let mut walk = Walk::new((0, subject.bytes.len()));
    let (mut last, mut done) = (0, 0);
    while limit != usize::MAX
        && (limit == 0 || done < limit)
        && walk.next(program, &mut scratch, subject.bytes, Mode::Search)?
    {
        let (start, end) = scratch.span();
        list.push(subject.slice(last, start));
        for group in 1..=program.groups {
            list.push(
                scratch
                    .group(group)
                    .map_or(Value::NONE, |(start, end)| subject.slice(start, end)),
            );
        }
        last = end;
        done += 1;
    }
    list.push(subject.slice(last, subject.bytes.len()));
    Ok(result)
}

fn sub(args: &[Opt]) -> R {
    let (text, _) = replace::substitute(
        argument(args, 0),
        argument(args, 1),
        argument(args, 2),
        count(&args[3])?,
    )?;
    Ok(text)
}

fn subn(args: &[Opt]) -> R {
    let (text, done) = replace::substitute(
        argument(args, 0),
        argument(args, 1),
        argument(args, 2),
        count(&args[3])?,
    )?;
    Ok(new_tuple(vec![text, from_usize(done)]))
}

fn itself(args: &[Opt]) -> R {
    Ok(argument(args, 0).clone())
}

fn get_pattern(args: &[Opt]) -> R {
    Ok(this(args).source.clone())
}

fn get_flags(args: &[Opt]) -> R {
    Ok(Value::small(i64::from(this(args).program.flags)))
}

fn get_groups(args: &[Opt]) -> R {
    Ok(from_usize(this(args).program.groups))
}

fn get_groupindex(args: &[Opt]) -> R {
    let result = DictObj::new();
    for (name, group) in &this(args).program.names {
        // SAFETY: made by `DictObj::new`.
        unsafe { result.cast::<DictObj>() }
            .set(&str::intern(name), Value::small(i64::from(*group)))?;
    }
    Ok(crate::types::mapping_proxy::new_proxy(result))
}

fn repr(args: &[Opt]) -> R {
    let pattern = this(args);
    let mut rest = pattern.program.flags;
    if !pattern.program.is_bytes && rest & flags::TYPE_FLAGS == flags::UNICODE {
        rest &= !flags::UNICODE;
    }
    let names = [
        ("re.IGNORECASE", flags::IGNORECASE),
        ("re.LOCALE", flags::LOCALE),
        ("re.MULTILINE", flags::MULTILINE),
        ("re.DOTALL", flags::DOTALL),
        ("re.VERBOSE", flags::VERBOSE),
        ("re.DEBUG", flags::DEBUG),
        ("re.ASCII", flags::ASCII),
    ];
    let mut shown = Vec::new();
    for (name, flag) in names {
        if rest & flag != 0 {
            shown.push(name.to_string());
            rest &= !flag;
        }
    }
    if rest != 0 {
        shown.push(format!("{rest:#x}"));
    }
    let mut out = b"re.compile(".to_vec();
    out.extend_from_slice(clipped(str::bytes_of(&ops::repr(&pattern.source)?), 200));
    if !shown.is_empty() {
        out.extend_from_slice(b", ");
        out.extend_from_slice(shown.join("|").as_bytes());
    }
    out.push(b')');
    Ok(new_str(&out))
}

fn equal(args: &[Opt]) -> R {
    let (a, Some(b)) = (this(args), argument(args, 1).get::<PatternObj>()) else {
        return Ok(Value::NOT_IMPLEMENTED);
    };
    let same = std::ptr::eq(a, b)
        || (a.program.flags == b.program.flags
            && a.program.is_bytes == b.program.is_bytes
            && ops::equal(&a.source, &b.source)?);
    Ok(Value::bool(same))
}

fn hash(args: &[Opt]) -> R {
    let pattern = this(args);
    let hash = ops::hash(&pattern.source)? ^ i64::from(pattern.program.flags);
    Ok(crate::types::int::from_i64(if hash == -1 {
        -2
    } else {
        hash
    }))
}

/// What `finditer` and `scanner` give.
#[repr(C)]
pub struct ScannerObj {
    pub header: Header,
    pattern: Value,
    string: Value,
    points: (usize, usize),
    at: Cell<usize>,
    end: usize,
    must_advance: Cell<bool>,
    anchor: Cell<Anchor>,
}

// SAFETY: begins with a header.
unsafe impl Object for ScannerObj {
    const CLASS: ClassId = ClassId::PATTERN_SCANNER;
}

unsafe fn trace_scanner(object: *mut Header, visit: &mut dyn FnMut(&Value)) {
    // SAFETY: the class guarantees the layout.
    let s = unsafe { &*(object as *mut ScannerObj) };
    visit(&s.pattern);
    visit(&s.string);
}

fn scanner(args: &[Opt]) -> R {
    let pattern = this(args);
    let string = argument(args, 1);
    let subject = Subject::of(string, pattern.program.is_bytes)?;
    let Range { points, offsets } = Range::new(&subject, &args[2], &args[3])?;
    let class = ClassId::PATTERN_SCANNER as u32;
    Ok(class::new_object(
        class,
        ScannerObj {
            header: Header::new(class),
            pattern: argument(args, 0).clone(),
            string: string.clone(),
            points,
            at: Cell::new(offsets.0),
            end: offsets.1,
            must_advance: Cell::new(false),
            anchor: Cell::new(Anchor {
                offset: offsets.0,
                point: points.0,
            }),
        },
    ))
}

fn finditer(args: &[Opt]) -> R {
    Ok(crate::types::iterators::new_callable_iterator(
        scanner(args)?,
        Value::NONE,
    ))
}

impl ScannerObj {
    pub fn next_found(&self) -> R<Opt> {
        self.advance(Mode::Search)
    }

    /// The next match.
    fn advance(&self, mode: Mode) -> R<Opt> {
        let subject = Subject::find(&self.string).expect("a scanner has a text");
        // SAFETY: only `scanner` makes scanners, from a Pattern.
        let program = &*unsafe { self.pattern.cast::<PatternObj>() }.program;
        let mut scratch = Lent::new();
        let mut walk = Walk {
            at: self.at.get(),
            end: self.end,
            must_advance: self.must_advance.get(),
        };
        if !walk.next(program, &mut scratch, subject.bytes, mode)? {
            return Ok(None);
        }
        self.at.set(walk.at);
        self.must_advance.set(walk.must_advance);
        let start = scratch.span().0;
        let anchor = Anchor {
            offset: start,
            point: subject.point(start, self.anchor.get()),
        };
        self.anchor.set(anchor);
        Ok(Some(new_match(
            &self.pattern,
            &subject,
            &scratch,
            self.points,
            anchor,
        )))
    }
}

fn this_scanner(args: &[Opt]) -> &ScannerObj {
    // SAFETY: the binding has checked the receiver.
    unsafe { argument(args, 0).cast::<ScannerObj>() }
}

fn scanner_match(args: &[Opt]) -> R {
    Ok(this_scanner(args)
        .advance(Mode::Match)?
        .unwrap_or(Value::NONE))
}

fn scanner_search(args: &[Opt]) -> R {
    Ok(this_scanner(args)
        .advance(Mode::Search)?
        .unwrap_or(Value::NONE))
}

fn get_scanner_pattern(args: &[Opt]) -> R {
    Ok(this_scanner(args).pattern.clone())
}

pub const PATTERN: TypeDef = TypeDef {
    class: ClassId::PATTERN,
    ops: class::fixed::<PatternObj>(trace),
    flags: 0,
    doc: "Compiled regular expression object.",
    methods: &[
        method("match(self, /, string, pos=0, endpos=sys.maxsize)", match_),
        method(
            "fullmatch(self, /, string, pos=0, endpos=sys.maxsize)",
            fullmatch,
        ),
        method("search(self, /, string, pos=0, endpos=sys.maxsize)", search),
        method(
            "findall(self, /, string, pos=0, endpos=sys.maxsize)",
            findall,
        ),
        method(
            "finditer(self, /, string, pos=0, endpos=sys.maxsize)",
            finditer,
        ),
        method(
            "scanner(self, /, string, pos=0, endpos=sys.maxsize)",
            scanner,
        ),
        method("split(self, /, string, maxsplit=0)", split),
        method("sub(self, /, repl, string, count=0)", sub),
        method("subn(self, /, repl, string, count=0)", subn),
        method("__copy__(self, /)", itself),
        method("__deepcopy__(self, memo, /)", itself),
        method("__repr__(self, /)", repr),
        method("__eq__(self, other, /)", equal),
        method("__hash__(self, /)", hash),
        CLASS_GETITEM,
        getter("pattern", get_pattern),
        getter("flags", get_flags),
        getter("groups", get_groups),
        getter("groupindex", get_groupindex),
    ],
    mark: crate::native::TYPE_MARK,
};

pub const SCANNER: TypeDef = TypeDef {
    class: ClassId::PATTERN_SCANNER,
    ops: class::fixed::<ScannerObj>(trace_scanner),
    flags: 0,
    doc: "",
    methods: &[
        method("match(self, /)", scanner_match),
        method("search(self, /)", scanner_search),
        getter("pattern", get_scanner_pattern),
    ],
    mark: crate::native::TYPE_MARK,
};
