//! Syntax trees to programs.
//!
//! **Invariant:** whether a choice point saves the values of captures is decided by the pattern's nesting exactly as
//! `_sre` decides it when running (it does inside a repeat of more than one character), because it can be observed.

use crate::ast::{self, Greed, Node, Position, SetItem};
use crate::chars;
use crate::charset::CharSet;
use crate::error::{ErrorKind, PatternError};
use crate::first;
use crate::flags;
use crate::parse::Parsed;
use crate::program::{At, Code, Fold, Loop, NONE, One, Op, Prefilter, Switch, Unit};

struct Compiler<'a> {
    code: Code,
    is_bytes: bool,
    group_widths: &'a [Option<(u64, u64)>],
    in_repeat: bool,
}

pub(crate) fn compile(parsed: &Parsed, is_bytes: bool) -> Result<Code, PatternError> {
    let mut compiler = Compiler {
        code: Code {
            ops: Vec::new(),
            literals: Vec::new(),
            sets: Vec::new(),
            ones: Vec::new(),
            loops: Vec::new(),
            follows: Vec::new(),
            switches: Vec::new(),
            slots: 0,
            marks: (parsed.group_widths.len() - 1) * 2,
            min_width: ast::width(&parsed.body, &parsed.group_widths).0,
            prefilter: Prefilter::None,
            search_guard: None,
            run_at_start: None,
        },
        is_bytes,
        group_widths: &parsed.group_widths,
        in_repeat: false,
    };
    compiler.sequence(&parsed.body, parsed.flags)?;
    compiler.emit(Op::Match);
    let mut code = compiler.code;
    code.search_guard = search_guard(parsed, is_bytes, code.min_width);
    first::annotate(&mut code);
    Ok(code)
}

