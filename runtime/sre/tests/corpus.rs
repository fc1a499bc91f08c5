//! Replays patterns and texts with CPython's recorded answers (`tests/record.py` writes them).
//!
//! `TAIPAN_SRE_CASES` names a further file to replay.

use std::path::Path;

use serde_json::Value;
use taipan_sre::{ErrorKind, Mode, PatternError, Piece, Program, Scratch, compile, parse_template};

fn unhex(value: &Value) -> Vec<u8> {
    let text = value.as_str().expect("a hexadecimal string");
    (0..text.len())
        .step_by(2)
        .map(|at| u8::from_str_radix(&text[at..at + 2], 16).expect("hexadecimal"))
        .collect()
}

/// A text with its code point offsets.
struct Text {
    bytes: Vec<u8>,
    offsets: Vec<usize>,
}

impl Text {
    fn new(bytes: Vec<u8>, is_bytes: bool) -> Self {
        let mut offsets: Vec<usize> = (0..bytes.len())
            .filter(|&at| is_bytes || bytes[at] & 0xc0 != 0x80)
            .collect();
        offsets.push(bytes.len());
        Self { bytes, offsets }
    }

    fn point(&self, offset: usize) -> i64 {
        self.offsets.binary_search(&offset).expect("a boundary") as i64
    }

    fn offset(&self, point: &Value) -> usize {
        let point = point.as_u64().expect("a position") as usize;
        self.offsets.get(point).copied().unwrap_or(self.bytes.len())
    }

    fn shown(&self, program: &Program, scratch: &Scratch) -> Value {
        let mut row = vec![Value::from(scratch.last_index().unwrap_or(0))];
        for group in 0..=program.groups {
            let (start, end) = scratch
                .group(group)
                .map_or((-1, -1), |(s, e)| (self.point(s), self.point(e)));
            row.push(Value::from(vec![start, end]));
        }
        Value::from(row)
    }
}

fn run(
    program: &Program,
    scratch: &mut Scratch,
    text: &Text,
    from: usize,
    to: usize,
    mode: Mode,
    advance: bool,
) -> bool {
    program
        .execute(scratch, &text.bytes, from, to, mode, advance, &mut || false)
        .expect("nothing stops it")
}

fn find_all(program: &Program, text: &Text, mut each: impl FnMut(&Scratch)) {
    let mut scratch = Scratch::new();
    let (mut at, mut advance) = (0, false);
    while run(
        program,
        &mut scratch,
        text,
        at,
        text.bytes.len(),
        Mode::Search,
        advance,
    ) {
        each(&scratch);
        let (start, end) = scratch.span();
        at = end;
        advance = start == end;
    }
}

fn substitute(program: &Program, template: &[u8], text: &Text) -> Result<Vec<u8>, PatternError> {
    let pieces = parse_template(template, program)?;
    let (mut out, mut at) = (Vec::new(), 0);
    find_all(program, text, |scratch| {
        let (start, end) = scratch.span();
        out.extend_from_slice(&text.bytes[at..start]);
        for piece in &pieces {
            match piece {
                Piece::Literal(literal) => out.extend_from_slice(literal),
                Piece::Group(group) => {
                    if let Some((start, end)) = scratch.group(*group as usize) {
                        out.extend_from_slice(&text.bytes[start..end]);
                    }
                }
            }
        }
        at = end;
    });
    out.extend_from_slice(&text.bytes[at..]);
    Ok(out)
}

fn check_error(
    error: &PatternError,
    expected: &Value,
    source: &[u8],
    is_bytes: bool,
) -> Result<(), String> {
    let kind = match error.kind {
        ErrorKind::Pattern => "PatternError",
        ErrorKind::ValueError => "ValueError",
        ErrorKind::OverflowError => "OverflowError",
        ErrorKind::RecursionError => "RecursionError",
        ErrorKind::IndexError => "IndexError",
        ErrorKind::Unsupported => "none of CPython's",
    };
    let text = error.message(source, is_bytes);
    let wanted = unhex(&expected["text"]);
    if expected["kind"] != kind || wanted != text {
        let show = |text: &[u8]| String::from_utf8_lossy(text).into_owned();
        return Err(format!(
            "raises {kind}: {}, wanted {}: {}",
            show(&text),
            expected["kind"],
            show(&wanted)
        ));
    }
    Ok(())
}

