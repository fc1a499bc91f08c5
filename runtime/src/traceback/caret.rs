//! Which part of an expression the `^` of a traceback points at: CPython's rules of `traceback.py`, decided by a scan of the
//! source segment instead of a parse.

/// Character offsets in a one-line segment: the part `left..right` is marked with `^`, the rest with `~`.
pub type Anchors = (usize, usize);

#[derive(Clone, Copy, PartialEq, Debug)]
enum Kind {
    Operand,
    Group(char),
    Dot,
    Operator(u8),
    Unary,
    Other,
}

struct Token {
    kind: Kind,
    start: usize,
    end: usize,
}

const KEYWORDS: &[&str] = &[
    "and", "or", "not", "if", "else", "in", "is", "lambda", "await", "yield", "raise", "return",
    "assert", "import", "from", "del", "with", "for", "while", "class", "def", "global",
    "nonlocal", "pass", "break", "continue", "try", "except", "match", "async",
];

/// Binding strength of a binary operator.
fn strength(op: &str) -> Option<u8> {
    Some(match op {
        "|" => 1,
        "^" => 2,
        "&" => 3,
        "<<" | ">>" => 4,
        "+" | "-" => 5,
        "*" | "/" | "//" | "%" | "@" => 6,
        "**" => 8,
        _ => return None,
    })
}

fn scan(s: &[char]) -> Option<Vec<Token>> {
    let mut out: Vec<Token> = vec![];
    let mut i = 0;
    let text = |a: usize, b: usize| s[a..b].iter().collect::<String>();
    while i < s.len() {
        let c = s[i];
        let start = i;
        if c.is_whitespace() {
            i += 1;
            continue;
        }
        if c == '\\' && s.get(i + 1) == Some(&'\n') {
            i += 2;
            continue;
        }
        if c == '#' {
            i = comment_end(s, i);
            continue;
        }
        let kind = if c == '"' || c == '\'' {
            i = string_end(s, i)?;
            Kind::Operand
        } else if c.is_alphanumeric() || c == '_' {
            while i < s.len()
                && (s[i].is_alphanumeric()
                    || s[i] == '_'
                    || (s[i] == '.' && s[start].is_ascii_digit()))
            {
                i += 1;
            }
            let word = text(start, i);
            if i < s.len() && (s[i] == '"' || s[i] == '\'') && word.len() <= 2 {
                i = string_end(s, i)?;
                Kind::Operand
            } else if KEYWORDS.contains(&word.as_str()) {
                Kind::Other
            } else {
                Kind::Operand
            }
        } else if "([{".contains(c) {
            i = group_end(s, i)?;
            Kind::Group(c)
        } else if c == '.' {
            i += 1;
            Kind::Dot
        } else {
            let two = if i + 1 < s.len() {
                text(i, i + 2)
            } else {
                String::new()
            };
            let (op, len) = if matches!(
                two.as_str(),
                "**" | "//" | "<<" | ">>" | "==" | "!=" | "<=" | ">=" | ":=" | "->"
            ) {
                (two, 2)
            } else {
                (c.to_string(), 1)
            };
            i += len;
            let after_operand = matches!(
                out.last().map(|t| t.kind),
                Some(Kind::Operand | Kind::Group(_))
            );
            match strength(&op) {
                Some(n) if after_operand => {
                    if i < s.len() && s[i] == '=' {
                        Kind::Other
                    } else {
                        Kind::Operator(n)
                    }
                }
                Some(_) | None if !after_operand && "+-~".contains(c) => Kind::Unary,
                _ => Kind::Other,
            }
        };
        out.push(Token {
            kind,
            start,
            end: i,
        });
    }
    Some(out)
}

fn string_end(s: &[char], at: usize) -> Option<usize> {
    let quote = s[at];
    let triple = at + 2 < s.len() && s[at + 1] == quote && s[at + 2] == quote;
    let mut i = at + if triple { 3 } else { 1 };
    while i < s.len() {
        if s[i] == '\\' {
            i += 2;
            continue;
        }
        if s[i] == quote {
            if !triple {
                return Some(i + 1);
            }
            if i + 2 < s.len() && s[i + 1] == quote && s[i + 2] == quote {
                return Some(i + 3);
            }
        }
        i += 1;
    }
    None
}

