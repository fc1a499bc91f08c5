//! Module `builtins`: the classes, the functions of `crate::builtins`, and the constants.

use super::{NativeModule, add, add_functions};
use crate::module::ModuleObj;
use crate::{ClassId, R, Value, class};
use taipan_abi::builtins::is_builtin;
use taipan_abi::class_ids::CLASSES;

pub const MODULE: NativeModule = NativeModule {
    name: "builtins",
    doc: "Built-in functions, types, exceptions, and other objects.",
    functions: &[],
    init,
    mark: crate::modules::MARK,
};

fn init(m: &ModuleObj) -> R<()> {
    for (id, name, _) in CLASSES {
        if is_builtin(name) {
            add(m, name, class::builtin(*id).value());
        }
    }
    for alias in ["EnvironmentError", "IOError"] {
        add(m, alias, class::builtin(ClassId::OS_ERROR).value());
    }
    add(m, "Ellipsis", Value::ELLIPSIS);
    add(m, "NotImplemented", Value::NOT_IMPLEMENTED);
    add(m, "__debug__", Value::TRUE);
    let name = crate::types::str::intern(b"builtins");
    for table in crate::builtins::TABLES {
        add_functions(m, table, &name);
    }
    // The same function as `io.open`.
    let io = super::import_native("_io")?;
    let open = io
        .get::<ModuleObj>()
        .and_then(|io| io.get(crate::name!("open")));
    if let Some(open) = open {
        add(m, "open", open);
    }
    Ok(())
}
