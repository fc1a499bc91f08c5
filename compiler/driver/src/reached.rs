//! Which names a program can look attributes up by: what the linker may leave out of the runtime's tables follows from it.

use std::collections::HashSet;
use taipan_abi::class_ids::ClassId;
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
    let modules: HashSet<String> = natives.map(|module| module.name.clone()).collect();
    Some(Reached {
        absent: absent(program, &names),
        names,
        modules,
    })
}

/// Built-in classes whose instances come from few places, with parts of the words that stand at these places: names, runtime
/// functions, operations. Instances of those without a word come from native modules alone.
const TRACEABLE: &[(ClassId, &[&str])] = &[
    (
        ClassId::FLOAT,
        &["float", "truediv", "__pow__", "pow", "round", "sqrt"],
    ),
    (ClassId::RANGE, &["range"]),
    (ClassId::SLICE, &["slice"]),
    (ClassId::SET, SETS),
    (ClassId::FROZENSET, SETS),
    (ClassId::UNION_TYPE, ALIASES),
    (ClassId::GENERIC_ALIAS, ALIASES),
    (ClassId::TYPE_ALIAS, ALIASES),
    (ClassId::BASE_EXCEPTION_GROUP, GROUPS),
    (ClassId::EXCEPTION_GROUP, GROUPS),
    (ClassId::PROPERTY, &["property"]),
    (ClassId::SUPER, &["super"]),
    (ClassId::WEAKREF, &["weak"]),
    (ClassId::MAPPINGPROXY, &["mapping", "Mapping"]),
    (ClassId::ENUMERATE, &["enumerate"]),
    (ClassId::ZIP, &["zip"]),
    (ClassId::MAP, &["map"]),
    (ClassId::FILTER, &["filter"]),
    (ClassId::REVERSED, &["reversed"]),
    (ClassId::BUFFERED_RANDOM, &["open"]),
    (ClassId::BYTES_IO, &[]),
    (ClassId::SIMPLE_NAMESPACE, &[]),
    (ClassId::STRING_IO, &[]),
    (ClassId::TUPLE_GETTER, &[]),
    (ClassId::FRAME, &["frame"]),
];
/// `except*` makes groups of single exceptions.
const GROUPS: &[&str] = &["group", "Group", "exception_split", "exception_join"];
/// Views of dicts make sets too.
const SETS: &[&str] = &["set", "keys", "items", "abstract"];
const ALIASES: &[&str] = &["item", "__or__", "alias", "Alias", "type_param"];

/// Names that lead from any object to all classes.
const ANYWHERE: &[&str] = &[
    "__subclasses__",
    "__globals__",
    "f_globals",
    "globals",
    "locals",
];

fn absent(program: &mir::Program, names: &HashSet<String>) -> HashSet<u32> {
    if ANYWHERE.iter().any(|name| names.contains(*name)) {
        return HashSet::new();
    }
    let mut words: HashSet<&str> = names.iter().map(String::as_str).collect();
    for inst in program
        .funcs
        .iter()
        .flat_map(|f| &f.blocks)
        .flat_map(|b| &b.insts)
    {
        // A native module may make and hold instances of any class; builtins does not.
        let used = match inst.op {
            Op::ImportModule { module } => Some(module),
            Op::Address {
                of: mir::AddressOf::Module(module),
            } => Some(module),
            _ => None,
        };
        let used = used.map(|module| &program.modules[module.index()]);
        if used.is_some_and(|module| module.is_native && module.name != "builtins") {
            return HashSet::new();
        }
        words.insert(inst.op.name());
        if let Op::Runtime { function } = inst.op {
            words.insert(function.row().name);
        }
    }
    let is_float = |constant: &mir::Const| matches!(constant, mir::Const::Float(_));
    if program.consts.iter().any(is_float) {
        words.insert("float");
    }
    TRACEABLE
        .iter()
        .filter(|(_, parts)| {
            !words
                .iter()
                .any(|word| parts.iter().any(|part| word.contains(part)))
        })
        .map(|(class, _)| *class as u32)
        .collect()
}
