//! Lowers scripts and prints or only checks their MIR:
//! `cargo run -p taipan-lower --example dump -- [--check] [--lib DIR] FILE…`.

use taipan_diagnostics::{Diagnostics, SourceMap};
use taipan_resolve::{Entry, Loader, Origin, Root, Source, load_program};

struct Disk {
    roots: Vec<Root>,
}

impl Loader for Disk {
    fn roots(&self) -> Vec<Root> {
        self.roots.clone()
    }

    fn read(&mut self, path: &str) -> Result<Option<Source>, String> {
        match std::fs::read(path) {
            Ok(bytes) => Ok(Some(Source {
                path: path.into(),
                shown: path.into(),
                bytes: bytes.into(),
            })),
            Err(_) => Ok(None),
        }
    }

    fn is_dir(&mut self, path: &str) -> bool {
        std::path::Path::new(path).is_dir()
    }
}

fn main() {
    taipan_syntax::on_deep_stack(run);
}

fn run() {
    let mut only_check = false;
    let mut lib = None;
    let mut args = std::env::args().skip(1);
    while let Some(arg) = args.next() {
        match arg.as_str() {
            "--check" => only_check = true,
            "--lib" => lib = args.next(),
            path => file(path, only_check, lib.as_deref()),
        }
    }
}

fn file(path: &str, only_check: bool, lib: Option<&str>) {
    let folder = std::path::Path::new(path)
        .parent()
        .map_or(String::new(), |dir| dir.display().to_string());
    let folder = if folder.is_empty() {
        ".".into()
    } else {
        folder
    };
    let root = |dir: &str, origin| Root {
        dir: dir.into(),
        origin,
    };
    let mut roots = vec![root(&folder, Origin::Program)];
    roots.extend(lib.map(|dir| root(dir, Origin::SitePackages)));
    let mut disk = Disk { roots };
    let Ok(Some(source)) = disk.read(path) else {
        eprintln!("{path}: cannot be read");
        return;
    };
    let mut sources = SourceMap::new();
    let mut diagnostics = Diagnostics::new();
    let loaded = load_program(
        Entry::Script(source),
        &mut disk,
        &mut sources,
        &mut diagnostics,
    );
    let Some(loaded) = loaded else {
        for d in &diagnostics {
            eprintln!("{path}: {}: {}", d.code.id, d.message);
        }
        return;
    };
    let mut program = taipan_lower::lower(&loaded.program);
    if std::env::var_os("OPT").is_some() {
        taipan_opt::optimise(
            &mut program,
            &taipan_opt::Options {
                optimise: true,
                ..Default::default()
            },
        );
        let mut bad = 0;
        for f in &program.funcs {
            if let Err(e) = taipan_opt::certify::func(&program, f) {
                println!("{e}");
                bad += 1;
            }
        }
        println!("{bad} bad of {}", program.funcs.len());
        return;
    }
    if !only_check {
        print!("{}", taipan_mir::print::program(&program, false));
    }
    let mut insts = 0;
    for f in &program.funcs {
        insts += f.blocks.iter().map(|b| b.insts.len()).sum::<usize>();
        for problem in [
            taipan_mir::verify::func(&program, f),
            taipan_mir::verify::assigned_before_use(&program, f),
        ] {
            if let Err(problem) = problem {
                println!("{path}: NOT SOUND: {problem}");
            }
        }
    }
    eprintln!(
        "{path}: {} functions, {insts} instructions",
        program.funcs.len()
    );
}
