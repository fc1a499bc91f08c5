//! `cargo xtask bench`: whole programs under Taipan, CPython 3.14 and whatever peers are installed, and Rust twins.
//!
//! Runs are interleaved and the median of the processor time counts (of the wall clock's where the system does not tell);
//! `PYTHON*` is cleared; outputs must be equal or the row is a miss, and CPython must run for a second.
//! The table goes to standard output and, as Markdown and JSON, to `target/bench`.
//! With `--check` a missed row makes the task fail.

use crate::process::{self, Finished};
use crate::{house, python, strip};
use serde::Serialize;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

#[derive(clap::Args)]
pub struct Options {
    /// Only programs whose name contains this (`untyped/` and `variants/` are part of the name).
    pattern: Option<String>,
    /// Fail if a row misses what it has to reach.
    #[arg(long)]
    check: bool,
    /// Runs per program and implementation.
    #[arg(long, default_value_t = 5)]
    runs: usize,
    /// Leave the peers out.
    #[arg(long)]
    no_peers: bool,
}

const LIMIT: Duration = Duration::from_secs(120);

/// What a typed program has to reach: times CPython's speed, and at most this many times the Rust twin's time.
const TARGETS: &[(&str, f64, Option<f64>)] = &[
    ("fib", 20.0, Some(1.5)),
    ("nbody", 25.0, Some(2.0)),
    ("spectral_norm", 25.0, Some(2.0)),
    ("mandelbrot", 25.0, Some(2.0)),
    ("fannkuch", 12.0, Some(2.5)),
    ("sieve", 12.0, Some(2.5)),
    ("matmul", 12.0, Some(2.5)),
    ("binary_trees", 6.0, Some(3.0)),
    ("nqueens", 8.0, None),
    ("tokenizer", 8.0, None),
    ("deltablue", 8.0, None),
    ("richards", 8.0, None),
    ("generators", 12.0, None),
    ("wordcount", 2.0, None),
    ("strings", 2.0, None),
    ("sorting", 2.0, None),
    ("pidigits", 2.0, None),
];

/// Kernels whose twin checks its arithmetic, because Python's ints are exact.
const CHECKED_TWINS: &[&str] = &["fib", "fannkuch", "sieve"];

/// What CPython has to run for, so that start-up does not count.
const SHORTEST: f64 = 1.0;

const TYPED_MEAN: f64 = 10.0;
const UNTYPED_MEAN: f64 = 3.0;

#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
#[serde(rename_all = "lowercase")]
enum Kind {
    Typed,
    Untyped,
    Variant,
}

#[derive(Serialize)]
struct Row {
    name: String,
    kind: Kind,
    /// Seconds, medians. `None` where it did not build, failed or printed something else.
    taipan: Option<f64>,
    cpython: f64,
    rust: Option<f64>,
    peers: Vec<(String, Option<f64>)>,
    /// CPython's time over Taipan's.
    ratio: Option<f64>,
    /// Taipan's time over the twin's.
    against_rust: Option<f64>,
    wanted: f64,
    wanted_against_rust: Option<f64>,
    problem: Option<String>,
}

impl Row {
    fn missed(&self) -> bool {
        self.problem.is_some()
            || self.ratio.is_none_or(|ratio| ratio < self.wanted)
            || matches!((self.against_rust, self.wanted_against_rust), (Some(got), Some(wanted)) if got > wanted)
    }
}

