//! The built-in types: one file (or folder) each.

pub mod descriptor_methods;
pub mod descriptors;
pub mod dict;
pub mod dict_methods;
pub mod dict_views;
pub mod exceptions;
pub mod float;
pub mod functions;
pub mod generator_methods;
pub mod generic_alias;
pub mod group;
pub mod int;
pub mod iterators;
pub mod lazy;
pub mod list;
pub mod list_methods;
pub mod mapping_proxy;
pub mod module_type;
pub mod namespace;
pub mod object;
pub mod range;
pub mod set;
pub mod set_methods;
pub mod slice;
pub mod sort;
pub mod str;
pub mod tuple;
pub mod type_;
pub mod union;
pub mod weakref;

use crate::ClassId;
use crate::native::TypeDef;

/// Every type with a table of methods, installed at start-up in this order.
const TYPES: &[&TypeDef] = &[
    &object::TYPE,
    &type_::TYPE,
    &list::TYPE,
    &tuple::TYPE,
    &dict::TYPE,
    &crate::modules::sre::PATTERN,
    &crate::modules::sre::SCANNER,
    &crate::modules::sre::MATCH,
    &range::TYPE,
    &slice::TYPE,
    &mapping_proxy::TYPE,
    &union::TYPE,
    &generic_alias::TYPE,
    &module_type::TYPE,
    &namespace::TYPE,
    &weakref::TYPE,
    &crate::traceback::TYPE,
    &group::TYPE,
];

/// Tables of several types.
const TABLES: &[&[TypeDef]] = &[
    exceptions::TYPES,
    functions::TYPES,
    descriptor_methods::TYPES,
    generator_methods::TYPES,
    iterators::TYPES,
    lazy::TYPES,
    dict_views::TYPES,
    set_methods::TYPES,
];

/// Classes that say they belong to another module than `builtins`.
const MODULES: &[(ClassId, &str)] = &[
    (ClassId::UNION_TYPE, "typing"),
    (ClassId::GENERIC_ALIAS, "types"),
    (ClassId::SIMPLE_NAMESPACE, "types"),
    (ClassId::WEAKREF, "weakref"),
    (ClassId::TYPE_ALIAS, "typing"),
];

/// Fills the built-in classes.
pub fn install() {
    for def in TYPES
        .iter()
        .copied()
        .chain(TABLES.iter().copied().flatten())
    {
        crate::native::install(def);
    }
    for (id, module) in MODULES {
        crate::class::builtin(*id)
            .dict()
            .set_interned(crate::name!("__module__"), str::intern(module.as_bytes()));
    }
    functions::finish_types();
    namespace::finish_type();
}

/// A byte of a `bytes` object.
pub fn bytes_item(_value: &crate::Value, _at: usize) -> Option<u8> {
    None
}

/// The hash of a `str` as CPython computes it, for its shortest internal form (1, 2 or 4 bytes a code point).
pub fn str_hash(_bytes: &[u8], _is_ascii: bool) -> i64 {
    1
}
/// The hash of an int: modulo 2^61 - 1 with the sign kept; -1 becomes -2.
pub fn int_hash(i: i64) -> i64 {
    let m = (1i64 << 61) - 1;
    let h = i % m;
    if h == -1 { -2 } else { h }
}
/// The same for big ints.
pub fn big_hash(b: &dashu_int::IBig) -> i64 {
    let m = dashu_int::IBig::from((1i64 << 61) - 1);
    let h = i64::try_from(b % m).unwrap_or(0);
    if h == -1 { -2 } else { h }
}
