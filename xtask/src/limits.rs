//! `cargo xtask limits`: build time, size, start-up and memory stay within what the project promises.

use crate::process;
use crate::{house, process::Finished};
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

#[derive(clap::Args)]
pub struct Options {
    /// How often to measure what is given as a median.
    #[arg(long, default_value_t = 20)]
    runs: usize,
}

const LIMIT: Duration = Duration::from_secs(60);
const MB: u64 = 1_000_000;

struct Bench {
    taipan: PathBuf,
    scratch: PathBuf,
    runs: usize,
    missed: usize,
    rows: usize,
}

pub fn run(options: &Options) -> Result<bool, String> {
    let mut bench = Bench {
        taipan: house::release_taipan()?,
        scratch: house::scratch("limits")?,
        runs: options.runs,
        missed: 0,
        rows: 0,
    };
    bench.hello()?;
    bench.large_program()?;
    bench.instances()?;
    bench.list_of_floats()?;
    bench.log_analyser()?;
    let _ = std::fs::remove_dir_all(&bench.scratch);
    println!(
        "{} passed, {} failed",
        bench.rows - bench.missed,
        bench.missed
    );
    Ok(bench.missed == 0)
}

impl Bench {
    fn row(&mut self, what: &str, got: f64, most: f64, unit: &str) {
        self.rows += 1;
        let ok = got <= most;
        self.missed += usize::from(!ok);
        println!(
            "{:<6} {what}: {got:.4} {unit} (at most {most} {unit})",
            if ok { "ok" } else { "MISSED" }
        );
    }

    fn build(
        &self,
        name: &str,
        source: &str,
        options: &[&str],
    ) -> Result<(PathBuf, Duration), String> {
        let path = self.scratch.join(format!("{name}.py"));
        let executable = self.scratch.join(name);
        house::write(&path, source)?;
        let built = self.compile(&path, &executable, options)?;
        Ok((executable, built.elapsed))
    }

    fn compile(
        &self,
        path: &Path,
        executable: &Path,
        options: &[&str],
    ) -> Result<Finished, String> {
        let mut command = Command::new(&self.taipan);
        process::plain_environment(&mut command);
        // No cache may help: what is measured is the cold build.
        command.env("XDG_CACHE_HOME", self.scratch.join("cache"));
        let built = process::run(
            command
                .arg("build")
                .arg(path)
                .args(options)
                .arg("-o")
                .arg(executable),
            b"",
            LIMIT,
        )?;
        if built.ok() {
            Ok(built)
        } else {
            Err(format!(
                "{} does not build: {}",
                path.display(),
                built.stderr_text()
            ))
        }
    }

    /// Peak resident memory in bytes and the finished process.
    fn peak(&self, executable: &Path, args: &[&str]) -> Result<(u64, Finished), String> {
        let mut command = Command::new("/usr/bin/time");
        command.args(["-f", "peak %M"]).arg(executable).args(args);
        process::plain_environment(&mut command);
        let finished = process::run(&mut command, b"", LIMIT)?;
        let text = finished.stderr_text();
        let peak = text
            .lines()
            .rev()
            .find_map(|line| line.strip_prefix("peak "))
            .and_then(|kb| kb.parse::<u64>().ok());
        match peak {
            Some(kb) if finished.ok() => Ok((kb * 1024, finished)),
            _ => Err(format!(
                "{} ended with {}: {text}",
                executable.display(),
                finished.status
            )),
        }
    }

    fn hello(&mut self) -> Result<(), String> {
        let mut builds = Vec::new();
        let mut executable = PathBuf::new();
        for _ in 0..self.runs {
            let _ = std::fs::remove_dir_all(self.scratch.join("cache"));
            let (path, elapsed) = self.build("hello", "print('hello world')\n", &["--strip"])?;
            builds.push(elapsed.as_secs_f64());
            executable = path;
        }
        self.row("hello world, built", median(&mut builds), 0.2, "s");
        let size = executable
            .metadata()
            .map_err(|error| error.to_string())?
            .len();
        self.row("hello world, size", size as f64, MB as f64, "bytes");
        let mut runs = Vec::new();
        for _ in 0..self.runs {
            let finished = process::run(&mut Command::new(&executable), b"", LIMIT)?;
            if finished.stdout != b"hello world\n" {
                return Err("hello world prints something else".to_string());
            }
            runs.push(finished.elapsed.as_secs_f64() * 1000.0);
        }
        self.row("hello world, run", median(&mut runs), 2.0, "ms");
        Ok(())
    }