pub fn run(options: &Options) -> Result<bool, String> {
    let taipan = house::taipan()?;
    let python = python::require()?;
    let scratch = house::scratch("bench")?;
    let peers = if options.no_peers {
        Vec::new()
    } else {
        find_peers()
    };
    let mut rows = Vec::new();
    for (path, kind) in programs() {
        let name = path
            .strip_prefix(house::root().join("benches"))
            .expect("lies there")
            .with_extension("")
            .display()
            .to_string();
        if options
            .pattern
            .as_deref()
            .is_none_or(|pattern| name.contains(pattern))
        {
            eprintln!("{name}");
            rows.push(measure(
                &name,
                &path,
                kind,
                &taipan,
                &python.path,
                &peers,
                &scratch,
                options.runs,
            )?);
        }
    }
    let _ = std::fs::remove_dir_all(&scratch);
    let table = markdown(&rows);
    print!("{table}");
    let folder = house::target().join("bench");
    std::fs::create_dir_all(&folder).map_err(|error| error.to_string())?;
    house::write(&folder.join("results.md"), &table)?;
    house::write(
        &folder.join("results.json"),
        serde_json::to_string_pretty(&rows).map_err(|error| error.to_string())?,
    )?;
    let mut missed: Vec<String> = rows
        .iter()
        .filter(|row| row.missed())
        .map(|row| row.name.clone())
        .collect();
    if options.pattern.is_none() {
        missed.extend(
            means(&rows)
                .into_iter()
                .filter(|(_, got, wanted)| got < wanted)
                .map(|(label, ..)| label.to_string()),
        );
    }
    println!(
        "\n{} passed, {} failed",
        rows.len().saturating_sub(missed.len()),
        missed.len()
    );
    for name in &missed {
        println!("missed: {name}");
    }
    Ok(!options.check || missed.is_empty())
}

fn programs() -> Vec<(PathBuf, Kind)> {
    let mut result: Vec<(PathBuf, Kind)> = strip::programs()
        .into_iter()
        .map(|path| (path, Kind::Typed))
        .collect();
    for (folder, kind) in [("untyped", Kind::Untyped), ("variants", Kind::Variant)] {
        result.extend(
            house::entries(&house::root().join("benches").join(folder))
                .into_iter()
                .map(|path| (path, kind)),
        );
    }
    result.retain(|(path, _)| path.extension().is_some_and(|ending| ending == "py"));
    result
}

struct Contender {
    name: String,
    command: Vec<String>,
    times: Vec<f64>,
    output: Option<Vec<u8>>,
    problem: Option<String>,
}

impl Contender {
    fn new(name: &str, command: Vec<String>) -> Contender {
        Contender {
            name: name.to_string(),
            command,
            times: Vec::new(),
            output: None,
            problem: None,
        }
    }

    fn run_once(&mut self) -> Result<(), String> {
        if self.problem.is_some() {
            return Ok(());
        }
        let mut command = Command::new(&self.command[0]);
        process::plain_environment(&mut command);
        let Finished {
            stdout,
            stderr,
            status,
            elapsed,
            cpu,
        } = process::run(command.args(&self.command[1..]), b"", LIMIT)?;
        if status != process::Status::Exit(0) {
            let text = String::from_utf8_lossy(&stderr);
            self.problem = Some(format!(
                "ended with {status}: {}",
                text.lines().last().unwrap_or("")
            ));
            return Ok(());
        }
        self.times.push(cpu.unwrap_or(elapsed).as_secs_f64());
        self.output = Some(stdout);
        Ok(())
    }

    fn median(&self) -> Option<f64> {
        if self.problem.is_some() {
            return None;
        }
        let mut times = self.times.clone();
        times.sort_by(f64::total_cmp);
        times.get(times.len() / 2).copied()
    }
}

