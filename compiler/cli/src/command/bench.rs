//! `taipan bench`: the program here and in CPython: time, memory, same output or not.

use super::{DIAGNOSED, compile, options, report};
use crate::args::BenchArgs;
use crate::terminal::{Output, note, print};
use std::ffi::{OsStr, OsString};
use std::fs::File;
use std::io;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};
use taipan_driver::{Emit, Input, words_of, write_executable};

/// How often memory is looked at; a peak shorter than this may be missed.
const MEMORY_INTERVAL: Duration = Duration::from_micros(200);

/// One program that can be run again and again.
struct Contestant {
    name: &'static str,
    words: Vec<OsString>,
    /// What the program finds in `sys.argv[0]`, where that is not its first word.
    title: Option<OsString>,
    times: Vec<Duration>,
    peak_kilobytes: u64,
    outcome: Option<Outcome>,
}

#[derive(PartialEq, Eq)]
struct Outcome {
    stdout: Vec<u8>,
    status: ExitStatus,
}

pub fn run(args: BenchArgs, output: &Output) -> u8 {
    let options = options(&args.code);
    let compilation = compile(&Input::Path(args.file.clone()), &options, args.code.timings);
    report(&compilation, output);
    let Some(executable) = compilation.form(Emit::Exe) else {
        return DIAGNOSED;
    };
    match compare(&args, executable) {
        Ok(table) => print(&table),
        Err(error) => {
            note(&format!("error: {error}\n"));
            DIAGNOSED
        }
    }
}

fn compare(args: &BenchArgs, executable: &[u8]) -> Result<String, String> {
    let folder = tempfile::tempdir().map_err(|error| words_of(&error))?;
    let ours = folder.path().join("program");
    write_executable(&ours, executable).map_err(|error| words_of(&error))?;
    let python = find_python()?;
    let words = |first: &[&OsStr]| {
        first
            .iter()
            .map(OsString::from)
            .chain(args.words.clone())
            .collect()
    };
    let mut contestants = [
        Contestant {
            title: Some(args.file.clone().into()),
            ..Contestant::new("taipan", words(&[ours.as_os_str()]))
        },
        Contestant::new(
            "cpython",
            words(&[python.as_os_str(), args.file.as_os_str()]),
        ),
    ];
    let captured = folder.path().join("stdout");
    // Interleaved, so that a change of the machine's speed meets both.
    for _ in 0..args.runs {
        for contestant in &mut contestants {
            contestant.time(&captured)?;
        }
    }
    for contestant in &mut contestants {
        contestant.measure_memory()?;
    }
    Ok(table(&contestants))
}

fn table([ours, cpython]: &[Contestant; 2]) -> String {
    let mut table = format!("{:<8} {:>12} {:>12}\n", "", "median", "peak");
    for contestant in [ours, cpython] {
        let seconds = contestant.median().as_secs_f64();
        let megabytes = contestant.peak_kilobytes as f64 / 1024.0;
        table += &format!(
            "{:<8} {:>10.1} ms {megabytes:>9.1} MB\n",
            contestant.name,
            seconds * 1000.0
        );
    }
    let ratio = cpython.median().as_secs_f64() / ours.median().as_secs_f64();
    let memory = ours.peak_kilobytes as f64 / cpython.peak_kilobytes.max(1) as f64;
    table += &format!("{ratio:.2} times CPython's speed, {memory:.2} times its memory\n");
    table += if ours.outcome == cpython.outcome {
        "same output and exit status\n"
    } else {
        "output or exit status DIFFER\n"
    };
    table
}

impl Contestant {
    fn new(name: &'static str, words: Vec<OsString>) -> Contestant {
        Contestant {
            name,
            words,
            title: None,
            times: Vec::new(),
            peak_kilobytes: 0,
            outcome: None,
        }
    }

    fn median(&self) -> Duration {
        let mut times = self.times.clone();
        times.sort();
        times.get(times.len() / 2).copied().unwrap_or_default()
    }

    /// Runs once and keeps time and outcome. Standard output goes to a file: a pipe would have a
    /// reader at work on the other core.
    fn time(&mut self, captured: &Path) -> Result<(), String> {
        let stdout = File::create(captured).map_err(|error| words_of(&error))?;
        let mut command = self.command();
        command.stdout(stdout);
        let start = Instant::now();
        let status = command.status().map_err(|error| self.cannot_run(&error))?;
        self.times.push(start.elapsed());
        let stdout = std::fs::read(captured).map_err(|error| words_of(&error))?;
        let outcome = Outcome { stdout, status };
        if self
            .outcome
            .as_ref()
            .is_some_and(|earlier| *earlier != outcome)
        {
            note(&format!(
                "warning: {}: two runs gave different output\n",
                self.name
            ));
        }
        self.outcome = Some(outcome);
        Ok(())
    }

    /// Runs once more and watches the peak of resident memory.
    fn measure_memory(&mut self) -> Result<(), String> {
        let mut command = self.command();
        command.stdout(Stdio::null());
        let mut child = command.spawn().map_err(|error| self.cannot_run(&error))?;
        let status = PathBuf::from(format!("/proc/{}/status", child.id()));
        loop {
            if let Some(peak) = peak_kilobytes(&status) {
                self.peak_kilobytes = self.peak_kilobytes.max(peak);
            }
            if child
                .try_wait()
                .map_err(|error| words_of(&error))?
                .is_some()
            {
                return Ok(());
            }
            std::thread::sleep(MEMORY_INTERVAL);
        }
    }

    /// The same environment for both, without what changes CPython's ways.
    fn command(&self) -> Command {
        let mut command = Command::new(&self.words[0]);
        command
            .args(&self.words[1..])
            .stdin(Stdio::null())
            .stderr(Stdio::null());
        if let Some(title) = &self.title {
            command.arg0(title);
        }
        for (name, _) in std::env::vars_os() {
            if name.to_string_lossy().starts_with("PYTHON") {
                command.env_remove(name);
            }
        }
        command.env("PYTHONHASHSEED", "0");
        command
    }

    fn cannot_run(&self, error: &io::Error) -> String {
        format!(
            "cannot run {}: {}",
            self.words[0].display(),
            words_of(error)
        )
    }
}

fn peak_kilobytes(status: &Path) -> Option<u64> {
    let text = std::fs::read_to_string(status).ok()?;
    let line = text.lines().find(|line| line.starts_with("VmHWM:"))?;
    line.split_whitespace().nth(1)?.parse().ok()
}

/// `TAIPAN_PYTHON`, else `python3.14` on the path.
fn find_python() -> Result<PathBuf, String> {
    let python = std::env::var_os("TAIPAN_PYTHON").unwrap_or_else(|| "python3.14".into());
    let level = crate::args::PYTHON_LEVEL;
    let hint = format!("install CPython {level}, or name it in TAIPAN_PYTHON");
    let version = Command::new(&python).arg("--version").output();
    let version = version.map_err(|error| {
        format!(
            "cannot run {}: {}; {hint}",
            python.display(),
            words_of(&error)
        )
    })?;
    let text = String::from_utf8_lossy(&version.stdout).trim().to_string();
    if !text.starts_with(&format!("Python {level}.")) {
        return Err(format!("{} is {text}; {hint}", python.display()));
    }
    Ok(PathBuf::from(python))
}