impl Compiler<'_> {
    fn here(&self) -> u32 {
        self.code.ops.len() as u32
    }

    fn emit(&mut self, op: Op) -> usize {
        self.code.ops.push(op);
        self.code.ops.len() - 1
    }

    fn slot(&mut self) -> u32 {
        self.code.slots += 1;
        self.code.slots - 1
    }

    fn is_cased(&self, c: u32, given: u32) -> bool {
        given & flags::IGNORECASE != 0
            && match given & flags::UNICODE != 0 {
                true => chars::is_cased(c),
                false => chars::is_ascii_letter(c),
            }
    }

    fn encode(&mut self, c: u32) {
        if self.is_bytes {
            self.code.literals.push(c as u8);
        } else {
            chars::encode(c, &mut self.code.literals);
        }
    }

    fn set(&mut self, items: &[SetItem], given: u32) -> u32 {
        self.code
            .sets
            .push(CharSet::new(items, given, self.is_bytes));
        self.code.sets.len() as u32 - 1
    }

    fn sequence(&mut self, seq: &[Node], given: u32) -> Result<(), PatternError> {
        let mut at = 0;
        while at < seq.len() {
            let start = self.code.literals.len();
            while let Some(&Node::Literal(c)) = seq.get(at) {
                if self.is_cased(c, given) {
                    break;
                }
                self.encode(c);
                at += 1;
            }
            match self.code.literals.len() - start {
                0 => {
                    self.node(&seq[at], given)?;
                    at += 1;
                }
                1 => {
                    let byte = self.code.literals.pop().unwrap_or_default();
                    self.emit(Op::Byte(byte));
                }
                len => {
                    self.emit(Op::Bytes {
                        start: start as u32,
                        len: len as u32,
                    });
                }
            }
        }
        Ok(())
    }

    fn node(&mut self, node: &Node, given: u32) -> Result<(), PatternError> {
        match node {
            Node::Literal(_) | Node::NotLiteral(_) | Node::Any | Node::In(_) => {
                let unit = self.unit(node, given);
                self.emit(match unit {
                    Unit::Any => Op::Any,
                    Unit::NotNewline => Op::NotNewline,
                    Unit::Set(set) => Op::Set(set),
                });
            }
            Node::At(position) => {
                self.emit(Op::At(resolve_position(*position, given)));
            }
            Node::Branch(items) => self.branch(items, given)?,
            Node::Group {
                index,
                add_flags,
                del_flags,
                body,
            } => {
                if let Some(index) = index {
                    self.emit(Op::Mark((index - 1) * 2));
                }
                self.sequence(body, flags::combine(given, *add_flags, *del_flags))?;
                if let Some(index) = index {
                    self.emit(Op::Mark((index - 1) * 2 + 1));
                }
            }
            Node::Atomic(body) => {
                let slot = self.slot();
                self.emit(Op::AtomicStart { slot });
                self.sequence(body, given)?;
                self.emit(Op::AtomicEnd { slot });
            }
            Node::Repeat {
                greed,
                min,
                max,
                body,
            } => match single(body, given) {
                Some((unit, given)) => self.repeat_one(*greed, *min, *max, unit, given),
                None if *greed == Greed::Possessive => {
                    self.possessive_loop(*min, *max, body, given)?
                }
                None => self.general_loop(*greed, *min, *max, body, given)?,
            },
            Node::GroupRef(group) => {
                let fold = match (given & flags::IGNORECASE != 0, given & flags::UNICODE != 0) {
                    (false, _) => Fold::Exact,
                    (true, false) => Fold::Ascii,
                    (true, true) => Fold::Unicode,
                };
                self.emit(Op::GroupRef {
                    group: group - 1,
                    fold,
                });
            }
            Node::Conditional { group, yes, no } => {
                let test = self.emit(Op::Fail);
                self.sequence(yes, given)?;
                let mut otherwise = self.here();
                if let Some(no) = no.as_ref().filter(|no| !no.is_empty()) {
                    let jump = self.emit(Op::Fail);
                    otherwise = self.here();
                    self.sequence(no, given)?;
                    self.code.ops[jump] = Op::Jump(self.here());
                }
                self.code.ops[test] = Op::IfGroup {
                    group: group - 1,
                    otherwise,
                };
            }
            Node::Assert {
                behind,
                negated,
                body,
            } => self.assertion(*behind, *negated, body, given)?,
            Node::Failure => {
                self.emit(Op::Fail);
            }
        }
        Ok(())
    }

    /// The unit that a node of one character means.
    fn unit(&mut self, node: &Node, given: u32) -> Unit {
        let items = match node {
            Node::Literal(c) => vec![SetItem::Literal(*c)],
            Node::NotLiteral(c) => vec![SetItem::Negate, SetItem::Literal(*c)],
            Node::In(items) => items.clone(),
            _ if given & flags::DOTALL != 0 => return Unit::Any,
            _ => return Unit::NotNewline,
        };
        Unit::Set(self.set(&items, given))
    }

    fn branch(&mut self, items: &[ast::Seq], given: u32) -> Result<(), PatternError> {
        let mut jumps = Vec::with_capacity(items.len());
        if items.len() > 2 {
            self.emit(Op::Switch(self.code.switches.len() as u32));
            let first = self.here();
            self.code.switches.push(Switch {
                by_byte: Box::new([first; 256]),
                at_end: first,
            });
        }
        for (index, item) in items.iter().enumerate() {
            let alternative = self.emit(Op::Fail);
            self.sequence(item, given)?;
            jumps.push(self.emit(Op::Fail));
            let last = index + 1 == items.len();
            let next = if last { NONE } else { self.here() };
            self.code.ops[alternative] = Op::Alt {
                next,
                filter: NONE,
                saves: self.in_repeat,
            };
        }
        let end = self.here();
        for jump in jumps {
            self.code.ops[jump] = Op::Jump(end);
        }
        Ok(())
    }

    fn repeat_one(&mut self, greed: Greed, min: u32, max: u32, unit: &Node, given: u32) {
        let unit = self.unit(unit, given);
        let one = One {
            unit,
            min,
            max,
            saves: self.in_repeat,
            follow: NONE,
            follow_byte: None,
        };
        self.code.ones.push(one);
        let index = self.code.ones.len() as u32 - 1;
        self.emit(match greed {
            Greed::Greedy => Op::Greedy(index),
            Greed::Lazy => Op::Lazy(index),
            Greed::Possessive => Op::Possessive(index),
        });
    }

    fn general_loop(
        &mut self,
        greed: Greed,
        min: u32,
        max: u32,
        body: &[Node],
        given: u32,
    ) -> Result<(), PatternError> {
        let index = self.new_loop(min, max, body);
        let start = self.emit(Op::Fail);
        let nested = std::mem::replace(&mut self.in_repeat, true);
        self.sequence(body, given)?;
        self.in_repeat = nested;
        let until = self.here();
        self.code.ops[start] = Op::LoopStart { index, until };
        self.emit(match greed {
            Greed::Lazy => Op::MinUntil(index),
            Greed::Greedy | Greed::Possessive => Op::MaxUntil(index),
        });
        self.close_loop(index, start);
        Ok(())
    }

    fn possessive_loop(
        &mut self,
        min: u32,
        max: u32,
        body: &[Node],
        given: u32,
    ) -> Result<(), PatternError> {
        let index = self.new_loop(min, max, body);
        self.code.loops[index as usize].slot = self.slot();
        let start = self.emit(Op::PossessiveStart(index));
        let nested = std::mem::replace(&mut self.in_repeat, true);
        self.sequence(body, given)?;
        self.in_repeat = nested;
        self.emit(Op::PossessiveEnd(index));
        self.close_loop(index, start);
        Ok(())
    }

    fn new_loop(&mut self, min: u32, max: u32, body: &[Node]) -> u32 {
        self.code.loops.push(Loop {
            min,
            max,
            body: 0,
            tail: 0,
            nested: self.in_repeat,
            body_first: NONE,
            consumes: ast::width(body, self.group_widths).0 > 0,
            commits: false,
            slot: NONE,
        });
        self.code.loops.len() as u32 - 1
    }

    fn close_loop(&mut self, index: u32, start: usize) {
        let tail = self.here();
        let this = &mut self.code.loops[index as usize];
        this.body = start as u32 + 1;
        this.tail = tail;
    }

    fn assertion(
        &mut self,
        behind: bool,
        negated: bool,
        body: &[Node],
        given: u32,
    ) -> Result<(), PatternError> {
        let mut back = 0;
        if behind {
            let (low, high) = ast::width(body, self.group_widths);
            let refuse = |msg| Err(PatternError::plain(ErrorKind::Pattern, msg));
            if low > u64::from(u32::MAX) {
                return refuse("looks too much behind");
            }
            if low != high {
                return refuse("look-behind requires fixed-width pattern");
            }
            back = low as u32;
        }
        let slot = self.slot();
        let start = self.emit(Op::Fail);
        self.sequence(body, given)?;
        self.emit(if negated {
            Op::AssertNotEnd { slot }
        } else {
            Op::AssertEnd { slot }
        });
        let tail = self.here();
        self.code.ops[start] = match negated {
            true => Op::AssertNotStart {
                slot,
                back,
                tail,
                saves: self.in_repeat,
            },
            false => Op::AssertStart { slot, back, tail },
        };
        Ok(())
    }
}

