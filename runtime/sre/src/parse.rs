//! Patterns to syntax trees: the grammar and the errors of `Lib/re/_parser.py`, CPython 3.14.

use crate::ast::{self, Greed, MAXREPEAT, Node, Position, Seq, SetItem};
use crate::chars;
use crate::error::{ErrorKind, PatternError};
use crate::flags;
use crate::tokenizer::{Token, Tokenizer, decimal, points};

/// CPython's `_sre.MAXGROUPS`.
pub(crate) const MAXGROUPS: u64 = 1_073_741_823;

/// Nesting, two for each bracket, at which CPython's parser meets the default recursion limit.
const MAX_DEPTH: usize = 990;

/// A parsed pattern with what the compiler and the `Pattern` object must know besides the tree.
pub(crate) struct Parsed {
    pub body: Seq,
    pub flags: u32,
    /// Width of each group, group 0 unset.
    pub group_widths: Vec<Option<(u64, u64)>>,
    /// Named groups in the order of their appearance.
    pub names: Vec<(Vec<u8>, u32)>,
    /// Texts of the `FutureWarning`s.
    pub warnings: Vec<String>,
}

pub(crate) struct Parser {
    pub(crate) source: Tokenizer,
    flags: u32,
    /// Per group its width once it is closed.
    pub(crate) group_widths: Vec<Option<(u64, u64)>>,
    names: Vec<(Vec<u32>, u32)>,
    /// Number of groups at the start of the outermost lookbehind being parsed.
    lookbehind_groups: Option<usize>,
    /// Group numbers that conditionals mention, with their positions, in order.
    conditional_references: Vec<(usize, usize)>,
    warnings: Vec<String>,
}

/// What an opening `(?` turned out to be.
enum Opened {
    /// A capturing group, with its name.
    Capture(Option<Vec<u32>>),
    Plain {
        add: u32,
        del: u32,
    },
    Atomic,
    /// Complete already: nothing, or this node.
    Done(Option<Node>),
}

pub(crate) fn parse(pattern: &[u8], is_bytes: bool, given: u32) -> Result<Parsed, PatternError> {
    let source = Tokenizer::new(pattern, is_bytes)?;
    let mut parser = Parser {
        source,
        flags: given,
        group_widths: vec![None],
        names: Vec::new(),
        lookbehind_groups: None,
        conditional_references: Vec::new(),
        warnings: Vec::new(),
    };
    let body = parser.alternation(given & flags::VERBOSE != 0, 0)?;
    let fixed = fix_flags(is_bytes, parser.flags)?;
    if parser.source.next.is_some() {
        return Err(parser.source.error("unbalanced parenthesis", 0));
    }
    for &(group, pos) in &parser.conditional_references {
        if group >= parser.group_widths.len() {
            let msg = format!("invalid group reference {group}").into_bytes();
            return Err(PatternError {
                kind: ErrorKind::Pattern,
                msg,
                pos: Some(pos),
            });
        }
    }
    let encode_name = |name: Vec<u32>| {
        let mut bytes = Vec::new();
        name.into_iter().for_each(|c| chars::encode(c, &mut bytes));
        bytes
    };
    Ok(Parsed {
        body,
        flags: fixed,
        group_widths: parser.group_widths,
        names: parser
            .names
            .into_iter()
            .map(|(name, group)| (encode_name(name), group))
            .collect(),
        warnings: parser.warnings,
    })
}

fn fix_flags(is_bytes: bool, given: u32) -> Result<u32, PatternError> {
    let has = |flag| given & flag != 0;
    let refuse = |msg| Err(PatternError::plain(ErrorKind::ValueError, msg));
    if is_bytes {
        if has(flags::UNICODE) {
            return refuse("cannot use UNICODE flag with a bytes pattern");
        }
        if has(flags::LOCALE) && has(flags::ASCII) {
            return refuse("ASCII and LOCALE flags are incompatible");
        }
        return Ok(given);
    }
    if has(flags::LOCALE) {
        return refuse("cannot use LOCALE flag with a str pattern");
    }
    if !has(flags::ASCII) {
        return Ok(given | flags::UNICODE);
    }
    if has(flags::UNICODE) {
        return refuse("ASCII and UNICODE flags are incompatible");
    }
    Ok(given)
}

