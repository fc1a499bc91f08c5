//! Child processes with captured output, a time limit and peak memory.

use std::io::{Read, Write};
use std::os::unix::process::{CommandExt, ExitStatusExt};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// What a finished (or stopped) child left behind.
#[derive(Clone)]
pub struct Finished {
    pub stdout: Vec<u8>,
    pub stderr: Vec<u8>,
    pub status: Status,
    pub elapsed: Duration,
    /// The processor time of the child's main thread, where the system tells (Linux): what other programs on the machine do
    /// hardly shows in it.
    pub cpu: Option<Duration>,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Status {
    Exit(i32),
    Signal(i32),
    TimedOut,
}

impl std::fmt::Display for Status {
    fn fmt(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
        match self {
            Status::Exit(code) => write!(f, "{code}"),
            Status::Signal(number) => write!(f, "signal {number}"),
            Status::TimedOut => write!(f, "timed out"),
        }
    }
}

impl Finished {
    pub fn ok(&self) -> bool {
        self.status == Status::Exit(0)
    }

    pub fn stderr_text(&self) -> String {
        String::from_utf8_lossy(&self.stderr).into_owned()
    }
}

/// Replaces the environment by a small fixed one, so that a program's output does not depend on who runs it.
pub fn plain_environment(command: &mut Command) {
    command.env_clear();
    for name in ["PATH", "HOME", "XDG_CACHE_HOME", "TAIPAN_RUNTIME"] {
        if let Some(value) = std::env::var_os(name) {
            command.env(name, value);
        }
    }
    command.envs([
        ("PYTHONHASHSEED", "0"),
        ("LC_ALL", "C.UTF-8"),
        ("TZ", "UTC"),
        ("COLUMNS", "80"),
        ("NO_COLOR", "1"),
    ]);
}

/// The executable with an address space of 6 GB: a program that asks for everything must not take the machine with it.
pub fn with_memory_limit(executable: &Path) -> Command {
    let mut command = Command::new("/bin/sh");
    command
        .args(["-c", "ulimit -v 6000000; exec \"$0\" \"$@\""])
        .arg(executable);
    command
}

/// Runs to the end or to the limit; on the limit the child's whole process group is killed.
pub fn run(command: &mut Command, input: &[u8], limit: Duration) -> Result<Finished, String> {
    let start = Instant::now();
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .process_group(0)
        .spawn()
        .map_err(|error| format!("{}: {error}", command.get_program().to_string_lossy()))?;
    let mut stdin = child.stdin.take().expect("piped");
    let input = input.to_vec();
    // A child that does not read its input closes the pipe: that is its right.
    let feeder = std::thread::spawn(move || drop(stdin.write_all(&input)));
    let stdout = drain(child.stdout.take().expect("piped"));
    let stderr = drain(child.stderr.take().expect("piped"));
    let mut pause = Duration::from_micros(200);
    let mut cpu = None;
    let status = loop {
        // The figure is final once the child has ended and is gone once it has been waited for.
        match ended(child.id()) {
            Some(true) => cpu = cpu_time(child.id()),
            Some(false) if start.elapsed() <= limit => {
                std::thread::sleep(pause);
                pause = (pause * 2).min(Duration::from_millis(5));
                continue;
            }
            Some(false) | None => {}
        }
        match child.try_wait().map_err(|error| error.to_string())? {
            Some(status) => {
                break match status.code() {
                    Some(code) => Status::Exit(code),
                    None => Status::Signal(status.signal().unwrap_or(0)),
                };
            }
            None if start.elapsed() > limit => {
                let _ = Command::new("kill")
                    .args(["-9", "--", &format!("-{}", child.id())])
                    .status();
                let _ = child.kill();
                let _ = child.wait();
                break Status::TimedOut;
            }
            None => {
                std::thread::sleep(pause);
                pause = (pause * 2).min(Duration::from_millis(5));
            }
        }
    };
    let elapsed = start.elapsed();
    let _ = feeder.join();
    Ok(Finished {
        stdout: stdout.join().unwrap_or_default(),
        stderr: stderr.join().unwrap_or_default(),
        status,
        elapsed,
        cpu,
    })
}

/// Whether a child that nobody has waited for has ended; `None` where there is no `/proc`.
fn ended(id: u32) -> Option<bool> {
    let stat = std::fs::read_to_string(format!("/proc/{id}/stat")).ok()?;
    // The name in parentheses may contain anything.
    let state = stat[stat.rfind(')')? + 1..].trim_start().chars().next()?;
    Some(state == 'Z')
}

fn cpu_time(id: u32) -> Option<Duration> {
    let text = std::fs::read_to_string(format!("/proc/{id}/schedstat")).ok()?;
    let nanoseconds = text.split_whitespace().next()?.parse().ok()?;
    Some(Duration::from_nanos(nanoseconds))
}

fn drain(mut from: impl Read + Send + 'static) -> std::thread::JoinHandle<Vec<u8>> {
    std::thread::spawn(move || {
        let mut bytes = Vec::new();
        let _ = from.read_to_end(&mut bytes);
        bytes
    })
}

/// Runs `work` on every item, `jobs` at a time, and returns the results in the order of the items.
pub fn in_parallel<T: Sync, R: Send>(
    items: &[T],
    jobs: usize,
    work: impl Fn(&T) -> R + Sync,
) -> Vec<R> {
    let next = std::sync::atomic::AtomicUsize::new(0);
    let results = std::sync::Mutex::new(Vec::with_capacity(items.len()));
    std::thread::scope(|scope| {
        for _ in 0..jobs.max(1) {
            scope.spawn(|| {
                loop {
                    let index = next.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
                    let Some(item) = items.get(index) else { break };
                    let result = work(item);
                    results
                        .lock()
                        .expect("no worker panicked")
                        .push((index, result));
                }
            });
        }
    });
    let mut results = results.into_inner().expect("no worker panicked");
    results.sort_by_key(|(index, _)| *index);
    results.into_iter().map(|(_, result)| result).collect()
}