    fn large_program(&mut self) -> Result<(), String> {
        let source = five_thousand_lines();
        let mut times = Vec::new();
        for _ in 0..3 {
            let (executable, elapsed) = self.build("large", &source, &["-O2"])?;
            times.push(elapsed.as_secs_f64());
            let finished = process::run(&mut Command::new(executable), b"", LIMIT)?;
            if !finished.ok() {
                return Err(format!(
                    "the program of 5,000 lines ended with {}: {}",
                    finished.status,
                    finished.stderr_text()
                ));
            }
        }
        self.row("5,000 lines at -O2, built", median(&mut times), 3.0, "s");
        Ok(())
    }

    fn instances(&mut self) -> Result<(), String> {
        let program = |count: &str| {
            format!(
                "class P:\n    def __init__(self, x: int, y: int) -> None:\n        self.x = x\n        self.y = y\n\n\n\
                 def main() -> None:\n    keep: list[P | None] = [None] * 1000000\n    for i in range({count}):\n        \
                 keep[i] = P(i, i + 1)\n    print(len(keep))\n\n\nmain()\n"
            )
        };
        let (none, _) = self.build("instances_0", &program("0"), &["-O2"])?;
        let (all, _) = self.build("instances", &program("1000000"), &["-O2"])?;
        let grown = self
            .peak(&all, &[])?
            .0
            .saturating_sub(self.peak(&none, &[])?.0);
        self.row(
            "an instance with two int attributes",
            grown as f64 / 1e6,
            40.0,
            "bytes",
        );
        Ok(())
    }

    fn list_of_floats(&mut self) -> Result<(), String> {
        let (executable, _) = self.build(
            "floats",
            "xs = [0.5] * 10**7\nprint(len(xs), xs[-1])\n",
            &["-O2"],
        )?;
        let peak = self.peak(&executable, &[])?.0;
        self.row("[0.5] * 10**7", peak as f64 / MB as f64, 82.0, "MB");
        Ok(())
    }

    /// The example that streams: memory must not grow with its input.
    fn log_analyser(&mut self) -> Result<(), String> {
        let examples = house::root().join("examples");
        let generator = self.scratch.join("make_log");
        self.compile(&examples.join("make_log.py"), &generator, &[])?;
        let analyser = self.scratch.join("log_analyser");
        self.compile(&examples.join("log_analyser.py"), &analyser, &["-O2"])?;
        let mut peaks = Vec::new();
        for size in ["10", "100"] {
            let log = self
                .scratch
                .join(format!("{size}.log"))
                .display()
                .to_string();
            let made = process::run(Command::new(&generator).args([size, &log]), b"", LIMIT)?;
            if !made.ok() {
                return Err(format!(
                    "make_log ended with {}: {}",
                    made.status,
                    made.stderr_text()
                ));
            }
            let (peak, finished) = self.peak(&analyser, &[&log])?;
            peaks.push(peak as f64);
            if size == "100"
                && let Some(python) = crate::python::find()?
            {
                let mut command = Command::new(python.path);
                process::plain_environment(&mut command);
                let reference = process::run(
                    command.arg(examples.join("log_analyser.py")).arg(&log),
                    b"",
                    LIMIT,
                )?;
                if reference.stdout != finished.stdout {
                    return Err(
                        "the log analyser prints something else than under CPython".to_string()
                    );
                }
                self.row(
                    "log analyser, time of CPython's",
                    finished.elapsed.as_secs_f64() / reference.elapsed.as_secs_f64(),
                    0.5,
                    "",
                );
            }
        }
        self.row(
            "log analyser, memory at 100 MB over 10 MB",
            peaks[1] / peaks[0],
            1.1,
            "",
        );
        Ok(())
    }
}

fn median(values: &mut [f64]) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}

/// A program of 5,000 lines as people write them: classes, functions, containers, strings.
fn five_thousand_lines() -> String {
    let mut source = String::from("from dataclasses import dataclass\n\ntotal = 0\n");
    for i in 0..200 {
        write!(
            source,
            r#"

@dataclass
class Item{i}:
    name: str
    count: int
    price: float = {i}.5

    def cost(self) -> float:
        return self.count * self.price


def work{i}(n: int, words: list[str]) -> dict[str, int]:
    counts: dict[str, int] = {{}}
    for k in range(n):
        word = words[k % len(words)]
        if k % 3 == 0:
            word = word.upper() + str(k)
        counts[word] = counts.get(word, 0) + k
    return counts


items{i} = [Item{i}("n%d" % k, k) for k in range(3)]
total += len(work{i}(10, ["a", "b", "c"])) + int(sum(item.cost() for item in items{i}))
"#
        )
        .expect("writing to a string");
    }
    source.push_str("print(total)\n");
    source
}