fn is_special(c: u32) -> bool {
    char::from_u32(c).is_some_and(|c| ".\\[{()*+?^$|".contains(c))
}

/// Appends what is not there yet.
fn push_unique(set: &mut Vec<SetItem>, item: SetItem) {
    if !set.contains(&item) {
        set.push(item);
    }
}

impl Parser {
    fn warn(&mut self, what: &str, position: usize) {
        self.warnings
            .push(format!("Possible {what} at position {position}"));
    }

    pub(crate) fn check_lookbehind_group(&self, group: usize) -> Result<(), PatternError> {
        let Some(limit) = self.lookbehind_groups else {
            return Ok(());
        };
        if self
            .group_widths
            .get(group)
            .is_none_or(|width| width.is_none())
        {
            return Err(self.source.error("cannot refer to an open group", 0));
        }
        if group >= limit {
            return Err(self.source.error(
                "cannot refer to group defined in the same lookbehind subpattern",
                0,
            ));
        }
        Ok(())
    }

    /// `a|b|c`.
    fn alternation(&mut self, mut verbose: bool, nested: usize) -> Result<Seq, PatternError> {
        if nested > MAX_DEPTH {
            return Err(PatternError::plain(
                ErrorKind::RecursionError,
                "maximum recursion depth exceeded",
            ));
        }
        let mut items = vec![self.sequence(verbose, nested + 1, nested == 0)?];
        while self.source.matches('|')? {
            if nested == 0 {
                verbose = self.flags & flags::VERBOSE != 0;
            }
            items.push(self.sequence(verbose, nested + 1, false)?);
        }
        if items.len() == 1 {
            return Ok(items.remove(0));
        }
        // What all alternatives begin with moves in front of the branch.
        let shared = (0..)
            .take_while(|&at| {
                let first = items[0].get(at);
                items.iter().all(|item| match (first, item.get(at)) {
                    (Some(first), Some(node)) => first.same_leaf(node),
                    _ => false,
                })
            })
            .count();
        let mut seq: Seq = items[0][..shared].to_vec();
        for item in &mut items {
            item.drain(..shared);
        }
        // Alternatives of one character each are a set.
        let mut set = Vec::new();
        for item in &items {
            match item.as_slice() {
                [Node::Literal(c)] => push_unique(&mut set, SetItem::Literal(*c)),
                [Node::In(members)] if members[0] != SetItem::Negate => {
                    members
                        .iter()
                        .for_each(|&member| push_unique(&mut set, member));
                }
                _ => {
                    seq.push(Node::Branch(items));
                    return Ok(seq);
                }
            }
        }
        seq.push(Node::In(set));
        Ok(seq)
    }

    /// Items up to `|`, `)` or the end. `first` allows global flags at its start.
    fn sequence(
        &mut self,
        mut verbose: bool,
        nested: usize,
        first: bool,
    ) -> Result<Seq, PatternError> {
        let mut seq = Seq::new();
        while let Some(this) = self.source.next {
            if this.is('|') || this.is(')') {
                break;
            }
            self.source.get()?;
            let c = match this {
                Token::Escape(letter) => {
                    let node = self.escape(letter)?;
                    seq.push(node);
                    continue;
                }
                Token::Char(c) => c,
            };
            if verbose && chars::is_ascii_space(c) {
                continue;
            }
            if verbose && this.is('#') {
                while self.source.get()?.is_some_and(|token| !token.is('\n')) {}
                continue;
            }
            if !is_special(c) {
                seq.push(Node::Literal(c));
                continue;
            }
            match char::from_u32(c) {
                Some('[') => {
                    let node = self.set()?;
                    seq.push(node);
                }
                Some('*' | '+' | '?' | '{') => self.repeat(c, &mut seq)?,
                Some('.') => seq.push(Node::Any),
                Some('(') => self.group(&mut seq, &mut verbose, nested, first)?,
                Some('^') => seq.push(Node::At(Position::Beginning)),
                // Only `$` is left of the special characters.
                _ => seq.push(Node::At(Position::End)),
            }
        }
        // Groups that neither capture nor set flags dissolve, one level: those inside are dissolved already.
        if seq.iter().any(is_transparent) {
            let mut unpacked = Seq::with_capacity(seq.len());
            for node in seq {
                match node {
                    Node::Group {
                        index: None,
                        add_flags: 0,
                        del_flags: 0,
                        body,
                    } => unpacked.extend(body),
                    node => unpacked.push(node),
                }
            }
            seq = unpacked;
        }
        Ok(seq)
    }

