//! Which names a program can look attributes up by: what the linker may leave out of the runtime's tables follows from it.

use std::collections::HashSet;
use taipan_link::Reached;
use taipan_mir as mir;
use taipan_mir::{BinOp, Op};

/// Whoever uses one of these can look up names that are written nowhere.
const REFLECTIVE: &[&str] = &[
    "__builtins__",
    "__dict__",
    "__getattribute__",
    "__import__",
    "attrgetter",
    "delattr",
    "getattr",
    "getattr_static",
    "hasattr",
    "import_module",
    "methodcaller",
    "setattr",
    "vars",
];

/// Stems of the special methods of operators, in the order of `BinOp`.
const OPERATORS: [&str; 13] = [
    "add", "sub", "mul", "matmul", "truediv", "floordiv", "mod", "pow", "lshift", "rshift", "or",
    "xor", "and",
];

/// Names whose use asks for special methods that are called otherwise than by name or operator.
const ASKING: &[(&str, &[&str])] = &[
    ("ceil", &["ceil"]),
    ("dir", &["dir"]),
    ("divmod", &["divmod", "floordiv", "mod"]),
    ("floor", &["floor"]),
    ("format", &["format"]),
    ("int", &["trunc"]),
    ("pow", &["pow"]),
    ("round", &["round"]),
    ("trunc", &["trunc"]),
];

/// Adds `__stem__` and its reflected and in-place forms.
fn special(stem: &str, names: &mut HashSet<String>) {
    names.extend(["", "r", "i"].map(|form| format!("__{form}{stem}__")));
}

fn operator(op: BinOp, names: &mut HashSet<String>) {
    special(OPERATORS[op as usize], names);
}

/// The names in a program: those of its code, and every word of its texts (`"{0.real}".format`, names kept in tables).
/// `None` when it can make up others.
pub fn reached(program: &mir::Program) -> Option<Reached> {
    if REFLECTIVE.iter().any(|name| program.names.contains(*name)) {
        return None;
    }
    let mut names: HashSet<String> = program.names.iter().cloned().collect();
    for constant in &program.consts {
        if let mir::Const::Str(text) = constant {
            let words = text.split(|b| !(b.is_ascii_alphanumeric() || *b == b'_'));
            names.extend(
                words
                    .filter(|word| !word.is_empty())
                    .map(|word| String::from_utf8_lossy(word).into_owned()),
            );
        }
    }
    for inst in program
        .funcs
        .iter()
        .flat_map(|f| &f.blocks)
        .flat_map(|b| &b.insts)
    {
        match inst.op {
            Op::Binary { op, .. }
            | Op::IntArith { op }
            | Op::IntWord { op }
            | Op::FloatArith { op } => operator(op, &mut names),
            Op::Runtime { function } => {
                // Rows are called after what they do: `floordiv`, `format_value`.
                for stem in OPERATORS.iter().chain(&["format", "round"]) {
                    if function.row().name.contains(stem) {
                        special(stem, &mut names);
                    }
                }
            }
            _ => {}
        }
    }
    for (name, stems) in ASKING {
        if names.contains(*name) {
            stems.iter().for_each(|stem| special(stem, &mut names));
        }
    }
    let natives = program.modules.iter().filter(|module| module.is_native);
    Some(Reached {
        names,
        modules: natives.map(|module| module.name.clone()).collect(),
    })
}
