//! The program: modules, functions, classes, constants and names.

use crate::func::newtype_index;
use crate::{Func, FuncId, Span};
use indexmap::IndexSet;

newtype_index! {
    /// A module of the closed world.
    ModuleId = "m";
    /// An interned attribute, variable or keyword name.
    NameId = "n";
    /// A constant.
    ConstId = "c";
    /// An inline cache site.
    CacheId = "ic";
    /// A class statement.
    ClassRef = "k";
}

/// In the place of the class whose layout tells whether a field's first store comes in order.
impl ClassRef {
    /// The class is not exactly known.
    pub const UNKNOWN: ClassRef = ClassRef(u32::MAX);
    /// The field is one of `__slots__`: there is no order.
    pub const SLOTTED: ClassRef = ClassRef(u32::MAX - 1);
}

#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum Const {
    None,
    Bool(bool),
    Ellipsis,
    NotImplemented,
    /// Any i64; those past 63 bits are made at start-up.
    Int(i64),
    /// Decimal digits, outside of i64.
    BigInt(String),
    /// Bits.
    Float(u64),
    /// Extended UTF-8.
    Str(Box<[u8]>),
    Bytes(Box<[u8]>),
    Tuple(Vec<ConstId>),
}

#[derive(Clone, Debug)]
pub struct Module {
    pub name: String,
    pub path: String,
    pub package: String,
    pub is_package: bool,
    pub is_stdlib: bool,
    pub is_native: bool,
    pub body: Option<FuncId>,
    pub globals: Vec<NameId>,
    /// Slots of globals that are read where the builtin of their name may be found instead.
    pub shows_builtin: Vec<u32>,
    pub doc: Option<ConstId>,
    pub source: std::sync::Arc<str>,
}

/// A class statement with the layout of its instances.
#[derive(Clone, Debug)]
pub struct Class {
    pub name: NameId,
    pub module: ModuleId,
    pub body: FuncId,
    /// Fields of instances in layout order; the bases' come first. Empty when the layout is left to the runtime.
    pub fields: Vec<NameId>,
    pub class_id: u32,
    /// Fields of instances with the bases' (static classes only, set by `opt/specialize`; else 0).
    pub num_static_fields: u32,
    /// Bit n: field n of `fields` is a bare double in memory (set by `opt/specialize`).
    pub doubles: u64,
    /// The same for the `num_static_fields`, the bases' included.
    pub static_doubles: u64,
}

pub struct Program {
    pub modules: Vec<Module>,
    pub main: ModuleId,
    pub funcs: Vec<Func>,
    pub classes: Vec<Class>,
    pub consts: IndexSet<Const>,
    pub names: IndexSet<String>,
    pub num_caches: u32,
    /// Values may be in use whose destruction can be seen: a class with `__del__`, a weak reference, a generator with a pending
    /// `finally`.
    pub has_finalizers: bool,
    /// Where code of one function stands in another: a span's `inlined`, minus one, is an index into this.
    pub inline_sites: Vec<InlineSite>,
}

/// A function that was taken into another one (or into what was taken into it), for tracebacks and for walks of the stack.
#[derive(Clone, Copy, Debug)]
pub struct InlineSite {
    pub func: FuncId,
    /// The call that it replaces; its `inlined` tells what that call was a part of.
    pub call: Span,
}

impl Program {
    /// The function that code with this span was written in, when it stands in `own`.
    pub fn written_in(&self, span: Span, own: FuncId) -> FuncId {
        match span.inlined {
            0 => own,
            n => self.inline_sites[n as usize - 1].func,
        }
    }
    /// What the span of code that is taken in by `call` has for `inlined`.
    pub fn new_inline_site(&mut self, func: FuncId, call: Span) -> u32 {
        self.inline_sites.push(InlineSite { func, call });
        self.inline_sites.len() as u32
    }
    /// Whether the program asks which line a frame stands at.
    pub fn keeps_lines(&self) -> bool {
        self.names.contains("_getframe") || self.modules.iter().any(|m| m.name == "warnings")
    }
    pub fn name(&self, id: NameId) -> &str {
        &self.names[id.index()]
    }
    pub fn intern_name(&mut self, name: &str) -> NameId {
        if let Some(i) = self.names.get_index_of(name) {
            return NameId::new(i);
        }
        NameId::new(self.names.insert_full(name.to_string()).0)
    }
    pub fn constant(&self, id: ConstId) -> &Const {
        &self.consts[id.index()]
    }
    pub fn intern_const(&mut self, value: Const) -> ConstId {
        ConstId::new(self.consts.insert_full(value).0)
    }
    pub fn new_cache(&mut self) -> CacheId {
        self.num_caches += 1;
        CacheId::new(self.num_caches as usize - 1)
    }
}