    /// A character set; its `[` is consumed.
    fn set(&mut self) -> Result<Node, PatternError> {
        let here = self.source.tell() - 1;
        let mut set: Vec<SetItem> = Vec::new();
        // CPython tests a list that still holds duplicates, which is empty exactly when this one is.
        if self.source.next.is_some_and(|next| next.is('[')) {
            let position = self.source.tell();
            self.warn("nested set", position);
        }
        let negate = self.source.matches('^')?;
        loop {
            let Some(this) = self.source.get()? else {
                return Err(self.unterminated_set(here));
            };
            if this.is(']') && !set.is_empty() {
                break;
            }
            let low = match this {
                Token::Escape(letter) => self.class_escape(letter)?,
                Token::Char(c) => {
                    if !set.is_empty() && self.source.next == Some(this) {
                        let operation = match char::from_u32(c) {
                            Some('-') => Some("set difference"),
                            Some('&') => Some("set intersection"),
                            Some('~') => Some("set symmetric difference"),
                            Some('|') => Some("set union"),
                            _ => None,
                        };
                        if let Some(operation) = operation {
                            let position = self.source.tell() - 1;
                            self.warn(operation, position);
                        }
                    }
                    SetItem::Literal(c)
                }
            };
            if !self.source.matches('-')? {
                push_unique(&mut set, low);
                continue;
            }
            let Some(that) = self.source.get()? else {
                return Err(self.unterminated_set(here));
            };
            if that.is(']') {
                push_unique(&mut set, low);
                push_unique(&mut set, SetItem::Literal(45));
                break;
            }
            let high = match that {
                Token::Escape(letter) => self.class_escape(letter)?,
                Token::Char(c) => {
                    if c == 45 {
                        let position = self.source.tell() - 2;
                        self.warn("set difference", position);
                    }
                    SetItem::Literal(c)
                }
            };
            match (low, high) {
                (SetItem::Literal(low), SetItem::Literal(high)) if low <= high => {
                    push_unique(&mut set, SetItem::Range(low, high));
                }
                _ => {
                    let mut msg = points("bad character range ");
                    msg.extend(this.text());
                    msg.push(45);
                    msg.extend(that.text());
                    return Err(self.source.error_with(msg, this.len() + 1 + that.len()));
                }
            }
        }
        if let [SetItem::Literal(c)] = set[..] {
            return Ok(if negate {
                Node::NotLiteral(c)
            } else {
                Node::Literal(c)
            });
        }
        if negate {
            set.insert(0, SetItem::Negate);
        }
        Ok(Node::In(set))
    }

    fn unterminated_set(&self, here: usize) -> PatternError {
        self.source
            .error("unterminated character set", self.source.tell() - here)
    }

    /// The quantifier that `c` begins, applied to the last item of `seq`.
    fn repeat(&mut self, c: u32, seq: &mut Seq) -> Result<(), PatternError> {
        let here = self.source.tell();
        let (min, max) = match char::from_u32(c) {
            Some('?') => (0, 1),
            Some('*') => (0, MAXREPEAT),
            Some('+') => (1, MAXREPEAT),
            _ => match self.braces(here)? {
                Some(bounds) => bounds,
                None => {
                    seq.push(Node::Literal(c));
                    return Ok(());
                }
            },
        };
        let offset = self.source.tell() - here + 1;
        match seq.last() {
            None | Some(Node::At(_)) => return Err(self.source.error("nothing to repeat", offset)),
            Some(Node::Repeat { .. }) => return Err(self.source.error("multiple repeat", offset)),
            Some(_) => {}
        }
        let body = match seq.pop() {
            Some(Node::Group {
                index: None,
                add_flags: 0,
                del_flags: 0,
                body,
            }) => body,
            Some(node) => vec![node],
            None => Seq::new(),
        };
        let greed = if self.source.matches('?')? {
            Greed::Lazy
        } else if self.source.matches('+')? {
            Greed::Possessive
        } else {
            Greed::Greedy
        };
        seq.push(Node::Repeat {
            greed,
            min,
            max,
            body,
        });
        Ok(())
    }