/// CPython tests candidates of a search by the set that the pattern begins with, and takes categories in it by the
/// flags of the whole pattern: `re.search(r'(?a:\W)', 'é')` finds nothing.
fn search_guard(parsed: &Parsed, is_bytes: bool, min_width: u64) -> Option<CharSet> {
    let (mut seq, mut given) = (&parsed.body, parsed.flags);
    let ignores = |given: u32, flag: u32| given & flags::IGNORECASE != 0 && given & flag != 0;
    while let Node::Group {
        add_flags,
        del_flags,
        body,
        ..
    } = seq.first()?
    {
        given = flags::combine(given, *add_flags, *del_flags);
        seq = body;
        if ignores(given, flags::LOCALE) {
            return None;
        }
    }
    let Node::In(items) = seq.first()? else {
        return None;
    };
    let same_categories = (given ^ parsed.flags) & flags::TYPE_FLAGS == 0
        || !items
            .iter()
            .any(|item| matches!(item, SetItem::Category(_)));
    if same_categories || min_width == 0 || ignores(parsed.flags, flags::LOCALE) {
        return None;
    }
    let is_cased = |c| match given & flags::UNICODE != 0 {
        true => chars::is_cased(c),
        false => chars::is_ascii_letter(c),
    };
    let cased = |item: &SetItem| match *item {
        SetItem::Literal(c) => is_cased(c),
        SetItem::Range(low, high) => high > 0xffff || (low..=high).any(is_cased),
        SetItem::Negate | SetItem::Category(_) => false,
    };
    if given & flags::IGNORECASE != 0 && items.iter().any(cased) {
        return None;
    }
    Some(CharSet::new(
        items,
        parsed.flags & !flags::IGNORECASE,
        is_bytes,
    ))
}

/// The node of one character that `body` consists of, with the flags in force there.
fn single(body: &[Node], given: u32) -> Option<(&Node, u32)> {
    match body {
        [
            Node::Group {
                index: None,
                add_flags,
                del_flags,
                body,
            },
        ] => single(body, flags::combine(given, *add_flags, *del_flags)),
        [node @ (Node::Literal(_) | Node::NotLiteral(_) | Node::Any | Node::In(_))] => {
            Some((node, given))
        }
        _ => None,
    }
}

fn resolve_position(position: Position, given: u32) -> At {
    let unicode = given & flags::UNICODE != 0 && given & flags::LOCALE == 0;
    let multiline = given & flags::MULTILINE != 0;
    match position {
        Position::BeginningString => At::BeginningString,
        Position::Beginning if multiline => At::BeginningLine,
        Position::Beginning => At::BeginningString,
        Position::End if multiline => At::EndLine,
        Position::End => At::End,
        Position::EndString => At::EndString,
        Position::Boundary => At::Boundary { unicode },
        Position::NonBoundary => At::NonBoundary { unicode },
    }
}
