//! The command line.

use clap::{Args, Parser, Subcommand, ValueEnum};
use std::ffi::OsString;
use std::path::PathBuf;
use taipan_driver::{Emit, Target};

/// The Python that programs are written in.
pub const PYTHON_LEVEL: &str = "3.14";

/// Compiles Python programs to native executables.
#[derive(Debug, Clone, Parser)]
#[command(
    name = "taipan",
    version = concat!(env!("CARGO_PKG_VERSION"), " (Python 3.14)"),
    propagate_version = false,
    arg_required_else_help = true
)]
pub struct Cli {
    /// How diagnostics are written.
    #[arg(
        long,
        global = true,
        value_enum,
        default_value_t,
        value_name = "FORMAT"
    )]
    pub message_format: MessageFormat,
    /// When to colour diagnostics; `auto` colours on a terminal unless `NO_COLOR` is set.
    #[arg(long, global = true, value_enum, default_value_t, value_name = "WHEN")]
    pub color: Color,
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub enum MessageFormat {
    #[default]
    Human,
    Json,
    Github,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub enum Color {
    #[default]
    Auto,
    Always,
    Never,
}

#[derive(Debug, Clone, Subcommand)]
pub enum Command {
    /// Compile a program and run it.
    Run(RunArgs),
    /// Compile a program to an executable.
    Build(BuildArgs),
    /// Check types and subset, without making code.
    Check(CheckArgs),
    /// Run a program here and in CPython, and compare.
    Bench(BenchArgs),
    /// Explain a diagnostic code.
    Explain(ExplainArgs),
    /// List the targets that executables can be made for.
    Targets,
    /// Empty the cache of `run`.
    Clean,
    /// Print a completion script for a shell.
    Completions(CompletionsArgs),
}

#[derive(Debug, Clone, Args)]
pub struct RunArgs {
    #[command(flatten)]
    pub code: CodeArgs,
    /// Run a module of the search path, or a package's `__main__`, with the arguments that follow.
    #[arg(
        short,
        value_names = ["PKG", "ARGS"],
        num_args = 1..,
        allow_hyphen_values = true,
        conflicts_with = "words"
    )]
    pub module: Vec<OsString>,
    /// The program (`-` reads it from standard input) and its arguments.
    #[arg(trailing_var_arg = true, value_names = ["FILE", "ARGS"])]
    pub words: Vec<OsString>,
}

#[derive(Debug, Clone, Args)]
pub struct BuildArgs {
    /// The script, or a folder with `__main__.py`.
    #[arg(value_name = "FILE|DIR")]
    pub input: PathBuf,
    /// Where to write; by default the script's name without `.py`, in the current folder.
    #[arg(short, long, value_name = "OUT")]
    pub output: Option<PathBuf>,
    /// The machine to compile for (see `taipan targets`).
    #[arg(long, value_name = "TRIPLE")]
    pub target: Option<Target>,
    #[command(flatten)]
    pub code: CodeArgs,
    /// Leave symbols out of the executable.
    #[arg(long)]
    pub strip: bool,
    /// Forms of the program to write, beside the output.
    #[arg(long, value_name = "FORMS", value_delimiter = ',', value_parser = parse_emit)]
    pub emit: Vec<Emit>,
}