    /// The bounds after `{`; `None` when the brace stands for itself.
    fn braces(&mut self, here: usize) -> Result<Option<(u32, u32)>, PatternError> {
        if self.source.next.is_some_and(|next| next.is('}')) {
            return Ok(None);
        }
        let (mut low, mut high) = (Vec::new(), Vec::new());
        self.source
            .get_while(usize::MAX, chars::is_ascii_digit, &mut low)?;
        if self.source.matches(',')? {
            self.source
                .get_while(usize::MAX, chars::is_ascii_digit, &mut high)?;
        } else {
            high.clone_from(&low);
        }
        if !self.source.matches('}')? {
            self.source.seek(here)?;
            return Ok(None);
        }
        let bound = |digits: &[u32], default: u32| match decimal(digits) {
            _ if digits.is_empty() => Ok(default),
            value if value >= u64::from(MAXREPEAT) => Err(PatternError::plain(
                ErrorKind::OverflowError,
                "the repetition number is too large",
            )),
            value => Ok(value as u32),
        };
        let (min, max) = (bound(&low, 0)?, bound(&high, MAXREPEAT)?);
        if max < min {
            return Err(self.source.error(
                "min repeat greater than max repeat",
                self.source.tell() - here,
            ));
        }
        Ok(Some((min, max)))
    }

    /// A group of any kind; its `(` is consumed.
    fn group(
        &mut self,
        seq: &mut Seq,
        verbose: &mut bool,
        nested: usize,
        first: bool,
    ) -> Result<(), PatternError> {
        let start = self.source.tell() - 1;
        let opened = if self.source.matches('?')? {
            self.extension(start, *verbose, nested, first && seq.is_empty(), verbose)?
        } else {
            Opened::Capture(None)
        };
        let (index, add, del) = match &opened {
            Opened::Done(node) => {
                seq.extend(node.clone());
                return Ok(());
            }
            Opened::Capture(name) => (Some(self.open_group(name.as_deref())?), 0, 0),
            Opened::Plain { add, del } => (None, *add, *del),
            Opened::Atomic => (None, 0, 0),
        };
        let inner_verbose = (*verbose || add & flags::VERBOSE != 0) && del & flags::VERBOSE == 0;
        let body = self.alternation(inner_verbose, nested + 1)?;
        self.close(start)?;
        if let Some(index) = index {
            self.group_widths[index as usize] = Some(ast::width(&body, &self.group_widths));
        }
        seq.push(match opened {
            Opened::Atomic => Node::Atomic(body),
            _ => Node::Group {
                index,
                add_flags: add,
                del_flags: del,
                body,
            },
        });
        Ok(())
    }

    fn close(&mut self, start: usize) -> Result<(), PatternError> {
        if self.source.matches(')')? {
            return Ok(());
        }
        Err(self.source.error(
            "missing ), unterminated subpattern",
            self.source.tell() - start,
        ))
    }

    fn open_group(&mut self, name: Option<&[u32]>) -> Result<u32, PatternError> {
        let group = self.group_widths.len() as u32;
        self.group_widths.push(None);
        if let Some(name) = name {
            if let Some(&(_, other)) = self.names.iter().find(|(known, _)| known == name) {
                let mut msg = points("redefinition of group name ");
                msg.extend(chars::repr(name, false));
                msg.extend(points(&format!(" as group {group}; was group {other}")));
                return Err(self.source.error_with(msg, name.len() + 1));
            }
            self.names.push((name.to_vec(), group));
        }
        Ok(group)
    }

