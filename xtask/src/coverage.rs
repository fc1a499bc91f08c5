//! `cargo xtask coverage`: every public name of the supported modules is used in a recorded program or is a row of
//! `docs/subset.md`.
//!
//! `tests/NAMES` lists the names as CPython 3.14 has them; `cargo xtask record` writes it. A name counts as tested when it
//! occurs as a word in a recorded program that also names its module (for built-ins: in any recorded program).
//! In `docs/subset.md` a name stands in backticks as `module.name`; `module.prefix*` covers several.

use crate::python::Python;
use crate::{case, house};
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::process::Command;

pub fn names_file() -> PathBuf {
    house::root().join("tests/NAMES")
}

/// The list of names from CPython itself.
pub fn names(python: &Python) -> Result<String, String> {
    let output = Command::new(&python.path)
        .args(["-I", "-c", include_str!("../public_names.py")])
        .output()
        .map_err(|error| error.to_string())?;
    if !output.status.success() {
        return Err(format!(
            "public_names.py: {}",
            String::from_utf8_lossy(&output.stderr)
        ));
    }
    String::from_utf8(output.stdout).map_err(|error| error.to_string())
}

pub fn run() -> Result<bool, String> {
    let missing = missing()?;
    let mut by_module: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (module, name) in missing
        .iter()
        .map(|(module, name)| (module.as_str(), name.as_str()))
    {
        by_module.entry(module).or_default().push(name);
    }
    for (module, names) in &by_module {
        println!("{module}: {}", names.join(" "));
    }
    println!(
        "{} names are neither tested nor in docs/subset.md",
        missing.len()
    );
    Ok(missing.is_empty())
}

/// Names that are neither tested nor excepted.
fn missing() -> Result<Vec<(String, String)>, String> {
    let programs: Vec<BTreeSet<String>> = case::find(None)
        .iter()
        .flat_map(|case| case.sources())
        .filter(|path| path.extension().is_some_and(|ending| ending == "py"))
        .map(|path| house::read(&path).map(|text| words(&text)))
        .collect::<Result<_, _>>()?;
    let subset = house::read(&house::root().join("docs/subset.md")).unwrap_or_default();
    let excepted: BTreeSet<&str> = subset.split('`').skip(1).step_by(2).collect();
    let names = house::read(&names_file())?;
    Ok(names
        .lines()
        .filter_map(|line| line.split_once(' '))
        .filter(|(module, name)| {
            let last = name.rsplit('.').next().unwrap_or(name);
            let module_words: Vec<&str> = module.split('.').collect();
            let tested = programs.iter().any(|words| {
                words.contains(last)
                    && (*module == "builtins"
                        || module_words.iter().all(|word| words.contains(*word)))
            });
            !tested && !is_excepted(&excepted, module, name)
        })
        .map(|(module, name)| (module.to_string(), name.to_string()))
        .collect())
}

fn is_excepted(excepted: &BTreeSet<&str>, module: &str, name: &str) -> bool {
    let class = name.split('.').next().unwrap_or(name);
    let forms = |name: &str| {
        if module == "builtins" {
            vec![name.to_string()]
        } else {
            vec![format!("{module}.{name}")]
        }
    };
    let whole: Vec<String> = forms(name).into_iter().chain(forms(class)).collect();
    excepted.iter().any(|entry| match entry.strip_suffix('*') {
        Some(prefix) => whole.iter().any(|name| name.starts_with(prefix)),
        None => whole.iter().any(|name| name == entry),
    })
}

fn words(text: &str) -> BTreeSet<String> {
    text.split(|c: char| !c.is_alphanumeric() && c != '_')
        .filter(|word| !word.is_empty())
        .map(str::to_string)
        .collect()
}