fn comment_end(s: &[char], at: usize) -> usize {
    let length = s[at..].iter().position(|c| *c == '\n');
    length.map_or(s.len(), |n| at + n)
}

fn group_end(s: &[char], at: usize) -> Option<usize> {
    let mut depth = 0;
    let mut i = at;
    while i < s.len() {
        match s[i] {
            '"' | '\'' => {
                i = string_end(s, i)?;
                continue;
            }
            '#' => {
                i = comment_end(s, i);
                continue;
            }
            '(' | '[' | '{' => depth += 1,
            ')' | ']' | '}' => {
                depth -= 1;
                if depth == 0 {
                    return Some(i + 1);
                }
            }
            _ => {}
        }
        i += 1;
    }
    None
}

/// The anchors of a segment that is one expression: a binary operator, a subscript or a call.
pub fn anchors(segment: &[char]) -> Option<Anchors> {
    let tokens = scan(segment)?;
    if tokens.is_empty() || tokens.iter().any(|t| t.kind == Kind::Other) {
        return None;
    }
    let mut root: Option<(u8, usize)> = None;
    for (n, t) in tokens.iter().enumerate() {
        if let Kind::Operator(s) = t.kind {
            // The weakest operator; among equals the last one, but the first for `**`.
            if root.is_none_or(|(r, _)| s < r || (s == r && s != 8)) {
                root = Some((s, n));
            }
        }
    }
    if let Some((s, n)) = root {
        // A leading sign binds weaker than `**` only.
        if s == 8 && tokens[0].kind == Kind::Unary {
            return None;
        }
        return Some((tokens[n].start, tokens[n].end));
    }
    if tokens[0].kind == Kind::Unary || tokens.len() < 2 {
        return None;
    }
    let last = tokens.last()?;
    match last.kind {
        Kind::Group('(' | '[') => Some((last.start, last.end)),
        _ => None,
    }
}

/// How much of a segment that is a call stands before its parentheses.
pub fn callee_length(segment: &[char]) -> Option<usize> {
    match scan(segment)?.as_slice() {
        [.., callee, arguments] if arguments.kind == Kind::Group('(') => Some(callee.end),
        _ => None,
    }
}

/// Whether the marked segment is all of a statement that needs no carets: CPython leaves them out for a returned call of a
/// plain name and for an assigned call. `before` is what precedes it in its first line, `after` what follows in its last.
pub fn is_plain_call_statement(before: &[char], segment: &[char], after: &[char]) -> bool {
    let after = after.iter().find(|c| !c.is_whitespace());
    // CPython compares byte offsets with columns here.
    if !matches!(after, None | Some('#' | ';')) || !before.iter().all(char::is_ascii) {
        return false;
    }
    let Some(tokens) = scan(segment) else {
        return false;
    };
    let is_call = tokens.len() >= 2
        && tokens.last().is_some_and(|t| t.kind == Kind::Group('('))
        && tokens
            .iter()
            .all(|t| matches!(t.kind, Kind::Operand | Kind::Group(_) | Kind::Dot));
    if !is_call {
        return false;
    }
    let before: String = before.iter().collect();
    let before = before.trim();
    if before == "return" {
        return tokens.len() == 2 && tokens[0].kind == Kind::Operand;
    }
    // One or more plain targets, each followed by `=`.
    match before.strip_suffix('=') {
        Some(target) => {
            let t: Vec<char> = target.trim().chars().collect();
            !t.is_empty()
                && !matches!(
                    t[t.len() - 1],
                    '+' | '-'
                        | '*'
                        | '/'
                        | '%'
                        | '&'
                        | '|'
                        | '^'
                        | '<'
                        | '>'
                        | '='
                        | '!'
                        | '@'
                        | ':'
                )
                && !target.contains(':')
        }
        None => false,
    }
}
