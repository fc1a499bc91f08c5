//! `cargo xtask test`: everything that must hold.
//!
//! Without options: unit tests of the workspace, every recorded program as x86-64 in the release and the debug runtime and
//! as aarch64 (under `qemu-aarch64-static`), the diagnostics, the snapshots, the recordings and the documents.
//! With a pattern, a runtime or a target, only the recorded programs, diagnostics and snapshots that match.
//! The last line printed is always `N passed, N failed`.
//!
//! `tests/KNOWN_FAILURES`, where it exists, lists what is known to fail as `VARIANT NAME`; such a failure does not count,
//! `*` stands for every variant; an entry that no longer fails is reported.

use crate::case::{self, Behaviour, Case};
use crate::process::{self, Status};
use crate::{house, index, record, snapshot};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

#[derive(clap::Args)]
pub struct Options {
    /// Only tests whose name contains this.
    pattern: Option<String>,
    /// Only this runtime: release or debug.
    #[arg(long, value_parser = ["release", "debug"])]
    runtime: Option<String>,
    /// Only this target.
    #[arg(long, value_parser = [X86_64, AARCH64])]
    target: Option<String>,
    /// How many tests run at the same time.
    #[arg(long, default_value_t = 2)]
    jobs: usize,
    /// Rewrite the expectations of tests/ui and tests/ir.
    #[arg(long)]
    bless: bool,
    /// Show the whole difference of each failure.
    #[arg(long)]
    verbose: bool,
    /// Also write the failures, each with its first difference, to this file.
    #[arg(long)]
    failures: Option<PathBuf>,
}

const X86_64: &str = "x86_64-unknown-linux-musl";
const AARCH64: &str = "aarch64-unknown-linux-musl";
const QEMU: &str = "qemu-aarch64-static";

/// Building may take longer than running, but not without end.
const BUILD_LIMIT: Duration = Duration::from_secs(60);

/// One way to compile and run every program.
#[derive(Clone, Copy)]
struct Variant {
    label: &'static str,
    target: &'static str,
    runtime: &'static str,
}

const VARIANTS: [Variant; 3] = [
    Variant {
        label: "release",
        target: X86_64,
        runtime: "release",
    },
    Variant {
        label: "debug",
        target: X86_64,
        runtime: "debug",
    },
    Variant {
        label: "aarch64",
        target: AARCH64,
        runtime: "release",
    },
];

/// The outcome of one test: its label and name, and what went wrong.
pub struct Outcome {
    pub label: &'static str,
    pub name: String,
    pub failure: Option<String>,
}

impl Outcome {
    pub fn new(
        label: &'static str,
        name: impl Into<String>,
        result: Result<(), String>,
    ) -> Outcome {
        Outcome {
            label,
            name: name.into(),
            failure: result.err(),
        }
    }
}

pub fn run(options: &Options) -> Result<bool, String> {
    let everything = options.pattern.is_none()
        && options.runtime.is_none()
        && options.target.is_none()
        && !options.bless;
    let mut outcomes = Vec::new();
    if everything {
        outcomes.push(Outcome::new(
            "cargo",
            "unit tests",
            unit_tests(&["--workspace"]),
        ));
        let threads = ["-p", "taipan-runtime", "--lib", "--features", "threads"];
        outcomes.push(Outcome::new(
            "cargo",
            "runtime with threads",
            unit_tests(&threads),
        ));
    }
    let taipan = house::taipan()?;
    let pattern = options.pattern.as_deref();
    let cases = case::find(pattern);
    let recorded = record::Record::load();
    if everything {
        outcomes.extend(recorded.orphans(&cases).into_iter().map(|name| {
            Outcome::new(
                "recorded",
                name,
                Err("recorded, but there is no such program".to_string()),
            )
        }));
        outcomes.extend(index::check());
    }
    if !options.bless {
        for case in &cases {
            outcomes.push(Outcome::new("recorded", &case.name, recorded.check(case)));
        }
        outcomes.extend(programs(options, &cases, &taipan)?);
    }
    if options.target.is_none() && options.runtime.is_none() {
        outcomes.extend(snapshot::run(
            &taipan,
            pattern,
            options.bless,
            options.jobs,
        )?);
    }
    summarise(options, everything, &outcomes)
}