    /// What follows `(?`. `first` says that global flags may stand here.
    fn extension(
        &mut self,
        start: usize,
        verbose: bool,
        nested: usize,
        first: bool,
        global_verbose: &mut bool,
    ) -> Result<Opened, PatternError> {
        let Some(token) = self.source.get()? else {
            return Err(self.source.error("unexpected end of pattern", 0));
        };
        let letter = token.plain().and_then(char::from_u32);
        match letter {
            Some('P') => self.python_extension(),
            Some(':') => Ok(Opened::Plain { add: 0, del: 0 }),
            Some('#') => loop {
                if self.source.next.is_none() {
                    let offset = self.source.tell() - start;
                    return Err(self.source.error("missing ), unterminated comment", offset));
                }
                if self.source.get()?.is_some_and(|token| token.is(')')) {
                    return Ok(Opened::Done(None));
                }
            },
            Some('=' | '!' | '<') => self.assertion(token, start, verbose, nested),
            Some('(') => self.conditional(start, verbose, nested),
            Some('>') => Ok(Opened::Atomic),
            Some(c) if c == '-' || flags::from_letter(c as u32).is_some() => {
                match self.inline_flags(c as u32)? {
                    Some((add, del)) => Ok(Opened::Plain { add, del }),
                    None if !first => {
                        let offset = self.source.tell() - start;
                        Err(self
                            .source
                            .error("global flags not at the start of the expression", offset))
                    }
                    None => {
                        *global_verbose = self.flags & flags::VERBOSE != 0;
                        Ok(Opened::Done(None))
                    }
                }
            }
            _ => Err(self.source.error_quoting(
                "unknown extension ?",
                &token.text(),
                token.len() + 1,
            )),
        }
    }

    /// What follows `(?P`.
    fn python_extension(&mut self) -> Result<Opened, PatternError> {
        if self.source.matches('<')? {
            let name = self.source.get_until('>', "group name")?;
            self.source.check_group_name(&name, 1)?;
            return Ok(Opened::Capture(Some(name)));
        }
        if self.source.matches('=')? {
            let name = self.source.get_until(')', "group name")?;
            self.source.check_group_name(&name, 1)?;
            let group = self.group_named(&name)?;
            if self.group_widths[group].is_none() {
                return Err(self
                    .source
                    .error("cannot refer to an open group", name.len() + 1));
            }
            self.check_lookbehind_group(group)?;
            return Ok(Opened::Done(Some(Node::GroupRef(group as u32))));
        }
        match self.source.get()? {
            None => Err(self.source.error("unexpected end of pattern", 0)),
            Some(token) => Err(self.source.error_quoting(
                "unknown extension ?P",
                &token.text(),
                token.len() + 2,
            )),
        }
    }

    fn group_named(&self, name: &[u32]) -> Result<usize, PatternError> {
        match self.names.iter().find(|(known, _)| known == name) {
            Some(&(_, group)) => Ok(group as usize),
            None => {
                let quoted = chars::repr(name, false);
                Err(self
                    .source
                    .error_quoting("unknown group name ", &quoted, name.len() + 1))
            }
        }
    }

    /// `(?=`, `(?!`, `(?<=`, `(?<!`; `token` is what follows the question mark.
    fn assertion(
        &mut self,
        mut token: Token,
        start: usize,
        verbose: bool,
        nested: usize,
    ) -> Result<Opened, PatternError> {
        let behind = token.is('<');
        let outer = self.lookbehind_groups;
        if behind {
            let Some(next) = self.source.get()? else {
                return Err(self.source.error("unexpected end of pattern", 0));
            };
            if !next.is('=') && !next.is('!') {
                return Err(self.source.error_quoting(
                    "unknown extension ?<",
                    &next.text(),
                    next.len() + 2,
                ));
            }
            token = next;
            if outer.is_none() {
                self.lookbehind_groups = Some(self.group_widths.len());
            }
        }
        let body = self.alternation(verbose, nested + 1)?;
        if behind {
            self.lookbehind_groups = outer;
        }
        self.close(start)?;
        let negated = token.is('!');
        Ok(Opened::Done(Some(match negated && body.is_empty() {
            true => Node::Failure,
            false => Node::Assert {
                behind,
                negated,
                body,
            },
        })))
    }

