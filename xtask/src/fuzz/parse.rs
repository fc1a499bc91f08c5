//! Mutated programs: bytes, tokens and lines of real ones are removed, doubled, swapped and replaced.

use super::{Random, keep};
use crate::process::{self, Status};
use crate::{case, house};
use std::process::Command;
use std::time::{Duration, Instant};

const LIMIT: Duration = Duration::from_secs(20);

/// Pieces that programs consist of, and some that they should not.
const PIECES: &[&str] = &[
    "(",
    ")",
    "[",
    "]",
    "{",
    "}",
    ":",
    ",",
    ";",
    ".",
    "=",
    "==",
    ":=",
    "->",
    "*",
    "**",
    "/",
    "//",
    "%",
    "@",
    "+",
    "-",
    "~",
    "<",
    "<<",
    ">>=",
    "!=",
    "!",
    "?",
    "$",
    "\\",
    "\\\n",
    "\n",
    "\n    ",
    "\n\t",
    " ",
    "#",
    "'",
    "\"",
    "'''",
    "f'",
    "f\"{",
    "rb'",
    "t'",
    "0x",
    "1_",
    "1e",
    "0b2",
    "1j",
    "...",
    "lambda",
    "lambda x:",
    "def f(",
    "class C:",
    "if x:",
    "else:",
    "elif",
    "for x in",
    "while",
    "try:",
    "except",
    "except*",
    "finally:",
    "with",
    "as",
    "match x:",
    "case",
    "case _:",
    "return",
    "yield",
    "yield from",
    "await",
    "async",
    "raise",
    "from",
    "import",
    "global",
    "nonlocal",
    "del",
    "assert",
    "pass",
    "break",
    "continue",
    "not",
    "and",
    "or",
    "is",
    "in",
    "None",
    "True",
    "False",
    "__name__",
    "self",
    "x",
    "print",
    "type",
    "type X[T] =",
    "é",
    "\u{1F600}",
    "\0",
    "\u{FEFF}",
    "\r",
    "\u{2028}",
    "99999999999999999999999999",
    "1.5e400",
];

pub fn run(end: Instant, seed: u64) -> Result<(u64, u64), String> {
    let taipan = house::taipan()?;
    let scratch = house::scratch("fuzz-parse")?;
    let corpus: Vec<Vec<u8>> = case::find(None)
        .iter()
        .flat_map(|case| case.sources())
        .filter(|path| path.extension().is_some_and(|ending| ending == "py"))
        .filter_map(|path| std::fs::read(path).ok())
        .collect();
    if corpus.is_empty() {
        return Err("no programs to mutate".to_string());
    }
    let (mut number, mut failed) = (0, 0);
    while Instant::now() < end {
        let mut random = Random::new(seed.wrapping_mul(1_000_003).wrapping_add(number));
        let source = mutate(&mut random, &corpus);
        let program = scratch.join("input.py");
        house::write(&program, &source)?;
        // Most inputs stop at the parser; what does not goes through to an object file.
        let mut command = Command::new(&taipan);
        process::plain_environment(&mut command);
        command
            .args(["build", "--verify"])
            .arg(&program)
            .arg("-o")
            .arg(scratch.join("output"))
            .current_dir(&scratch);
        let finished = process::run(&mut command, b"", LIMIT)?;
        let text = finished.stderr_text();
        let silent = finished.status == Status::Exit(1) && text.trim().is_empty();
        if !matches!(finished.status, Status::Exit(0 | 1)) || silent {
            failed += 1;
            let kept = keep("parse", seed, number, &source)?;
            let line = text
                .lines()
                .find(|line| line.contains("panicked") || line.contains("bug"))
                .or(text.lines().next())
                .unwrap_or("");
            println!(
                "FAILED {}: ended with {}: {line}",
                kept.display(),
                finished.status
            );
        }
        number += 1;
    }
    let _ = std::fs::remove_dir_all(&scratch);
    Ok((number, failed))
}

fn mutate(random: &mut Random, corpus: &[Vec<u8>]) -> Vec<u8> {
    let whole = &corpus[random.below(corpus.len())];
    // A window of lines keeps inputs small, so that many are tried.
    let lines: Vec<&[u8]> = whole.split_inclusive(|&byte| byte == b'\n').collect();
    let start = random.below(lines.len());
    let mut source = lines[start..lines.len().min(start + 1 + random.below(40))].concat();
    for _ in 0..=random.below(6) {
        if source.is_empty() {
            source.extend(PIECES[random.below(PIECES.len())].bytes());
        }
        let at = random.below(source.len());
        let to = (at + 1 + random.below(12)).min(source.len());
        match random.below(8) {
            0 => drop(source.drain(at..to)),
            1 => {
                let copy = source[at..to].to_vec();
                source.splice(at..at, copy);
            }
            2 => {
                source.splice(at..to, random.pick(PIECES).bytes());
            }
            3 | 4 => {
                source.splice(at..at, random.pick(PIECES).bytes());
            }
            5 => source[at] = random.below(256) as u8,
            6 => {
                let other = &corpus[random.below(corpus.len())];
                let from = random.below(other.len());
                let until = (from + random.below(80)).min(other.len());
                source.splice(at..at, other[from..until].iter().copied());
            }
            _ => {
                let piece = random.pick(PIECES).repeat(random.below(300));
                source.splice(at..at, piece.bytes());
            }
        }
    }
    source
}