#[allow(
    clippy::too_many_arguments,
    reason = "one row's worth of paths, used once"
)]
fn measure(
    name: &str,
    path: &Path,
    kind: Kind,
    taipan: &Path,
    python: &Path,
    peers: &[Peer],
    scratch: &Path,
    runs: usize,
) -> Result<Row, String> {
    let stem = house::name(&path.with_extension(""));
    let text = |path: &Path| path.display().to_string();
    let executable = scratch.join(format!("taipan-{}", name.replace('/', "-")));
    let mut contenders = vec![Contender::new(
        "cpython",
        vec![text(python), "-B".to_string(), text(path)],
    )];
    let mut build = Command::new(taipan);
    process::plain_environment(&mut build);
    let built = process::run(
        build.args(["build", "-O2", &text(path), "-o", &text(&executable)]),
        b"",
        LIMIT,
    )?;
    let mut ours = Contender::new("taipan", vec![text(&executable)]);
    if !built.ok() {
        let first = built.stderr_text();
        ours.problem = Some(format!(
            "build ended with {}: {}",
            built.status,
            first.lines().next().unwrap_or("")
        ));
    }
    contenders.push(ours);
    let twin = house::root()
        .join("benches/rust")
        .join(format!("{stem}.rs"));
    if kind == Kind::Typed && twin.is_file() {
        let binary = scratch.join(format!("rust-{stem}"));
        let checks = if CHECKED_TWINS.contains(&stem.as_str()) {
            "on"
        } else {
            "off"
        };
        let status = Command::new("rustc")
            .args([
                "--edition",
                "2021",
                "-C",
                "opt-level=3",
                "-C",
                &format!("overflow-checks={checks}"),
                "-o",
                &text(&binary),
                &text(&twin),
            ])
            .status()
            .map_err(|error| format!("rustc: {error}"))?;
        if !status.success() {
            return Err(format!("{} does not compile", twin.display()));
        }
        contenders.push(Contender::new("rust", vec![text(&binary)]));
    }
    if kind == Kind::Typed {
        contenders.extend(peers.iter().map(|peer| peer.prepare(path, scratch)));
    }
    for _ in 0..runs {
        for contender in &mut contenders {
            contender.run_once()?;
        }
    }
    let expected = contenders[0]
        .output
        .clone()
        .ok_or_else(|| format!("CPython fails on {name}"))?;
    for contender in &mut contenders[1..] {
        if contender.problem.is_none() && contender.output.as_ref() != Some(&expected) {
            contender.problem = Some("prints something else".to_string());
        }
    }
    let cpython = contenders[0]
        .median()
        .ok_or_else(|| format!("CPython fails on {name}"))?;
    let ours = contenders[1].median();
    let rust = contenders
        .iter()
        .find(|contender| contender.name == "rust")
        .and_then(Contender::median);
    let target = TARGETS.iter().find(|(target, ..)| *target == stem);
    let wanted = match kind {
        Kind::Typed => target.map_or(1.0, |target| target.1),
        Kind::Untyped | Kind::Variant => 1.0,
    };
    Ok(Row {
        name: name.to_string(),
        kind,
        taipan: ours,
        cpython,
        rust,
        peers: contenders[2..]
            .iter()
            .filter(|c| c.name != "rust")
            .map(|c| (c.name.clone(), c.median().map(|t| cpython / t)))
            .collect(),
        ratio: ours.map(|ours| cpython / ours),
        against_rust: ours.zip(rust).map(|(ours, rust)| ours / rust),
        wanted,
        wanted_against_rust: if kind == Kind::Typed {
            target.and_then(|target| target.2)
        } else {
            None
        },
        problem: contenders[1].problem.clone().or_else(|| {
            (cpython < SHORTEST).then(|| "too short to measure: scale it up".to_string())
        }),
    })
}

/// Another implementation: how to find it and how to run a program with it.
struct Peer {
    name: &'static str,
    /// `None`: the program runs directly; else the command that compiles `IN` to `OUT`.
    compile: Option<&'static [&'static str]>,
    run: &'static [&'static str],
}

const PEERS: &[Peer] = &[
    Peer {
        name: "pypy",
        compile: None,
        run: &["pypy3", "IN"],
    },
    Peer {
        name: "codon",
        compile: Some(&["codon", "build", "-release", "-o", "OUT", "IN"]),
        run: &["OUT"],
    },
    Peer {
        name: "nuitka",
        compile: Some(&[
            "nuitka",
            "--quiet",
            "--remove-output",
            "--output-dir=DIR",
            "-o",
            "OUT",
            "IN",
        ]),
        run: &["OUT"],
    },
    Peer {
        name: "shedskin",
        compile: Some(&["shedskin", "build", "IN"]),
        run: &["build/OUT"],
    },
    Peer {
        name: "mypyc",
        compile: Some(&["mypyc", "IN"]),
        run: &["python3", "-c", "import STEM; STEM.main()"],
    },
];

