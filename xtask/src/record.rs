//! `cargo xtask record`: runs the programs under CPython 3.14 and keeps what they did.
//!
//! `tests/RECORDED` then holds CPython's version and one hash per program over its source, inputs and recorded behaviour.
//! A program that was edited without recording it again has a stale hash, and the tests fail.

use crate::case::{self, Behaviour, Case};
use crate::{house, process, python};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

#[derive(clap::Args)]
pub struct Options {
    /// Only programs whose name contains this.
    pattern: Option<String>,
    /// Only compare with what is recorded; write nothing.
    #[arg(long)]
    check: bool,
    /// Only programs whose hash is missing or stale.
    #[arg(long)]
    stale: bool,
    #[arg(long, default_value_t = 2)]
    jobs: usize,
}

pub fn run(options: &Options) -> Result<bool, String> {
    let python = python::require()?;
    let mut record = Record::load();
    let all = case::find(None);
    let mut cases = case::find(options.pattern.as_deref());
    if options.stale {
        cases.retain(|case| record.check(case).is_err());
    }
    let scratch = house::scratch("record")?;
    let results = process::in_parallel(&cases, options.jobs, |case| {
        observe(
            case,
            &python.path,
            &scratch.join(case.name.replace('/', "-")),
        )
    });
    let mut bad = 0;
    for (case, result) in cases.iter().zip(results) {
        let behaviour = match result {
            Ok(behaviour) => behaviour,
            Err(message) => {
                println!("FAILED {}: {message}", case.name);
                bad += 1;
                continue;
            }
        };
        if options.check {
            if let Err(message) = record.check(case) {
                println!("STALE {}: {message}", case.name);
                bad += 1;
            } else if case.recorded().as_ref() != Some(&behaviour) {
                println!(
                    "DIFFERS {}: CPython {} does something else now",
                    case.name, python.version
                );
                bad += 1;
            }
        } else {
            keep(case, &behaviour)?;
        }
    }
    let _ = std::fs::remove_dir_all(&scratch);
    if !options.check {
        record.version = python.version.clone();
        record
            .hashes
            .retain(|name, _| all.iter().any(|case| case.name == *name));
        for case in &cases {
            if case.recorded().is_some() {
                record.hashes.insert(case.name.clone(), case.fingerprint());
            }
        }
        record.save()?;
    }
    if options.pattern.is_none() && !options.stale {
        for name in crate::strip::derive(&python, options.check)? {
            println!(
                "{} benches/untyped/{name}",
                if options.check { "STALE" } else { "derived" }
            );
            bad += usize::from(options.check);
        }
    }
    if options.pattern.is_none() && !options.stale {
        let names = crate::coverage::names(&python)?;
        if house::read(&crate::coverage::names_file()).ok().as_ref() != Some(&names) {
            println!(
                "{} tests/NAMES",
                if options.check { "STALE" } else { "wrote" }
            );
            bad += usize::from(options.check);
            if !options.check {
                house::write(&crate::coverage::names_file(), names)?;
            }
        }
    }
    println!("{} passed, {bad} failed", cases.len().saturating_sub(bad));
    Ok(bad == 0)
}

fn observe(case: &Case, python: &Path, scratch: &Path) -> Result<Behaviour, String> {
    let mut command = Command::new(python);
    // No bytecode files in the repository, and none that could hide a changed source.
    command.args(["-B", &case.program()]);
    let (behaviour, _) = case.execute(command, scratch, case::LIMIT)?;
    match behaviour.status.as_str() {
        status if status.starts_with("timed out") => Err(format!("CPython {status}")),
        status if status.starts_with("signal") => Err(format!("CPython died: {status}")),
        _ => Ok(behaviour),
    }
}

fn keep(case: &Case, behaviour: &Behaviour) -> Result<(), String> {
    house::write(&case.sidecar("out"), &behaviour.out)?;
    keep_unless(
        behaviour.err.is_empty(),
        &case.sidecar("err"),
        &behaviour.err,
    )?;
    let status = format!("{}\n", behaviour.status);
    keep_unless(
        behaviour.status == "0",
        &case.sidecar("status"),
        status.as_bytes(),
    )
}

fn keep_unless(absent: bool, path: &Path, bytes: &[u8]) -> Result<(), String> {
    if absent {
        let _ = std::fs::remove_file(path);
        return Ok(());
    }
    house::write(path, bytes)
}

/// The contents of `tests/RECORDED`.
pub struct Record {
    pub version: String,
    hashes: BTreeMap<String, String>,
}

impl Record {
    fn path() -> PathBuf {
        house::root().join("tests/RECORDED")
    }

    pub fn load() -> Record {
        let text = house::read(&Record::path()).unwrap_or_default();
        let mut lines = text.lines();
        let version = lines
            .next()
            .unwrap_or("CPython unknown")
            .trim_start_matches("CPython ")
            .to_string();
        let hashes = lines
            .filter_map(|line| line.split_once(' '))
            .map(|(hash, name)| (name.to_string(), hash.to_string()));
        Record {
            version,
            hashes: hashes.collect(),
        }
    }

    fn save(&self) -> Result<(), String> {
        let mut text = format!("CPython {}\n", self.version);
        for (name, hash) in &self.hashes {
            text.push_str(&format!("{hash} {name}\n"));
        }
        house::write(&Record::path(), text)
    }

    /// Whether the program is as it was when it was recorded.
    pub fn check(&self, case: &Case) -> Result<(), String> {
        match self.hashes.get(&case.name) {
            None => Err("not recorded: run `cargo xtask record`".to_string()),
            Some(hash) if *hash == case.fingerprint() => Ok(()),
            Some(_) => Err("stale recording: run `cargo xtask record`".to_string()),
        }
    }

    /// Recorded names without a program.
    pub fn orphans(&self, cases: &[Case]) -> Vec<String> {
        self.hashes
            .keys()
            .filter(|name| !cases.iter().any(|case| case.name == **name))
            .cloned()
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::case::Shape;

    #[test]
    fn an_edited_program_and_an_edited_recording_are_stale() {
        let folder = tempfile::tempdir().unwrap();
        let case = Case {
            name: "conformance/area/name".to_string(),
            stem: folder.path().join("name"),
            shape: Shape::File,
        };
        let write = |ending: &str, text: &str| std::fs::write(case.sidecar(ending), text).unwrap();
        write("py", "print(1)\n");
        write("out", "1\n");
        let mut record = Record {
            version: "3.14.0".to_string(),
            hashes: BTreeMap::new(),
        };
        assert!(record.check(&case).unwrap_err().starts_with("not recorded"));
        record.hashes.insert(case.name.clone(), case.fingerprint());
        record.check(&case).unwrap();
        // One thing at a time: program, output, and files that were not there.
        for (ending, edited, back) in [
            ("py", "print(2)\n", Some("print(1)\n")),
            ("out", "2\n", Some("1\n")),
            ("err", "warning\n", None),
            ("status", "1\n", None),
            ("args", "-v\n", None),
            ("in", "input\n", None),
        ] {
            write(ending, edited);
            let message = record.check(&case).unwrap_err();
            assert!(message.starts_with("stale"), "{ending}: {message}");
            match back {
                Some(text) => write(ending, text),
                None => std::fs::remove_file(case.sidecar(ending)).unwrap(),
            }
            record.check(&case).unwrap();
        }
        assert_eq!(record.orphans(&[]), ["conformance/area/name"]);
    }
}
