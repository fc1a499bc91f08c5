//! The built-in knowledge: signatures in Python's own syntax, parsed when a program needs them.
//!
//! A stub may be incomplete in its functions and variables: what it does not name is `Any`. Its classes are complete,
//! because an attribute that a class lacks is an error of the program.

use ruff_python_ast::ModModule;
use std::sync::OnceLock;

struct Stub {
    name: &'static str,
    text: &'static str,
    parsed: OnceLock<ModModule>,
}

macro_rules! stubs {
    ($($name:literal),+ $(,)?) => {
        static STUBS: [Stub; [$($name),+].len()] = [$(Stub {
            name: $name,
            text: include_str!(concat!("stubs/", $name, ".pyi")),
            parsed: OnceLock::new(),
        }),+];
    };
}

stubs![
    "abc",
    "builtins",
    "collections",
    "enum",
    "json",
    "math",
    "os",
    "random",
    "re",
    "sys",
    "time",
    "typing"
];

/// The parsed stub of a module, by the name that programs import.
pub(crate) fn find(name: &str) -> Option<&'static ModModule> {
    let name = match name {
        "collections.abc" | "typing_extensions" => "typing",
        other => other,
    };
    let stub = STUBS.iter().find(|stub| stub.name == name)?;
    Some(stub.parsed.get_or_init(|| {
        ruff_python_parser::parse_module(stub.text)
            .unwrap_or_else(|error| panic!("the stub of {}: {error}", stub.name))
            .into_syntax()
    }))
}

/// The stub of a module of the runtime, if it names everything that the module has.
pub(crate) fn all_names(name: &str) -> Option<&'static ModModule> {
    matches!(name, "math").then(|| find(name)).flatten()
}

#[cfg(test)]
mod tests {
    #[test]
    fn all_stubs_parse() {
        for stub in &super::STUBS {
            assert!(!super::find(stub.name).unwrap().body.is_empty());
        }
    }
}
