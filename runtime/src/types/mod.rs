//! The built-in types: one file (or folder) each.

pub mod bytes;
pub mod descriptor_methods;
pub mod descriptors;
pub mod dict;
pub mod dict_methods;
pub mod dict_views;
pub mod exceptions;
pub mod float;
pub mod frame;
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
pub mod singletons;
pub mod slice;
pub mod sort;
pub mod str;
pub mod tuple;
pub mod tuple_getter;
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
    &range::TYPE,
    &slice::TYPE,
    &mapping_proxy::TYPE,
    &union::TYPE,
    &generic_alias::TYPE,
    &module_type::TYPE,
    &namespace::TYPE,
    &tuple_getter::TYPE,
    &weakref::TYPE,
    &crate::traceback::TYPE,
    &frame::TYPE,
    &group::TYPE,
    &int::methods::TYPE,
    &int::methods::BOOL,
    &float::methods::TYPE,
    &str::methods::TYPE,
    &bytes::methods::TYPE,
    &crate::modules::io::raw::TYPE,
    &crate::modules::io::bytes_io::TYPE,
    &crate::modules::io::text::TYPE,
    &crate::modules::io::string_io::TYPE,
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
    singletons::TYPES,
    crate::modules::io::base::TYPES,
    crate::modules::io::buffered::TYPES,
];

/// Classes that say they belong to another module than `builtins`.
const MODULES: &[(ClassId, &str)] = &[
    (ClassId::UNION_TYPE, "typing"),
    (ClassId::GENERIC_ALIAS, "types"),
    (ClassId::SIMPLE_NAMESPACE, "types"),
    (ClassId::TUPLE_GETTER, "collections"),
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
    crate::modules::io::name_classes();
}

/// A byte of a `bytes` object.
pub fn bytes_item(value: &crate::Value, at: usize) -> Option<u8> {
    bytes::as_bytes(value)?.get(at).copied()
}

/// The keys of str and bytes hashes: `PYTHONHASHSEED`, else random.
pub fn secret() -> taipan_text::hash::Secret {
    use taipan_text::hash::Secret;
    static SECRET: std::sync::OnceLock<Secret> = std::sync::OnceLock::new();
    *SECRET.get_or_init(|| {
        let seed = std::env::var("PYTHONHASHSEED").ok();
        match seed.as_deref().map(|s| s.parse::<u32>()) {
            Some(Ok(seed)) => Secret::from_seed(seed),
            _ => {
                let mut keys = [0u64; 2];
                // SAFETY: a buffer of 16 bytes.
                unsafe { libc::getrandom(keys.as_mut_ptr().cast(), 16, 0) };
                Secret {
                    k0: keys[0],
                    k1: keys[1],
                }
            }
        }
    })
}

/// The hash of a `str` as CPython computes it, for its shortest internal form (1, 2 or 4 bytes a code point).
pub fn str_hash(bytes: &[u8], is_ascii: bool) -> i64 {
    if is_ascii {
        secret().hash_bytes(bytes)
    } else {
        secret().hash_str(bytes)
    }
}
/// The hash of an int: modulo 2^61 - 1 with the sign kept; -1 becomes -2.
#[inline]
pub fn int_hash(i: i64) -> i64 {
    let m = (1i64 << 61) - 1;
    let h = if (-m..m).contains(&i) && i != -m {
        i
    } else {
        i % m
    };
    if h == -1 { -2 } else { h }
}
/// The same for big ints.
pub fn big_hash(b: &dashu_int::IBig) -> i64 {
    taipan_text::hash::hash_big(b)
}
