//! Tests whose expectation is the compiler's own text: `tests/ui` (diagnostics) and `tests/ir` (MIR).
//!
//! `tests/ui/CODE_name.py` beside `.stderr` is what `taipan check` says of the program; `CODE` is the diagnostic it is about
//! and must occur in the text. `tests/ir/name.py` beside `name.mir` is what `taipan build --emit mir` prints.

use crate::process;
use crate::suite::{Outcome, difference};
use crate::{house, process::Status};
use std::path::Path;
use std::process::Command;
use std::time::Duration;

const LIMIT: Duration = Duration::from_secs(20);

pub fn run(
    taipan: &Path,
    pattern: Option<&str>,
    bless: bool,
    jobs: usize,
) -> Result<Vec<Outcome>, String> {
    let mut outcomes = Vec::new();
    for (label, folder, ending) in [("ui", "tests/ui", "stderr"), ("ir", "tests/ir", "mir")] {
        let mut programs = house::entries(&house::root().join(folder));
        programs.retain(|path| path.extension().is_some_and(|e| e == "py"));
        programs.retain(|path| {
            pattern.is_none_or(|pattern| format!("{label}/{}", house::name(path)).contains(pattern))
        });
        outcomes.extend(process::in_parallel(&programs, jobs, |path| {
            let name = format!("{label}/{}", house::name(&path.with_extension("")));
            let result = if label == "ui" {
                diagnostics(taipan, path)
            } else {
                mir(taipan, path)
            };
            Outcome::new(
                label,
                name,
                result.and_then(|text| settle(&path.with_extension(ending), &text, bless)),
            )
        }));
    }
    Ok(outcomes)
}

fn diagnostics(taipan: &Path, path: &Path) -> Result<String, String> {
    let finished = compile(
        taipan,
        &["check", "--color", "never", &house::name(path)],
        path,
    )?;
    if !matches!(finished.status, Status::Exit(0 | 1)) {
        return Err(format!(
            "taipan check ended with {}: {}",
            finished.status,
            finished.stderr_text()
        ));
    }
    let text = finished.stderr_text();
    let stem = house::name(&path.with_extension(""));
    let code = stem.split('_').next().unwrap_or_default();
    if !text.contains(code) {
        return Err(format!("no diagnostic with code {code}\n{text}"));
    }
    Ok(text)
}

fn mir(taipan: &Path, path: &Path) -> Result<String, String> {
    let finished = compile(
        taipan,
        &["build", "--emit", "mir", "-o", "-", &house::name(path)],
        path,
    )?;
    if !finished.ok() {
        return Err(format!(
            "taipan build ended with {}: {}",
            finished.status,
            finished.stderr_text()
        ));
    }
    Ok(String::from_utf8_lossy(&finished.stdout).into_owned())
}

fn compile(taipan: &Path, args: &[&str], path: &Path) -> Result<process::Finished, String> {
    let mut command = Command::new(taipan);
    process::plain_environment(&mut command);
    command
        .args(args)
        .current_dir(path.parent().expect("a test lies in a folder"));
    process::run(&mut command, b"", LIMIT)
}

fn settle(expectation: &Path, text: &str, bless: bool) -> Result<(), String> {
    if bless {
        return house::write(expectation, text);
    }
    let expected = house::read(expectation)
        .map_err(|_| "no expectation: run `cargo xtask test --bless`".to_string())?;
    if expected == text {
        Ok(())
    } else {
        Err(difference("output", &expected, text))
    }
}
