//! The targets that executables are made for.

use std::fmt;
use std::str::FromStr;

/// A machine and an operating system to make executables for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Target {
    X86_64LinuxMusl,
    Aarch64LinuxMusl,
}

impl Target {
    pub const ALL: [Target; 2] = [Target::X86_64LinuxMusl, Target::Aarch64LinuxMusl];

    /// The target that runs on the machine that the compiler itself runs on.
    pub fn host() -> Target {
        if cfg!(target_arch = "aarch64") {
            Target::Aarch64LinuxMusl
        } else {
            Target::X86_64LinuxMusl
        }
    }

    pub fn triple(self) -> &'static str {
        match self {
            Target::X86_64LinuxMusl => "x86_64-unknown-linux-musl",
            Target::Aarch64LinuxMusl => "aarch64-unknown-linux-musl",
        }
    }

    /// The linker's name for the target's object format.
    pub(crate) fn emulation(self) -> &'static str {
        match self {
            Target::X86_64LinuxMusl => "elf_x86_64",
            Target::Aarch64LinuxMusl => "aarch64linux",
        }
    }

    /// The user-mode emulator that runs the target's executables on another machine.
    pub fn emulator(self) -> &'static str {
        match self {
            Target::X86_64LinuxMusl => "qemu-x86_64-static",
            Target::Aarch64LinuxMusl => "qemu-aarch64-static",
        }
    }
}

impl fmt::Display for Target {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.triple())
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownTarget(pub String);

impl fmt::Display for UnknownTarget {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let known = Target::ALL.map(Target::triple).join(", ");
        write!(f, "unknown target `{}`; there are {known}", self.0)
    }
}

impl std::error::Error for UnknownTarget {}

impl FromStr for Target {
    type Err = UnknownTarget;

    /// Accepts the triple and its short forms: without vendor, without C library, or the
    /// machine alone. A musl executable is static and runs on every Linux, so `-gnu` is accepted
    /// by nobody: it would promise a dynamic executable.
    fn from_str(text: &str) -> Result<Target, UnknownTarget> {
        let unknown = || UnknownTarget(text.to_string());
        let (machine, system) = match text.split_once('-') {
            Some((machine, system)) => (machine, Some(system)),
            None => (text, None),
        };
        let target = match machine {
            "x86_64" | "amd64" | "x64" => Target::X86_64LinuxMusl,
            "aarch64" | "arm64" => Target::Aarch64LinuxMusl,
            _ => return Err(unknown()),
        };
        match system.map(|system| system.strip_prefix("unknown-").unwrap_or(system)) {
            None | Some("linux" | "linux-musl") => Ok(target),
            Some(_) => Err(unknown()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_forms_name_the_same_target() {
        for text in [
            "aarch64-unknown-linux-musl",
            "aarch64-linux-musl",
            "aarch64-linux",
            "arm64",
        ] {
            assert_eq!(text.parse(), Ok(Target::Aarch64LinuxMusl), "{text}");
        }
        for text in [
            "x86_64-unknown-linux-musl",
            "x86_64-unknown-linux",
            "x86_64",
            "amd64",
        ] {
            assert_eq!(text.parse(), Ok(Target::X86_64LinuxMusl), "{text}");
        }
    }

    #[test]
    fn other_systems_are_refused() {
        for text in [
            "",
            "x86_64-",
            "x86_64-unknown-linux-gnu",
            "riscv64-linux",
            "x86_64-windows",
        ] {
            assert_eq!(text.parse::<Target>(), Err(UnknownTarget(text.to_string())));
        }
    }

    #[test]
    fn every_triple_parses_to_its_target() {
        for target in Target::ALL {
            assert_eq!(target.triple().parse(), Ok(target));
        }
    }
}
