//! Checks the types of files, each as a program of its own: `cargo run -p taipan-check --example type_errors FILE…`.

use taipan_check::ModuleInput;
use taipan_diagnostics::render::{Format, render};
use taipan_diagnostics::{Diagnostics, SourceMap};

fn main() {
    taipan_syntax::on_deep_stack(|| {
        for path in std::env::args().skip(1) {
            let (mut sources, mut diagnostics) = (SourceMap::new(), Diagnostics::new());
            let bytes = match std::fs::read(&path) {
                Ok(bytes) => bytes,
                Err(error) => {
                    eprintln!("{path}: {error}");
                    continue;
                }
            };
            if let Ok(parsed) =
                taipan_syntax::parse_module(&mut sources, &mut diagnostics, &path, &bytes)
            {
                let module = ModuleInput {
                    name: "__main__",
                    file: parsed.file,
                    ast: &parsed.ast,
                    text: &parsed.text,
                    package: "",
                    is_user: true,
                };
                diagnostics.extend(taipan_check::check_program(&[module]));
            }
            print!(
                "{}",
                render(&diagnostics, &sources, Format::Human { color: false })
            );
        }
    });
}
