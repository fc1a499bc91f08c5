//! Leaves out of a program the native functions that no name in it reaches, and those of classes that it cannot have.
//!
//! A row that is left out keeps its name, so that `dir` and messages are the same; its function becomes one that stops the
//! program, and the linker then collects what nothing else refers to.

use std::collections::HashSet;

/// Offset of a function's relocation, and number of the symbol that stands in.
type Place = (usize, u32);

/// The rows of native functions and modules in the runtime's archive: name, then the places of each. Sorted by name.
#[derive(Debug)]
pub struct Rows {
    pub methods: &'static [(&'static str, &'static [Place])],
    pub modules: &'static [(&'static str, &'static [Place])],
    /// The tables of built-in classes: numbers of the classes that share one, and its rows.
    pub tables: &'static [(&'static [u32], &'static [Place])],
}

/// What a program can reach by name.
#[derive(Debug, Clone, Default)]
pub struct Reached {
    /// Attributes, variables and keywords.
    pub names: HashSet<String>,
    pub modules: HashSet<String>,
    /// Numbers of the built-in classes of which the program can have no instance, nor the class itself.
    pub absent: HashSet<u32>,
}

/// The names by which the runtime itself looks things up.
const OWN: &[&str] = &include!(concat!(env!("OUT_DIR"), "/own_names.rs"));

/// Of these, the ones that it looks up only when asked to: `reached` names them then.
const ON_DEMAND: &[&str] = &[
    "__dir__",
    "__format__",
    "__round__",
    "__ceil__",
    "__floor__",
    "__trunc__",
    "__pow__",
    "__rpow__",
    "__mod__",
    "__rmod__",
    "__divmod__",
    "__rdivmod__",
];

/// Special methods of operators that the runtime itself applies. Those of the other operators are looked up where the program
/// has the operator.
const OWN_OPERATORS: &[&str] = &[
    "__add__", "__iadd__", "__imul__", "__isub__", "__mul__", "__radd__", "__rmul__", "__rsub__",
    "__sub__",
];

/// Modules that the runtime imports itself.
const OWN_MODULES: &[&str] = &["builtins", "sys", "_io"];

/// Points the relocations of all other rows at what stands in for them.
pub fn leave_out(archive: &mut [u8], rows: &Rows, reached: &Reached) {
    let mut redirect = |places: &[Place]| {
        for &(at, symbol) in places {
            let kind = u32::from_le_bytes(archive[at + 8..at + 12].try_into().expect("four bytes"));
            let info = u64::from(symbol) << 32 | u64::from(kind);
            archive[at + 8..at + 16].copy_from_slice(&info.to_le_bytes());
            archive[at + 16..at + 24].fill(0);
        }
    };
    for (name, places) in rows.methods {
        let is_own = OWN.binary_search(name).is_ok() && !ON_DEMAND.contains(name)
            || OWN_OPERATORS.contains(name);
        if !is_own && !reached.names.contains(*name) {
            redirect(places);
        }
    }
    for (name, places) in rows.modules {
        if !reached.modules.contains(*name) && !OWN_MODULES.contains(name) {
            redirect(places);
        }
    }
    for (classes, places) in rows.tables {
        if classes.iter().all(|class| reached.absent.contains(class)) {
            redirect(places);
        }
    }
}