fn unit_tests(of: &[&str]) -> Result<(), String> {
    let status = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
        .args(["test", "--release", "--quiet"])
        .args(of)
        .current_dir(house::root())
        .status()
        .map_err(|error| format!("cargo: {error}"))?;
    if status.success() {
        Ok(())
    } else {
        Err("cargo test failed; see above".to_string())
    }
}

/// Compiles and runs every case in every variant that the options leave.
fn programs(options: &Options, cases: &[Case], taipan: &Path) -> Result<Vec<Outcome>, String> {
    let mut variants = VARIANTS.to_vec();
    variants.retain(|variant| {
        options
            .runtime
            .as_deref()
            .is_none_or(|runtime| runtime == variant.runtime)
            && options
                .target
                .as_deref()
                .is_none_or(|target| target == variant.target)
    });
    // With a runtime but no target, the native one is meant.
    if options.runtime.is_some() && options.target.is_none() {
        variants.retain(|variant| variant.target == X86_64);
    }
    if variants.iter().any(|variant| variant.target == AARCH64)
        && Command::new(QEMU).arg("--version").output().is_err()
    {
        return Err(format!(
            "{QEMU} is needed to run aarch64 programs: apt-get install qemu-user-static"
        ));
    }
    let scratch = house::scratch("test")?;
    let work: Vec<(Variant, &Case)> = variants
        .iter()
        .flat_map(|&variant| cases.iter().map(move |case| (variant, case)))
        .collect();
    let done = AtomicUsize::new(0);
    let outcomes = process::in_parallel(&work, options.jobs, |(variant, case)| {
        let own = scratch.join(format!("{}-{}", variant.label, case.name.replace('/', "-")));
        let result = std::fs::create_dir_all(&own).map_err(|error| error.to_string());
        let result = result.and_then(|()| build_and_compare(taipan, *variant, case, &own));
        let _ = std::fs::remove_dir_all(&own);
        let done = done.fetch_add(1, Ordering::Relaxed) + 1;
        if done.is_multiple_of(200) {
            eprintln!("{done} of {}", work.len());
        }
        Outcome::new(variant.label, &case.name, result)
    });
    let _ = std::fs::remove_dir_all(&scratch);
    Ok(outcomes)
}

/// Standard error less what the emulator itself says of a process that dies of a signal (a child of the program).
fn without_emulator(err: &[u8]) -> Vec<u8> {
    err.split_inclusive(|b| *b == b'\n')
        .filter(|line| !line.starts_with(b"qemu: uncaught target signal"))
        .flatten()
        .copied()
        .collect()
}

fn build_and_compare(
    taipan: &Path,
    variant: Variant,
    case: &Case,
    own: &Path,
) -> Result<(), String> {
    let expected = case.recorded().ok_or("nothing recorded")?;
    // The executable bears the program's name, because programs show sys.argv[0] (argparse does).
    let executable = own.join(if case.shape == case::Shape::Package {
        "__main__.py".to_string()
    } else {
        case.program()
    });
    let mut build = Command::new(taipan);
    process::plain_environment(&mut build);
    build.args([
        "build",
        &case.program(),
        "--target",
        variant.target,
        "--runtime",
        variant.runtime,
        "--verify",
        "-o",
    ]);
    build.arg(&executable).current_dir(case.folder());
    let built = process::run(&mut build, b"", BUILD_LIMIT)?;
    if !built.ok() {
        let first = built.stderr_text();
        let first = first
            .lines()
            .find(|line| line.contains("error") || line.contains("panicked"))
            .unwrap_or_else(|| first.lines().next().unwrap_or(""));
        return Err(format!("build ended with {}: {first}", built.status));
    }
    let (command, limit) = if variant.target == AARCH64 {
        // The emulator reserves the whole address space of its guest, so it gets no limit.
        let mut command = Command::new(QEMU);
        command.arg(&executable);
        (command, case::LIMIT * 2)
    } else {
        (process::with_memory_limit(&executable), case::LIMIT)
    };
    let (mut behaviour, finished) = case.execute(command, &own.join("tmp"), limit)?;
    if variant.target == AARCH64 {
        behaviour.err = without_emulator(&behaviour.err);
    }
    if let Status::Signal(number) = finished.status
        && expected.status != behaviour.status
    {
        let last = finished.stderr_text();
        return Err(format!(
            "died of signal {number}: {}",
            last.lines().last().unwrap_or("")
        ));
    }
    match case.deviation()? {
        Some(out) => compare(&Behaviour { out, ..expected }, &behaviour),
        None => compare(&expected, &behaviour),
    }
}