    /// `(?(group)yes|no)`; both opening brackets are consumed.
    fn conditional(
        &mut self,
        start: usize,
        verbose: bool,
        nested: usize,
    ) -> Result<Opened, PatternError> {
        let name = self.source.get_until(')', "group name")?;
        let group = if name.iter().all(|&c| chars::is_ascii_digit(c)) {
            let group = decimal(&name);
            if group == 0 {
                return Err(self.source.error("bad group number", name.len() + 1));
            }
            if group >= MAXGROUPS {
                let digits: String = name
                    .iter()
                    .skip_while(|&&c| c == 48)
                    .filter_map(|&c| char::from_u32(c))
                    .collect();
                return Err(self
                    .source
                    .error(&format!("invalid group reference {digits}"), name.len() + 1));
            }
            let group = group as usize;
            if !self
                .conditional_references
                .iter()
                .any(|&(known, _)| known == group)
            {
                self.conditional_references
                    .push((group, self.source.tell() - name.len() - 1));
            }
            group
        } else {
            self.source.check_group_name(&name, 1)?;
            self.group_named(&name)?
        };
        self.check_lookbehind_group(group)?;
        if nested > MAX_DEPTH {
            return Err(PatternError::plain(
                ErrorKind::RecursionError,
                "maximum recursion depth exceeded",
            ));
        }
        let yes = self.sequence(verbose, nested + 1, false)?;
        let no = if self.source.matches('|')? {
            let no = self.sequence(verbose, nested + 1, false)?;
            if self.source.next.is_some_and(|next| next.is('|')) {
                return Err(self
                    .source
                    .error("conditional backref with more than two branches", 0));
            }
            Some(no)
        } else {
            None
        };
        self.close(start)?;
        Ok(Opened::Done(Some(Node::Conditional {
            group: group as u32,
            yes,
            no,
        })))
    }

    /// Inline flags from the first letter on: `None` when they were global (and are set), else those to add and
    /// those to remove.
    fn inline_flags(&mut self, first: u32) -> Result<Option<(u32, u32)>, PatternError> {
        let (mut add, mut del) = (0, 0);
        let mut token = Token::Char(first);
        if !token.is('-') {
            let mut flag = flags::from_letter(first).unwrap_or(0);
            loop {
                if self.source.is_text && flag == flags::LOCALE {
                    return Err(self.source.error(
                        "bad inline flags: cannot use 'L' flag with a str pattern",
                        0,
                    ));
                }
                if !self.source.is_text && flag == flags::UNICODE {
                    return Err(self.source.error(
                        "bad inline flags: cannot use 'u' flag with a bytes pattern",
                        0,
                    ));
                }
                add |= flag;
                if flag & flags::TYPE_FLAGS != 0 && add & flags::TYPE_FLAGS != flag {
                    return Err(self.source.error(
                        "bad inline flags: flags 'a', 'u' and 'L' are incompatible",
                        0,
                    ));
                }
                token = self.flag_token("missing -, : or )")?;
                if token.is(')') || token.is('-') || token.is(':') {
                    break;
                }
                flag = self.known_flag(token, "missing -, : or )")?;
            }
        }
        if token.is(')') {
            self.flags |= add;
            return Ok(None);
        }
        if token.is('-') {
            token = self.flag_token("missing flag")?;
            let mut flag = self.known_flag(token, "missing flag")?;
            loop {
                if flag & flags::TYPE_FLAGS != 0 {
                    let msg = "bad inline flags: cannot turn off flags 'a', 'u' and 'L'";
                    return Err(self.source.error(msg, 0));
                }
                del |= flag;
                token = self.flag_token("missing :")?;
                if token.is(':') {
                    break;
                }
                flag = self.known_flag(token, "missing :")?;
            }
        }
        if add & del != 0 {
            return Err(self
                .source
                .error("bad inline flags: flag turned on and off", 1));
        }
        Ok(Some((add, del)))
    }

    fn flag_token(&mut self, missing: &str) -> Result<Token, PatternError> {
        match self.source.get()? {
            Some(token) => Ok(token),
            None => Err(self.source.error(missing, 0)),
        }
    }

    fn known_flag(&self, token: Token, otherwise: &str) -> Result<u32, PatternError> {
        if let Some(flag) = token.plain().and_then(flags::from_letter) {
            return Ok(flag);
        }
        let is_letter = token.plain().is_some_and(chars::is_alpha);
        Err(self.source.error(
            if is_letter { "unknown flag" } else { otherwise },
            token.len(),
        ))
    }
}

fn is_transparent(node: &Node) -> bool {
    matches!(
        node,
        Node::Group {
            index: None,
            add_flags: 0,
            del_flags: 0,
            ..
        }
    )
}