fn find_peers() -> Vec<Peer> {
    let found = |peer: &&Peer| {
        let tool = peer.compile.map_or(peer.run[0], |compile| compile[0]);
        std::env::var_os("PATH")
            .is_some_and(|path| std::env::split_paths(&path).any(|dir| dir.join(tool).is_file()))
    };
    PEERS
        .iter()
        .filter(found)
        .map(|peer| Peer {
            name: peer.name,
            compile: peer.compile,
            run: peer.run,
        })
        .collect()
}

impl Peer {
    fn prepare(&self, path: &Path, scratch: &Path) -> Contender {
        let stem = house::name(&path.with_extension(""));
        let folder = scratch.join(self.name);
        let output = folder.join(&stem);
        let fill = |words: &[&str]| -> Vec<String> {
            let all = [
                ("IN", path),
                ("OUT", output.as_path()),
                ("DIR", folder.as_path()),
            ];
            let fill_word = |word: &str| {
                all.iter()
                    .fold(word.replace("STEM", &stem), |word, (mark, path)| {
                        word.replace(mark, &path.display().to_string())
                    })
            };
            words.iter().map(|word| fill_word(word)).collect()
        };
        let mut contender = Contender::new(self.name, fill(self.run));
        let _ = std::fs::create_dir_all(&folder);
        if let Some(compile) = self.compile {
            let words = fill(compile);
            let done = process::run(
                Command::new(&words[0])
                    .args(&words[1..])
                    .current_dir(&folder),
                b"",
                LIMIT,
            );
            if !done.is_ok_and(|done| done.ok()) {
                contender.problem = Some("does not compile".to_string());
            }
        }
        contender
    }
}

/// Label, geometric mean of the ratios, and what it has to be.
fn means(rows: &[Row]) -> Vec<(&'static str, f64, f64)> {
    [
        ("typed programs", Kind::Typed, TYPED_MEAN),
        ("untyped programs", Kind::Untyped, UNTYPED_MEAN),
    ]
    .into_iter()
    .filter_map(|(label, kind, wanted)| {
        let ratios: Vec<f64> = rows
            .iter()
            .filter(|row| row.kind == kind)
            .filter_map(|row| row.ratio)
            .collect();
        let sum: f64 = ratios.iter().map(|ratio| ratio.ln()).sum();
        (!ratios.is_empty()).then(|| (label, (sum / ratios.len() as f64).exp(), wanted))
    })
    .collect()
}

fn markdown(rows: &[Row]) -> String {
    let mut text = String::from(
        "| program | CPython s | Taipan s | times faster | wanted | Rust s | against Rust | wanted | peers | |\n|---|---:|---:|---:|---:|---:|---:|---:|---|---|\n",
    );
    let number = |value: Option<f64>, digits: usize| {
        value.map_or("-".to_string(), |value| format!("{value:.digits$}"))
    };
    for row in rows {
        let peers: Vec<String> = row
            .peers
            .iter()
            .map(|(name, ratio)| format!("{name} {}", number(*ratio, 1)))
            .collect();
        text.push_str(&format!(
            "| {} | {:.3} | {} | {} | {} | {} | {} | {} | {} | {} |\n",
            row.name,
            row.cpython,
            number(row.taipan, 3),
            number(row.ratio, 2),
            row.wanted,
            number(row.rust, 3),
            number(row.against_rust, 2),
            number(row.wanted_against_rust, 1),
            peers.join(", "),
            row.problem
                .as_deref()
                .unwrap_or(if row.missed() { "missed" } else { "" }),
        ));
    }
    for (label, mean, wanted) in means(rows) {
        text.push_str(&format!(
            "\nGeometric mean of the {label}: {mean:.2} (wanted: {wanted}).\n"
        ));
    }
    text
}