fn check(case: &Value) -> Result<(), String> {
    let is_bytes = case["b"].as_bool().expect("a flag");
    let pattern = unhex(&case["p"]);
    let program = match compile(
        &pattern,
        is_bytes,
        case["f"].as_u64().expect("flags") as u32,
    ) {
        Ok(program) => program,
        Err(error) if error.kind == ErrorKind::Unsupported => return Ok(()),
        Err(error) => match &case["error"] {
            Value::Null => return Err(format!("refused: {error:?}")),
            expected => return check_error(&error, expected, &pattern, is_bytes),
        },
    };
    let differs = |what: &str, got: Value, wanted: &Value| {
        if got == *wanted {
            Ok(())
        } else {
            Err(format!("{what}: got {got}, wanted {wanted}"))
        }
    };
    if case["error"] != Value::Null {
        return Err(format!("accepted, wanted {}", case["error"]));
    }
    differs("flags", program.flags.into(), &case["flags"])?;
    differs(
        "warnings",
        program.warnings.clone().into(),
        &case["warnings"],
    )?;
    let names: Vec<Value> = program
        .names
        .iter()
        .map(|(name, group)| {
            Value::from(vec![
                Value::from(String::from_utf8_lossy(name)),
                Value::from(*group),
            ])
        })
        .collect();
    differs("names", names.into(), &case["names"])?;
    let mut scratch = Scratch::new();
    for answers in case["texts"].as_array().expect("texts") {
        let text = Text::new(unhex(&answers["t"]), is_bytes);
        let (from, to) = (text.offset(&answers["from"]), text.offset(&answers["to"]));
        for (name, mode) in [
            ("search", Mode::Search),
            ("match", Mode::Match),
            ("full", Mode::FullMatch),
        ] {
            let found = run(&program, &mut scratch, &text, from, to, mode, false);
            let got = if found {
                text.shown(&program, &scratch)
            } else {
                Value::Null
            };
            differs(
                &format!("{name} of {:?}[{from}..{to}]", show(&text.bytes)),
                got,
                &answers[name],
            )?;
        }
        let mut all = Vec::new();
        find_all(&program, &text, |scratch| {
            all.push(text.shown(&program, scratch))
        });
        differs(
            &format!("all of {:?}", show(&text.bytes)),
            all.into(),
            &answers["all"],
        )?;
    }
    let sub = &case["sub"];
    if *sub != Value::Null {
        let (template, text) = (
            unhex(&sub["template"]),
            Text::new(unhex(&sub["t"]), is_bytes),
        );
        match (substitute(&program, &template, &text), &sub["error"]) {
            (Ok(got), Value::Null) if got == unhex(&sub["result"]) => {}
            (Err(error), expected) if *expected != Value::Null => {
                check_error(&error, expected, &template, is_bytes)?
            }
            (got, _) => {
                return Err(format!(
                    "sub {:?} in {:?}: got {got:?}, wanted {sub}",
                    show(&template),
                    show(&text.bytes)
                ));
            }
        }
    }
    Ok(())
}

fn show(text: &[u8]) -> String {
    String::from_utf8_lossy(text).into_owned()
}

fn replay(path: &Path) -> usize {
    let content = std::fs::read_to_string(path).expect("a readable corpus");
    let (mut count, mut failures) = (0, Vec::new());
    for line in content.lines() {
        let case: Value = serde_json::from_str(line).expect("a line of JSON");
        count += 1;
        if let Err(why) = check(&case) {
            failures.push(format!(
                "{:?} flags {} bytes {}: {why}",
                show(&unhex(&case["p"])),
                case["f"],
                case["b"]
            ));
        }
    }
    let shown = failures
        .iter()
        .take(25)
        .cloned()
        .collect::<Vec<_>>()
        .join("\n");
    assert!(
        failures.is_empty(),
        "{}: {} of {count} cases fail\n{shown}",
        path.display(),
        failures.len()
    );
    count
}

#[test]
fn answers_are_cpythons() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus");
    let mut count = 0;
    for entry in std::fs::read_dir(folder).expect("the corpus") {
        count += replay(&entry.expect("an entry").path());
    }
    if let Some(more) = std::env::var_os("TAIPAN_SRE_CASES") {
        count += replay(Path::new(&more));
    }
    assert!(count > 1000, "the corpus has only {count} cases");
}
