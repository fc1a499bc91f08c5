//! Objects and runtime to an executable, in memory.
//!
//! The linker is libwild, fed from blobs that the build script embeds: start-up objects, libc and
//! the runtime archive of each target. The result is a static, position-independent executable
//! that depends on nothing, and the same input always gives the same bytes.
//!
//! **Invariant:** this crate touches no file, no environment variable and no terminal.

#![forbid(unsafe_code)]

mod embedded;
mod memory;
mod rows;
mod target;

pub use embedded::prefetch;
pub use rows::Reached;
pub use target::{Target, UnknownTarget};

use libwild::{Args, Linker};
use memory::MemoryFiles;
use std::borrow::Cow;
use std::fmt;
use std::sync::{Arc, Mutex};

/// The runtime archive's name, as cargo gives it and the linker sees it.
const RUNTIME: &str = "libtaipan_runtime.a";

/// Which build of the runtime a program is linked with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Variant {
    #[default]
    Release,
    /// Checks its own invariants, and the program for leaked objects at exit.
    Debug,
}

impl Variant {
    pub const ALL: [Variant; 2] = [Variant::Release, Variant::Debug];

    pub fn name(self) -> &'static str {
        match self {
            Variant::Release => "release",
            Variant::Debug => "debug",
        }
    }
}

#[derive(Debug, Clone, Default)]
pub struct LinkOptions {
    /// Leave out the symbol table and debug sections.
    pub strip: bool,
    /// What of the runtime's tables the program can reach; everything when it cannot be known.
    pub reached: Option<Reached>,
    /// A runtime archive to use in place of the embedded one.
    pub runtime_archive: Option<Vec<u8>>,
}

/// Why no executable came out. A user's program cannot cause it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LinkError {
    /// This compiler was built without the runtime that is asked for.
    NotEmbedded(String),
    /// Objects and runtime do not fit together.
    Failed(String),
}

impl fmt::Display for LinkError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            LinkError::NotEmbedded(what) => write!(
                f,
                "this compiler was built with TAIPAN_DEV_RUNTIME and carries no {what}"
            ),
            LinkError::Failed(why) => f.write_str(why),
        }
    }
}

impl std::error::Error for LinkError {}

/// Links `objects` (ELF, relocatable, for `target`) with the runtime into an executable's bytes.
///
/// The runtime brings `main`; the objects define the symbols that the runtime expects of a
/// program.
pub fn link(
    objects: Vec<Vec<u8>>,
    target: Target,
    variant: Variant,
    options: &LinkOptions,
) -> Result<Vec<u8>, LinkError> {
    let mut files = MemoryFiles::default();
    let mut inputs = Vec::with_capacity(objects.len());
    for (index, object) in objects.into_iter().enumerate() {
        let name = format!("program.{index}.o");
        files.add(name.clone(), Cow::Owned(object));
        inputs.push(name);
    }
    for (name, data) in embedded::startup(target)? {
        files.add(name.to_string(), Cow::Borrowed(data));
    }
    match &options.runtime_archive {
        Some(archive) => files.add(RUNTIME.to_string(), Cow::Owned(archive.clone())),
        None => {
            for (name, data) in embedded::runtime(target, variant)? {
                let mut data = Cow::Borrowed(data);
                if let Some(reached) = &options.reached {
                    let rows = embedded::rows(target, variant)?;
                    rows::leave_out(data.to_mut(), rows, reached);
                }
                files.add(name.to_string(), data);
            }
        }
    }

    let arguments = arguments(target, options, &inputs);
    let produced = files.produced();
    let warnings = Arc::new(Mutex::new(Vec::new()));
    run_linker(files, &arguments, &warnings)
        .map_err(|e| LinkError::Failed(format!("the linker failed: {}", e.to_string())))?;
    // Nothing that we feed it is open to doubt, so a warning tells of an object written wrongly.
    let warnings = lock(&warnings);
    if !warnings.is_empty() {
        return Err(LinkError::Failed(format!(
            "the linker warned: {}",
            warnings.join("; ")
        )));
    }
    let executable = std::mem::take(&mut *lock(&produced));
    if executable.is_empty() {
        return Err(LinkError::Failed(
            "the linker wrote no executable".to_string(),
        ));
    }
    Ok(executable)
}

fn run_linker(
    files: MemoryFiles,
    arguments: &[String],
    warnings: &Arc<Mutex<Vec<String>>>,
) -> libwild::error::Result {
    let mut args = Args::new(|| arguments.iter())?;
    let warnings = Arc::clone(warnings);
    args.on_warning(Box::new(move |warning| {
        lock(&warnings).push(warning.to_string())
    }));
    args.parse(|| arguments.iter())?;
    let linker = Linker::with_file_system(files);
    linker.run(&args)?;
    Ok(())
}

/// The command line of `ld`. The library order is that of rustc's own musl executables.
fn arguments(target: Target, options: &LinkOptions, objects: &[String]) -> Vec<String> {
    let mut arguments: Vec<String> = [
        "ld",
        "-flavor",
        "gnu",
        "-m",
        target.emulation(),
        "-static",
        "-pie",
        "--no-dynamic-linker",
        "--gc-sections",
        "--eh-frame-hdr",
        "--build-id=none",
        "--no-identity-comment",
        "-znoexecstack",
        "-zrelro",
        "-znow",
        "-zpack-relative-relocs",
    ]
    .map(str::to_string)
    .to_vec();
    if options.strip {
        arguments.push("--strip-all".to_string());
    }
    arguments.extend(["-o", memory::OUTPUT, "rcrt1.o", "crti.o"].map(str::to_string));
    arguments.extend_from_slice(objects);
    let rest = [RUNTIME, "libunwind.a", "libc.a", "crtn.o"];
    arguments.extend(rest.map(str::to_string));
    arguments
}

/// A poisoned lock means that the linker panicked, and that panic is already on its way up.
fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex
        .lock()
        .unwrap_or_else(std::sync::PoisonError::into_inner)
}
