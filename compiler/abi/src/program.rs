//! What a compiled program hands to the runtime: static descriptors, all `repr(C)`, all pointers relocated by the linker.
//!
//! Offsets are those of the structs below; the compiler writes them field by field in this order (8-byte aligned).

/// Describes one function's code. Lives in read-only data.
#[repr(C)]
pub struct Code {
    /// Uniform entry `(callee, args, nargs, kwnames) -> Value or zero`; for generators it makes the generator object.
    pub entry: u64,
    /// Static `str` objects.
    pub name: u64,
    pub qualname: u64,
    /// Static `str` or zero.
    pub doc: u64,
    pub module: *const Module,
    /// Names of all parameters: positional, keyword-only, then `*args`, then `**kwargs`; pointer to words of static strs.
    pub param_names: *const u64,
    /// Names of the free variables.
    pub free_names: *const u64,
    /// Resume function of a generator: `(generator, sent value or zero) -> yielded value or zero`; else zero.
    pub resume: u64,
    pub num_posonly: u32,
    /// Positional-only plus positional-or-keyword.
    pub num_positional: u32,
    pub num_kwonly: u32,
    pub flags: u32,
    pub num_free: u32,
    /// Line of `def`.
    pub first_line: u32,
    /// Words of the generator's frame.
    pub frame_words: u32,
    /// Size in bytes of the direct entry's machine code is found in the frame table, not here.
    pub num_locals: u32,
    /// Names of the local variables (`co_varnames` beyond the parameters).
    pub local_names: *const u64,
}

pub const CODE_VARARGS: u32 = 1;
pub const CODE_VARKEYWORDS: u32 = 2;
pub const CODE_GENERATOR: u32 = 4;
/// A module or class body, or a comprehension: shown as `<module>`, `<listcomp>`…, never as a Python-visible function.
pub const CODE_BODY: u32 = 8;
pub const CODE_STDLIB: u32 = 16;
pub const CODE_COROUTINE: u32 = 32;
pub const CODE_ASYNC_GENERATOR: u32 = 64;
pub const CODE_LAMBDA: u32 = 128;
/// Written by the compiler: source offsets are lines of a text that nobody has, shown as the file `<string>`.
pub const CODE_WRITTEN: u32 = 256;
/// A function of [`C_MODULES`]: as an attribute of a class it is no method.
pub const CODE_UNBOUND: u32 = 1024;
/// Modules of `stdlib/` whose functions are C functions in CPython, which programs put into classes.
pub const C_MODULES: &[&str] = &["_functools", "_operator"];
/// Made by the runtime for a function of CPython's library that is native here: source offsets are lines.
pub const CODE_FROZEN: u32 = 512;

/// One module of the closed world.
#[repr(C)]
pub struct Module {
    /// Static `str`.
    pub name: u64,
    /// Static `str`: the path for tracebacks and `__file__`.
    pub path: u64,
    /// Static `str`: `__package__`.
    pub package: u64,
    /// Code of the body: `entry` is called with no arguments, once.
    pub body: *const Code,
    /// Static strs and slots (one writable word each, zero when unset) of the globals, `num_globals` of each.
    pub global_names: *const u64,
    pub global_slots: *mut u64,
    pub num_globals: u32,
    pub flags: u32,
    /// Source text (zero with `--strip-source`), and its length.
    pub source: *const u8,
    pub source_len: u64,
    /// Byte offsets of line starts, `num_lines` of them.
    pub line_starts: *const u32,
    pub num_lines: u64,
    /// Writable: the module object once it exists, else zero.
    pub object: *mut u64,
    /// Static `str` or zero.
    pub doc: u64,
}

pub const MODULE_PACKAGE: u32 = 1;
pub const MODULE_STDLIB: u32 = 2;
/// A module of the runtime: no body.
pub const MODULE_NATIVE: u32 = 4;

/// A row of the frame table: the machine code of one direct entry or resume function.
#[repr(C)]
pub struct FrameRow {
    pub start: u64,
    pub size: u64,
    pub code: *const Code,
    pub num_calls: u64,
    /// By return address, ascending: calls that were taken in from other functions; where lines are asked for, all.
    pub calls: *const PlacedCall,
}

#[repr(C)]
pub struct PlacedCall {
    /// Of the return address in the function.
    pub offset: u32,
    /// Index of its inline site, plus one; zero: the function's own.
    pub site: u32,
    /// Source offset.
    pub start: u32,
}

/// A function that was taken into another one.
#[repr(C)]
pub struct InlineSite {
    pub code: *const Code,
    /// Source offset of the call that it replaces.
    pub call: u32,
    /// Index of the inline site that this call was a part of, plus one; zero: of the function itself.
    pub parent: u32,
}

/// A class statement whose layout was decided when compiling.
#[repr(C)]
pub struct ClassLayout {
    /// Static strs, one per field, in layout order (fields of the first base with fields come first).
    pub field_names: *const u64,
    pub num_fields: u32,
    /// The class id that the first execution of the statement takes.
    pub class_id: u32,
    /// Bit n: field n is a bare double, unless a base has the field and says otherwise.
    pub doubles: u64,
}

/// The root: exported by the program as `taipan_program`.
#[repr(C)]
pub struct Program {
    pub modules: *const *const Module,
    pub num_modules: u64,
    pub main: *const Module,
    /// Name table: words of static strs on disk; the runtime replaces each with its interned twin at start-up.
    pub names: *mut u64,
    pub num_names: u64,
    /// Inline cache sites, `layout::CACHE_SITE_SIZE` bytes each.
    pub caches: *mut u64,
    pub num_caches: u64,
    pub frames: *const FrameRow,
    pub num_frames: u64,
    pub inline_sites: *const InlineSite,
    /// First class id that the runtime may hand out itself.
    pub first_dynamic_class: u64,
    /// Slots for constants that are made at start-up (big ints, boxed floats, frozensets): word out, and how to make it.
    pub big_constants: *const BigConstant,
    pub num_big_constants: u64,
}

/// A constant that needs the runtime to make it.
#[repr(C)]
pub struct BigConstant {
    pub slot: *mut u64,
    /// 0: int from decimal digits; 1: float from 8 bytes, little endian.
    pub kind: u64,
    pub data: *const u8,
    pub len: u64,
}

/// `layout::GENERATOR_STATE`: not started, suspended at yield point n ≥ 1, or one of these.
pub const GENERATOR_FINISHED: i64 = -1;
pub const GENERATOR_RUNNING: i64 = -2;
