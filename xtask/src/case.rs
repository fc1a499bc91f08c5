//! A recorded program: a `.py` file, or a folder with `main.py` or `__main__.py`, and beside it what CPython did.
//!
//! `name.out` is standard output; `name.err` standard error if not empty; `name.status` the exit status if not zero;
//! `name.args` arguments, one a line; `name.in` standard input; `name.taipan` what a compiled program prints instead where
//! `docs/subset.md` says that it deviates.
//! Where a program needs a place to write, the variable `TMPDIR` names an empty folder of its own.

use crate::house;
use crate::process::{self, Finished, Status};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

/// Every program must end within this time, in CPython and as a native executable.
pub const LIMIT: Duration = Duration::from_secs(20);

pub struct Case {
    /// As `conformance/ints/division`, relative to the repository's `tests`, or `examples/nbody`.
    pub name: String,
    /// The path without ending: sidecars are this plus `.out` and so on.
    pub stem: PathBuf,
    pub shape: Shape,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// `name.py`, run in its folder as `python name.py`.
    File,
    /// `name/main.py`, run in the folder `name` as `python main.py`.
    Main,
    /// `name/__main__.py`, run beside the folder as `python name`.
    Package,
}

/// What a program did, as far as a test compares it.
#[derive(PartialEq, Eq, Default)]
pub struct Behaviour {
    pub out: Vec<u8>,
    pub err: Vec<u8>,
    pub status: String,
}

/// All recorded programs whose name contains the pattern, in order.
pub fn find(pattern: Option<&str>) -> Vec<Case> {
    let mut cases = Vec::new();
    for area in house::entries(&house::root().join("tests/conformance")) {
        if area.is_dir() {
            collect(
                &area,
                &format!("conformance/{}", house::name(&area)),
                &mut cases,
            );
        }
    }
    collect(&house::root().join("examples"), "examples", &mut cases);
    cases.retain(|case| pattern.is_none_or(|pattern| case.name.contains(pattern)));
    cases
}

fn collect(folder: &Path, prefix: &str, cases: &mut Vec<Case>) {
    for path in house::entries(folder) {
        let stem = path.with_extension("");
        let name = format!("{prefix}/{}", house::name(&stem));
        if path.extension().is_some_and(|ending| ending == "py") {
            // A script that makes another program's input says so with its name, and is not a case.
            if !house::name(&stem).starts_with("make_") {
                cases.push(Case {
                    name,
                    stem,
                    shape: Shape::File,
                });
            }
        } else if path.join("main.py").is_file() {
            cases.push(Case {
                name,
                stem,
                shape: Shape::Main,
            });
        } else if path.join("__main__.py").is_file() {
            cases.push(Case {
                name,
                stem,
                shape: Shape::Package,
            });
        }
    }
}

impl Case {
    pub fn sidecar(&self, ending: &str) -> PathBuf {
        let mut path = self.stem.clone().into_os_string();
        path.push(".");
        path.push(ending);
        PathBuf::from(path)
    }

    fn optional(&self, ending: &str) -> Vec<u8> {
        std::fs::read(self.sidecar(ending)).unwrap_or_default()
    }

    /// The folder in which the program runs.
    pub fn folder(&self) -> &Path {
        match self.shape {
            Shape::Main => &self.stem,
            Shape::File | Shape::Package => self.stem.parent().expect("a case lies in an area"),
        }
    }

    /// What to give to `python` or `taipan build` in that folder.
    pub fn program(&self) -> String {
        match self.shape {
            Shape::File => format!("{}.py", house::name(&self.stem)),
            Shape::Main => "main.py".to_string(),
            Shape::Package => house::name(&self.stem),
        }
    }

    pub fn args(&self) -> Vec<String> {
        String::from_utf8_lossy(&self.optional("args"))
            .lines()
            .map(str::to_string)
            .collect()
    }

