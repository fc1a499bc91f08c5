//! Prints the HIR of a script: `cargo run -p taipan-resolve --example dump -- FILE [STDLIB]`.

use std::time::Instant;

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
    let mut args = std::env::args().skip(1);
    let path = args.next().expect("usage: dump FILE [STDLIB]");
    let folder = std::path::Path::new(&path)
        .parent()
        .map_or(String::new(), |dir| dir.display().to_string());
    let folder = if folder.is_empty() {
        ".".to_string()
    } else {
        folder
    };
    let mut roots = vec![Root {
        dir: folder,
        origin: Origin::Program,
    }];
    roots.extend(args.next().map(|dir| Root {
        dir,
        origin: Origin::Stdlib,
    }));
    roots.extend(args.map(|dir| Root {
        dir,
        origin: Origin::SitePackages,
    }));
    let mut disk = Disk { roots };
    let source = disk
        .read(&path)
        .expect("readable")
        .expect("the file exists");
    let start = Instant::now();
    let mut sources = SourceMap::new();
    let mut diagnostics = Diagnostics::new();
    let loaded = load_program(
        Entry::Script(source),
        &mut disk,
        &mut sources,
        &mut diagnostics,
    );
    let taken = start.elapsed();
    for diagnostic in &diagnostics {
        eprintln!(
            "{} {:?}: {}",
            diagnostic.code.id, diagnostic.place, diagnostic.message
        );
    }
    let Some(loaded) = loaded else {
        std::process::exit(1)
    };
    print!(
        "{}",
        taipan_hir::print::module(&loaded.program, loaded.program.main)
    );
    for problem in taipan_hir::verify::verify(&loaded.program) {
        eprintln!("NOT SOUND: {problem}");
    }
    eprintln!(
        "{} modules, {} functions, {taken:?}",
        loaded.program.modules.len(),
        loaded.program.functions.len()
    );
}
