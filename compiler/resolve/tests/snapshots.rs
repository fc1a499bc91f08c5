//! Programs under `tests/hir/` and the HIR they become.
//!
//! `NAME.py` may hold several files, each after a line `# file: PATH`; the text before the first is the script. Paths below
//! `stdlib/` belong to the standard library, below `site/` to installed packages. `NAME.hir` is what the printer shows,
//! diagnostics first; `TAIPAN_BLESS=1` rewrites it.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::Path;

use taipan_diagnostics::{Diagnostics, SourceMap};
use taipan_resolve::{Entry, Loader, Origin, Root, Source, load_program};

struct Memory(BTreeMap<String, String>);

impl Memory {
    fn source(path: &str, text: &str) -> Source {
        Source {
            path: path.into(),
            shown: path.into(),
            bytes: text.as_bytes().to_vec().into(),
        }
    }
}

impl Loader for Memory {
    fn roots(&self) -> Vec<Root> {
        let root = |dir: &str, origin| Root {
            dir: dir.into(),
            origin,
        };
        vec![
            root("app", Origin::Program),
            root("stdlib", Origin::Stdlib),
            root("site", Origin::SitePackages),
        ]
    }

    fn read(&mut self, path: &str) -> Result<Option<Source>, String> {
        Ok(self.0.get(path).map(|text| Memory::source(path, text)))
    }

    fn is_dir(&mut self, path: &str) -> bool {
        let prefix = format!("{path}/");
        self.0.keys().any(|file| file.starts_with(&prefix))
    }
}

/// The files that a test is made of; the script is `app/main.py`.
fn split(text: &str) -> Memory {
    let mut files = BTreeMap::new();
    let mut path = "app/main.py".to_string();
    for line in text.split_inclusive('\n') {
        match line.strip_prefix("# file: ") {
            Some(name) => {
                path = name.trim().to_string();
                files.insert(path.clone(), String::new());
            }
            None => files
                .entry(path.clone())
                .or_insert_with(String::new)
                .push_str(line),
        }
    }
    Memory(files)
}

fn show(text: &str) -> String {
    let mut memory = split(text);
    let script = memory
        .read("app/main.py")
        .expect("memory is readable")
        .expect("every test has a script");
    let mut sources = SourceMap::new();
    let mut diagnostics = Diagnostics::new();
    let loaded = load_program(
        Entry::Script(script),
        &mut memory,
        &mut sources,
        &mut diagnostics,
    );
    let mut shown = String::new();
    for diagnostic in &diagnostics {
        let place = diagnostic.place.map(|(file, span)| {
            let place = sources.line_column(file, span.start());
            format!("{}:{}:{}: ", sources.path(file), place.line, place.column)
        });
        let _ = writeln!(
            shown,
            "{}{}: {}",
            place.unwrap_or_default(),
            diagnostic.code.id,
            diagnostic.message
        );
    }
    let Some(loaded) = loaded else { return shown };
    let problems = taipan_hir::verify::verify(&loaded.program);
    assert!(problems.is_empty(), "not sound: {problems:#?}");
    for (index, module) in loaded.program.modules.iter().enumerate() {
        if module.is_native || (module.is_stdlib && !text.contains("# file: stdlib/")) {
            continue;
        }
        shown.push_str(&taipan_hir::print::module(
            &loaded.program,
            taipan_hir::ModuleId::new(index),
        ));
    }
    shown
}

#[test]
fn programs_become_the_recorded_hir() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/hir");
    let bless = std::env::var_os("TAIPAN_BLESS").is_some();
    let mut failures = Vec::new();
    let mut paths: Vec<_> = std::fs::read_dir(&folder)
        .expect("the folder exists")
        .map(|entry| entry.expect("readable").path())
        .collect();
    paths.sort();
    let programs: Vec<_> = paths
        .iter()
        .filter(|path| path.extension().is_some_and(|end| end == "py"))
        .collect();
    assert!(!programs.is_empty());
    for path in programs {
        let text = std::fs::read_to_string(path).expect("the program is readable");
        let shown = taipan_syntax::on_deep_stack(|| show(&text));
        let expected = path.with_extension("hir");
        if bless {
            std::fs::write(&expected, shown).expect("the snapshot is writable");
        } else if std::fs::read_to_string(&expected).unwrap_or_default() != shown {
            failures.push(format!("{} becomes\n{shown}", path.display()));
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

/// A chain of operators may be thousands deep.
#[test]
fn long_chains_compile() {
    let text = format!("x = 'a'\ny = {}\n", vec!["x"; 5000].join(" + "));
    let shown = taipan_syntax::on_deep_stack(|| show(&text));
    assert_eq!(shown.matches("@x").count(), 5001);
}