/// What decides the code that is made.
#[derive(Debug, Clone, Args)]
pub struct CodeArgs {
    /// How much to optimise: 0 or 2.
    #[arg(short = 'O', value_name = "LEVEL", default_value = "2", value_parser = ["0", "2"])]
    pub opt_level: String,
    /// Make type errors errors.
    #[arg(long)]
    pub strict: bool,
    /// Leave the source text out, which tracebacks quote.
    #[arg(long)]
    pub strip_source: bool,
    /// The runtime to link: `debug` checks itself, and for leaks at exit.
    #[arg(long, value_enum, default_value_t, value_name = "VARIANT")]
    pub runtime: Runtime,
    /// A folder of Python modules to search after the standard library.
    #[arg(long, value_name = "DIR")]
    pub python_lib: Vec<PathBuf>,
    /// Print how long each stage took.
    #[arg(long)]
    pub timings: bool,
    /// Verify the program between stages and passes.
    #[arg(long)]
    pub verify: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub enum Runtime {
    #[default]
    Release,
    Debug,
}

#[derive(Debug, Clone, Args)]
pub struct CheckArgs {
    /// The programs to check, each for itself.
    #[arg(required = true, value_name = "FILE")]
    pub files: Vec<PathBuf>,
    /// A folder of Python modules to search after the standard library.
    #[arg(long, value_name = "DIR")]
    pub python_lib: Vec<PathBuf>,
}

#[derive(Debug, Clone, Args)]
pub struct BenchArgs {
    #[command(flatten)]
    pub code: CodeArgs,
    /// The program.
    pub file: PathBuf,
    /// Runs of each; the median counts.
    #[arg(long, value_name = "N", default_value_t = 5, value_parser = clap::value_parser!(u32).range(1..=1000))]
    pub runs: u32,
    /// Arguments of the program.
    #[arg(
        trailing_var_arg = true,
        allow_hyphen_values = true,
        value_name = "ARGS"
    )]
    pub words: Vec<OsString>,
}

#[derive(Debug, Clone, Args)]
pub struct ExplainArgs {
    /// A code such as `E0303`; without one, all codes are listed.
    #[arg(value_name = "CODE")]
    pub code: Option<String>,
}

#[derive(Debug, Clone, Args)]
pub struct CompletionsArgs {
    #[arg(value_enum)]
    pub shell: clap_complete::Shell,
}

fn parse_emit(text: &str) -> Result<Emit, String> {
    Emit::ALL
        .into_iter()
        .find(|form| form.name() == text)
        .ok_or_else(|| {
            let known = Emit::ALL.map(Emit::name).join(", ");
            format!("the forms are {known}")
        })
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    fn run_args(line: &[&str]) -> RunArgs {
        match Cli::try_parse_from(line).unwrap().command {
            Command::Run(run) => run,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn the_definition_is_consistent() {
        Cli::command().debug_assert();
        assert!(Cli::command().render_version().contains(PYTHON_LEVEL));
    }

    #[test]
    fn what_follows_the_program_belongs_to_it() {
        let run = run_args(&[
            "taipan", "run", "a.py", "--color", "-x", "-m", "--", "-h", "-O2",
        ]);
        assert_eq!(
            run.words,
            ["a.py", "--color", "-x", "-m", "--", "-h", "-O2"]
        );
        assert!(run.module.is_empty());
        let run = run_args(&[
            "taipan", "run", "--strict", "-m", "pkg", "-v", "--", "--color", "x",
        ]);
        assert_eq!(run.module, ["pkg", "-v", "--", "--color", "x"]);
        assert!(run.words.is_empty());
        assert_eq!(run_args(&["taipan", "run", "-", "-a"]).words, ["-", "-a"]);
    }

    #[test]
    fn the_compilers_options_come_before_the_program() {
        let run = run_args(&["taipan", "run", "-O0", "--strict", "a.py", "-O2"]);
        assert_eq!(run.code.opt_level, "0");
        assert!(run.code.strict);
        assert_eq!(run.words, ["a.py", "-O2"]);
    }

    #[test]
    fn emit_takes_a_list() {
        let cli = Cli::try_parse_from(["taipan", "build", "--emit", "hir,obj", "a.py"]).unwrap();
        let Command::Build(build) = cli.command else {
            panic!("not build")
        };
        assert_eq!(build.emit, [Emit::Hir, Emit::Obj]);
        assert!(Cli::try_parse_from(["taipan", "build", "--emit", "bogus", "a.py"]).is_err());
    }
}