    /// All files the program consists of, its inputs included, sorted.
    pub fn sources(&self) -> Vec<PathBuf> {
        let mut files = Vec::new();
        match self.shape {
            Shape::File => files.push(self.sidecar("py")),
            Shape::Main | Shape::Package => walk(&self.stem, &mut files),
        }
        files.extend(
            ["args", "in"]
                .map(|ending| self.sidecar(ending))
                .into_iter()
                .filter(|path| path.is_file()),
        );
        files
    }

    /// What a compiled program prints where it deviates from CPython, as a row of `docs/subset.md` says.
    pub fn deviation(&self) -> Result<Option<Vec<u8>>, String> {
        let Ok(out) = std::fs::read(self.sidecar("taipan")) else {
            return Ok(None);
        };
        if out == self.optional("out") {
            return Err(
                "does not deviate from CPython any more: remove the row and the file".into(),
            );
        }
        Ok(Some(out))
    }

    pub fn recorded(&self) -> Option<Behaviour> {
        let out = std::fs::read(self.sidecar("out")).ok()?;
        let status = String::from_utf8_lossy(&self.optional("status"))
            .trim()
            .to_string();
        let status = if status.is_empty() {
            "0".to_string()
        } else {
            status
        };
        Some(Behaviour {
            out,
            err: self.optional("err"),
            status,
        })
    }

    /// One hash over the program and what is recorded of it.
    pub fn fingerprint(&self) -> String {
        let mut hasher = blake3::Hasher::new();
        let mut files = self.sources();
        files.extend(["err", "out", "status"].map(|ending| self.sidecar(ending)));
        for path in files {
            let Ok(bytes) = std::fs::read(&path) else {
                continue;
            };
            hasher.update(house::name(&path).as_bytes());
            hasher.update(&(bytes.len() as u64).to_le_bytes());
            hasher.update(&bytes);
        }
        hasher.finalize().to_hex()[..20].to_string()
    }

    /// Runs `command` (an interpreter with the program, or an executable) as this case wants it run.
    /// `scratch` must be a folder that no other running case uses; it is made empty first and removed afterwards.
    pub fn execute(
        &self,
        mut command: Command,
        scratch: &Path,
        limit: Duration,
    ) -> Result<(Behaviour, Finished), String> {
        let _ = std::fs::remove_dir_all(scratch);
        std::fs::create_dir_all(scratch)
            .map_err(|error| format!("{}: {error}", scratch.display()))?;
        process::plain_environment(&mut command);
        command
            .args(self.args())
            .current_dir(self.folder())
            .env("TMPDIR", scratch);
        let finished = process::run(&mut command, &self.optional("in"), limit)?;
        let _ = std::fs::remove_dir_all(scratch);
        let behaviour = Behaviour {
            out: self.without_paths(&finished.stdout, scratch),
            err: self.without_paths(&finished.stderr, scratch),
            status: match finished.status {
                Status::Exit(_) | Status::Signal(_) => finished.status.to_string(),
                Status::TimedOut => format!("timed out after {} s", limit.as_secs()),
            },
        };
        Ok((behaviour, finished))
    }

    /// Output with the folders of this machine taken out: the recording must not depend on where the repository lies.
    fn without_paths(&self, output: &[u8], scratch: &Path) -> Vec<u8> {
        let folder = format!("{}/", self.folder().display());
        let output = replace(output, folder.as_bytes(), b"");
        replace(
            &output,
            scratch.display().to_string().as_bytes(),
            b"$TMPDIR",
        )
    }
}

fn walk(folder: &Path, files: &mut Vec<PathBuf>) {
    for path in house::entries(folder) {
        if path.is_dir() {
            if house::name(&path) != "__pycache__" {
                walk(&path, files);
            }
        } else {
            files.push(path);
        }
    }
}

fn replace(bytes: &[u8], from: &[u8], to: &[u8]) -> Vec<u8> {
    let mut result = Vec::with_capacity(bytes.len());
    let mut rest = bytes;
    while let Some(at) = rest.windows(from.len()).position(|window| window == from) {
        result.extend_from_slice(&rest[..at]);
        result.extend_from_slice(to);
        rest = &rest[at + from.len()..];
    }
    result.extend_from_slice(rest);
    result
}
