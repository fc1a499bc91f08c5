//! Prints the syntax errors of files, one a line: `cargo run -p taipan-syntax --example syntax_errors FILE…`.

use taipan_diagnostics::{Diagnostics, SourceMap};

fn main() {
    taipan_syntax::on_deep_stack(|| {
        for path in std::env::args().skip(1) {
            let bytes = match std::fs::read(&path) {
                Ok(bytes) => bytes,
                Err(error) => {
                    eprintln!("{path}: {error}");
                    continue;
                }
            };
            let (mut sources, mut diagnostics) = (SourceMap::new(), Diagnostics::new());
            let parsed = taipan_syntax::parse_module(&mut sources, &mut diagnostics, &path, &bytes);
            for diagnostic in &diagnostics {
                let (file, span) = diagnostic.place.expect("a syntax error has a place");
                let place = sources.line_column(file, span.start());
                println!(
                    "{path}:{}:{}: {}",
                    place.line, place.column, diagnostic.message
                );
            }
            if parsed.is_ok() {
                println!("{path}: valid");
            }
        }
    });
}
