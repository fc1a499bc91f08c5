//! Prints, as JSON lines, how each function of the given scripts uses its variables, for comparison with CPython's code objects.

use taipan_diagnostics::{Diagnostics, SourceMap};
use taipan_hir::VarKind;
use taipan_resolve::{Entry, Loader, Origin, Root, Source, load_program};

/// Has one module, `target`, as if it were installed.
struct One(Source);

impl Loader for One {
    fn roots(&self) -> Vec<Root> {
        vec![Root {
            dir: "root".into(),
            origin: Origin::SitePackages,
        }]
    }

    fn read(&mut self, path: &str) -> Result<Option<Source>, String> {
        Ok((path == "root/target.py").then(|| self.0.clone()))
    }

    fn is_dir(&mut self, _: &str) -> bool {
        false
    }
}

fn main() {
    taipan_syntax::on_deep_stack(run);
}

fn run() {
    for path in std::env::args().skip(1) {
        let Ok(bytes) = std::fs::read(&path) else {
            continue;
        };
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let mut sources = SourceMap::new();
        let mut diagnostics = Diagnostics::new();
        let mut loader = One(Source {
            path: path.clone(),
            shown: path.clone(),
            bytes: bytes.into(),
        });
        let entry = Source {
            path: "main.py".into(),
            shown: "main.py".into(),
            bytes: b"import target"[..].into(),
        };
        let Some(loaded) = load_program(
            Entry::Script(entry),
            &mut loader,
            &mut sources,
            &mut diagnostics,
        ) else {
            let errors: Vec<_> = diagnostics
                .iter()
                .filter(|d| d.code.id.starts_with('E'))
                .collect();
            eprintln!("{path}: {:?} {}", errors[0].place, errors[0].message);
            continue;
        };
        for problem in taipan_hir::verify::verify(&loaded.program) {
            eprintln!("{path}: NOT SOUND: {problem}");
        }
        let target = loaded
            .program
            .modules
            .iter()
            .position(|module| &*module.name == "target");
        for function in &loaded.program.functions {
            if Some(function.module.index()) != target {
                continue;
            }
            let names = |kinds: &[VarKind]| -> String {
                let mut names: Vec<String> = function
                    .vars
                    .iter()
                    .filter(|var| kinds.contains(&var.kind) && !var.name.starts_with('.'))
                    .map(|var| format!("{:?}", &*var.name))
                    .collect();
                names.sort();
                names.dedup();
                names.join(",")
            };
            let line = text.as_bytes()[..(function.first as usize).min(text.len())]
                .iter()
                .filter(|b| **b == b'\n')
                .count()
                + 1;
            println!(
                "{{\"path\":{path:?},\"qualname\":{:?},\"line\":{line},\"kind\":\"{:?}\",\"free\":[{}],\"cell\":[{}],\"local\":[{}],\"generator\":{},\"doc\":{:?}}}",
                function.qualname,
                function.kind,
                names(&[VarKind::Free]),
                names(&[VarKind::Cell]),
                names(&[VarKind::Local]),
                function.is_generator,
                function.doc.is_some(),
            );
        }
    }
}
