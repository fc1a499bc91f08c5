//! Checks `tests/conformance/INDEX.md`: every section of chapters 3 and 6 to 8 of the Python language reference names a test.
//!
//! A row is `| 6.10.1 Value comparisons | expressions/comparisons, ... |`. Sections about what is outside the subset
//! name `docs/subset.md` instead.

use crate::house;
use crate::suite::Outcome;

/// The sections of the language reference (3.14) that need a row, by number.
const SECTIONS: &[(&str, &[u32])] = &[
    // Chapter, then how many subsections each of its sections has.
    ("3", &[0, 13, 13, 4]),
    ("6", &[0, 9, 4, 0, 0, 0, 0, 0, 0, 3, 0, 0, 0, 0, 0, 0, 0]),
    ("7", &[0, 2, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0]),
    ("8", &[0, 0, 0, 4, 0, 4, 0, 0, 3, 3, 0]),
];

pub fn check() -> Vec<Outcome> {
    let folder = house::root().join("tests/conformance");
    let text = match house::read(&folder.join("INDEX.md")) {
        Ok(text) => text,
        Err(error) => return vec![Outcome::new("index", "INDEX.md", Err(error))],
    };
    let mut found = Vec::new();
    let mut outcomes = Vec::new();
    for line in text.lines().filter(|line| {
        line.starts_with("| ") && line.as_bytes().get(2).is_some_and(u8::is_ascii_digit)
    }) {
        let mut cells = line.trim_matches('|').split('|').map(str::trim);
        let (section, files) = (
            cells.next().unwrap_or_default(),
            cells.next().unwrap_or_default(),
        );
        let number = section.split(' ').next().unwrap_or_default();
        found.push(number.to_string());
        let missing: Vec<&str> = files
            .split(',')
            .map(str::trim)
            .filter(|name| !exists(name))
            .collect();
        let result = if missing.is_empty() {
            Ok(())
        } else {
            Err(format!("names what does not exist: {missing:?}"))
        };
        outcomes.push(Outcome::new("index", section, result));
    }
    for (chapter, counts) in SECTIONS {
        for (position, &subsections) in counts.iter().enumerate() {
            let section = format!("{chapter}.{}", position + 1);
            let mut wanted = vec![section.clone()];
            wanted.extend((1..=subsections).map(|sub| format!("{section}.{sub}")));
            for number in wanted.into_iter().filter(|number| !found.contains(number)) {
                outcomes.push(Outcome::new(
                    "index",
                    number,
                    Err("no row in tests/conformance/INDEX.md".to_string()),
                ));
            }
        }
    }
    outcomes
}

fn exists(name: &str) -> bool {
    let root = house::root();
    if name == "docs/subset.md" {
        return root.join(name).is_file();
    }
    let path = root.join("tests/conformance").join(name);
    path.with_extension("py").is_file()
        || path.join("main.py").is_file()
        || path.join("__main__.py").is_file()
}
