//! Random well-typed programs, compared with CPython.

use super::program::Program;
use super::{Random, keep};
use crate::case;
use crate::process::{self, Finished, Status};
use crate::{house, python};
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

const LIMIT: Duration = Duration::from_secs(20);

pub fn run(end: Instant, seed: u64) -> Result<(u64, u64), String> {
    let taipan = house::taipan()?;
    let scratch = house::scratch("fuzz-agree")?;
    let result = match python::find()? {
        Some(python) => compare(end, seed, &taipan, &python.path, &scratch),
        None => replay(end, seed, &taipan, &scratch),
    };
    let _ = std::fs::remove_dir_all(&scratch);
    result
}

fn compare(
    end: Instant,
    seed: u64,
    taipan: &Path,
    python: &Path,
    scratch: &Path,
) -> Result<(u64, u64), String> {
    let (mut number, mut failed) = (0, 0);
    while Instant::now() < end {
        let source = Program::generate(seed.wrapping_mul(1_000_003).wrapping_add(number));
        let path = scratch.join("program.py");
        house::write(&path, &source)?;
        let mut reference = Command::new(python);
        process::plain_environment(&mut reference);
        let expected = process::run(
            reference.arg("-B").arg("program.py").current_dir(scratch),
            b"",
            LIMIT,
        )?;
        if expected.status == Status::TimedOut {
            number += 1;
            continue;
        }
        let executable = scratch.join("program");
        let problem = match build(taipan, &path, &executable)? {
            Some(problem) => Some(problem),
            None => {
                let mut ours = process::with_memory_limit(&executable);
                process::plain_environment(&mut ours);
                let actual = process::run(ours.current_dir(scratch), b"", LIMIT)?;
                difference(&expected, &actual)
            }
        };
        if let Some(problem) = problem {
            failed += 1;
            println!(
                "FAILED {}: {problem}",
                keep("agree", seed, number, source.as_bytes())?.display()
            );
        }
        number += 1;
    }
    Ok((number, failed))
}

/// Without CPython: recorded programs in an order that depends on the seed.
fn replay(end: Instant, seed: u64, taipan: &Path, scratch: &Path) -> Result<(u64, u64), String> {
    let known = crate::suite::known_failures();
    let mut cases = case::find(None);
    cases.retain(|c| !known.iter().any(|k| k.ends_with(&format!(" {}", c.name))));
    // Programs of known deviations print something else on purpose.
    cases.retain(|c| matches!(c.deviation(), Ok(None)));
    let mut random = Random::new(seed);
    let (mut number, mut failed) = (0, 0);
    while Instant::now() < end && !cases.is_empty() {
        let case = &cases[random.below(cases.len())];
        let executable = scratch.join(case.program());
        let problem = match build(taipan, &case.folder().join(case.program()), &executable)? {
            Some(problem) => Some(problem),
            None => {
                let (behaviour, _) = case.execute(
                    process::with_memory_limit(&executable),
                    &scratch.join("tmp"),
                    LIMIT,
                )?;
                (case.recorded() != Some(behaviour))
                    .then(|| "differs from its recording".to_string())
            }
        };
        if let Some(problem) = problem {
            failed += 1;
            println!("FAILED {}: {problem}", case.name);
        }
        number += 1;
    }
    Ok((number, failed))
}

fn build(taipan: &Path, program: &Path, executable: &Path) -> Result<Option<String>, String> {
    let mut command = Command::new(taipan);
    process::plain_environment(&mut command);
    let built = process::run(
        command
            .args(["build", "--verify", "-o"])
            .args([executable, program]),
        b"",
        LIMIT,
    )?;
    let text = built.stderr_text();
    Ok((!built.ok()).then(|| {
        format!(
            "build ended with {}: {}",
            built.status,
            text.lines().next().unwrap_or("")
        )
    }))
}

fn difference(expected: &Finished, actual: &Finished) -> Option<String> {
    if expected.status != actual.status {
        return Some(format!(
            "status {} instead of {}",
            actual.status, expected.status
        ));
    }
    if expected.stdout == actual.stdout {
        return None;
    }
    let (expected, actual) = (
        String::from_utf8_lossy(&expected.stdout),
        String::from_utf8_lossy(&actual.stdout),
    );
    Some(crate::suite::difference("stdout", &expected, &actual))
}