/// `Err` names the first difference and then shows both sides around it.
fn compare(expected: &Behaviour, actual: &Behaviour) -> Result<(), String> {
    if expected == actual {
        return Ok(());
    }
    let mut message = String::new();
    if expected.status != actual.status {
        message.push_str(&format!(
            "status {} instead of {}",
            actual.status, expected.status
        ));
        let err = String::from_utf8_lossy(&actual.err);
        if expected.err != actual.err && !err.is_empty() {
            message.push_str(&format!(
                " ({})",
                err.trim_end().lines().last().unwrap_or("")
            ));
        }
        message.push('\n');
    }
    for (what, expected, actual) in [
        ("stdout", &expected.out, &actual.out),
        ("stderr", &expected.err, &actual.err),
    ] {
        if expected != actual {
            message.push_str(&difference(
                what,
                &String::from_utf8_lossy(expected),
                &String::from_utf8_lossy(actual),
            ));
        }
    }
    Err(message)
}

/// The first line in which two texts differ, then up to five lines of each from there.
pub fn difference(what: &str, expected: &str, actual: &str) -> String {
    let at = expected
        .lines()
        .zip(actual.lines())
        .take_while(|(a, b)| a == b)
        .count();
    let show = |text: &str, mark: char| -> String {
        text.lines()
            .skip(at)
            .take(5)
            .map(|line| format!("    {mark} {line}\n"))
            .collect()
    };
    format!(
        "{what} differs in line {}:\n{}{}",
        at + 1,
        show(expected, '-'),
        show(actual, '+')
    )
}

fn summarise(options: &Options, everything: bool, outcomes: &[Outcome]) -> Result<bool, String> {
    let known = known_failures();
    let mut unused: BTreeSet<&str> = known.iter().map(String::as_str).collect();
    let (mut passed, mut failed, mut expected) = (0, 0, 0);
    let mut report = String::new();
    for outcome in outcomes {
        let key = format!("{} {}", outcome.label, outcome.name);
        // `*` stands for every variant.
        let any = format!("* {}", outcome.name);
        let is_known = known.contains(&key) || known.contains(&any);
        if outcome.failure.is_some() {
            unused.remove(key.as_str());
            unused.remove(any.as_str());
        }
        match (&outcome.failure, is_known) {
            (None, _) => passed += 1,
            (Some(_), true) => expected += 1,
            (Some(message), false) => {
                failed += 1;
                let shown = if options.verbose {
                    message.trim_end()
                } else {
                    short(message)
                };
                println!("FAILED {key}: {shown}");
                report.push_str(&format!("- {key}: {}\n", short(message).replace('\n', " ")));
            }
        }
    }
    if everything {
        for key in unused {
            println!("note: {key} no longer fails: remove it from tests/KNOWN_FAILURES");
        }
    }
    if expected > 0 {
        println!("{expected} known failures");
    }
    if let Some(path) = &options.failures {
        house::write(
            path,
            format!("{report}\n{passed} passed, {failed} failed\n"),
        )?;
    }
    println!("{passed} passed, {failed} failed");
    Ok(failed == 0)
}

/// As much of a message as one can take in when many tests fail.
fn short(message: &str) -> &str {
    let end = message
        .char_indices()
        .filter(|(_, c)| *c == '\n')
        .map(|(at, _)| at)
        .nth(11)
        .unwrap_or(message.len());
    message[..end].trim_end()
}

pub fn known_failures() -> BTreeSet<String> {
    let text = house::read(&house::root().join("tests/KNOWN_FAILURES")).unwrap_or_default();
    text.lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .map(str::to_string)
        .collect()
}
