//! Functions, blocks and locals.

use crate::{ConstId, ModuleId, NameId, Op};

macro_rules! newtype_index {
    ($($(#[$meta:meta])* $name:ident = $prefix:literal;)*) => {$(
        $(#[$meta])*
        #[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub struct $name(pub u32);
        impl $name {
            pub fn new(index: usize) -> Self {
                Self(index as u32)
            }
            pub fn index(self) -> usize {
                self.0 as usize
            }
        }
        impl std::fmt::Debug for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                write!(f, concat!($prefix, "{}"), self.0)
            }
        }
    )*};
}
pub(crate) use newtype_index;

newtype_index! {
    /// A local of a function; parameters come first.
    Local = "_";
    /// A basic block; block 0 is the entry.
    BlockId = "b";
    /// A function of the program.
    FuncId = "f";
}

/// How a local is held in a machine register (design §3).
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
pub enum Repr {
    /// Anything, one word. Zero means unset where [`LocalDecl::maybe_unset`].
    Value,
    /// Any int (also bool and subclasses, as objects), one word.
    Int,
    /// A pointer to an object, never an immediate; the class is a fact of `opt/infer`, not of the representation.
    Ref,
    /// The word of an int that is no object: it owns nothing, and arithmetic on it needs no test of its operands.
    Small,
    /// A proven int that fits an i64.
    I64,
    F64,
    Bool,
    /// A word that something else keeps alive as long as it is used: it owns nothing (`opt/borrow`).
    Borrowed,
    /// A machine address or word without ownership (iteration state, stack slots).
    Raw,
}

impl Repr {
    /// Whether locals of this representation own a reference.
    pub fn is_counted(self) -> bool {
        match self {
            Repr::Value | Repr::Int | Repr::Ref => true,
            Repr::Small | Repr::I64 | Repr::F64 | Repr::Bool | Repr::Borrowed | Repr::Raw => false,
        }
    }
}

#[derive(Clone, Debug)]
pub struct LocalDecl {
    /// The Python variable, for named locals.
    pub name: Option<NameId>,
    pub repr: Repr,
    /// Some instruction may find it zero: a checked read, a `Clear`, a `Z` operand. Every use of a local without this mark is
    /// dominated by an assignment (which does not say that it was assigned on each way out of the function).
    pub maybe_unset: bool,
    /// Holds a borrowed parameter: never released, never reassigned (the lowering copies parameters that are assigned).
    pub borrowed: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
pub enum Operand {
    Local(Local),
    Const(ConstId),
    /// The word zero: an absent optional operand.
    Unset,
}

/// Source offsets in the file of the function's module.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Hash)]
pub struct Span {
    pub start: u32,
    pub end: u32,
    /// When the instruction was taken into another function: the index of its [`crate::InlineSite`], plus one; else zero.
    pub inlined: u32,
}

#[derive(Clone, Debug)]
pub struct Inst {
    pub dest: Option<Local>,
    pub op: Op,
    pub args: Vec<Operand>,
    /// Where a raised exception goes, for operations that may raise; `None`: out of the function.
    pub raise: Option<BlockId>,
    pub span: Span,
}

#[derive(Clone, Debug)]
pub enum Terminator {
    Jump(BlockId),
    /// `cond` is a local of `Repr::Bool`.
    Branch {
        cond: Operand,
        then: BlockId,
        orelse: BlockId,
    },
    /// Jumps to `body` with the next item in `dest`, to `exit` at the end.
    ForNext {
        iter: Operand,
        dest: Local,
        body: BlockId,
        exit: BlockId,
        raise: Option<BlockId>,
        span: Span,
    },
    Return(Operand),
    /// Leaves the function with the exception in flight.
    Unwind,
    /// Suspends the generator at point `state` (≥ 1), handing `value` to the caller. Resumption enters `resume` with the sent
    /// value in `dest`, or follows `raise` with the thrown exception in flight. Only before `opt/generators`.
    Yield {
        value: Operand,
        dest: Option<Local>,
        resume: BlockId,
        raise: Option<BlockId>,
        span: Span,
    },
    /// After `opt/generators`: hands `value` out of the resume function (consumed); the state is already stored.
    Suspend(Operand),
    /// Dispatch on a machine int local: `targets[i]` for i, else `default`.
    Switch {
        on: Operand,
        targets: Vec<BlockId>,
        default: BlockId,
    },
    Unreachable,
}

#[derive(Clone, Debug)]
pub struct Block {
    pub insts: Vec<Inst>,
    pub term: Terminator,
    /// Rarely executed (exception paths): laid out last, and without inline paths.
    pub cold: bool,
    /// The general copy of another block: laid out last, but with its inline paths, for it may come to be the one that runs.
    pub aside: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum FuncKind {
    Module,
    ClassBody,
    Def,
    Lambda,
    GenExpr,
    Annotate,
    TypeParams,
}

#[derive(Clone, Debug, Default)]
pub struct Params {
    /// Names of positional-only, positional-or-keyword, keyword-only parameters, then `*args`, then `**kwargs`.
    pub names: Vec<NameId>,
    pub num_posonly: u32,
    pub num_positional: u32,
    pub num_kwonly: u32,
    pub has_varargs: bool,
    pub has_varkeywords: bool,
}

/// Direct entry: `(callee if uses_callee, one argument per parameter) -> ret`.
/// `ret` of Value, Int or Ref is one word, zero when raised; I64, F64 and Bool have a second word: zero, or one when raised.
/// A class body takes the namespace as its only parameter and returns its `__class__` cell or None.
#[derive(Clone, Debug)]
pub struct Func {
    pub name: NameId,
    pub qualname: String,
    pub module: ModuleId,
    pub kind: FuncKind,
    pub is_generator: bool,
    pub is_coroutine: bool,
    pub params: Params,
    /// Local 0 is the callee (the function object, for its closure); then parameters follow.
    pub uses_callee: bool,
    pub free_names: Vec<NameId>,
    /// Number of machine parameters, the callee included: they are the first locals.
    pub num_params: u32,
    pub ret: Repr,
    pub locals: Vec<LocalDecl>,
    pub blocks: Vec<Block>,
    pub doc: Option<ConstId>,
    pub first_line: u32,
    /// Offset of the definition, for messages.
    pub span: Span,
    /// The block that goes on in the general copy with the parameters as they came, where the fast copy holds calls of the
    /// function itself that are no calls any more: near the recursion limit the general copy runs.
    pub general_entry: Option<BlockId>,
    /// After `opt/generators`: words of the frame. The function is then the resume function `(generator, sent)`.
    pub frame_words: u32,
}

impl Func {
    /// Whether the compiler wrote the function (a method of a data class): its offsets are lines of a text that nobody has.
    pub fn is_written(&self) -> bool {
        self.kind == FuncKind::Def && self.span.start == self.span.end
    }
    pub fn new_local(&mut self, repr: Repr) -> Local {
        self.locals.push(LocalDecl {
            name: None,
            repr,
            maybe_unset: false,
            borrowed: false,
        });
        Local::new(self.locals.len() - 1)
    }

    pub fn new_block(&mut self) -> BlockId {
        self.blocks.push(Block {
            insts: Vec::new(),
            term: Terminator::Unreachable,
            cold: false,
            aside: false,
        });
        BlockId::new(self.blocks.len() - 1)
    }

    /// Blocks that control may reach from the end of `block` and, through raising edges, from its middle.
    pub fn successors(&self, block: BlockId) -> Vec<BlockId> {
        let b = &self.blocks[block.index()];
        let mut out: Vec<BlockId> = b.insts.iter().filter_map(|i| i.raise).collect();
        out.extend(b.term.targets());
        out
    }
}

impl Terminator {
    pub fn targets(&self) -> Vec<BlockId> {
        match self {
            Terminator::Jump(b) => vec![*b],
            Terminator::Branch { then, orelse, .. } => vec![*then, *orelse],
            Terminator::ForNext {
                body, exit, raise, ..
            } => [*body, *exit].into_iter().chain(*raise).collect(),
            Terminator::Yield { resume, raise, .. } => {
                [*resume].into_iter().chain(*raise).collect()
            }
            Terminator::Switch {
                targets, default, ..
            } => targets.iter().copied().chain([*default]).collect(),
            Terminator::Return(_)
            | Terminator::Unwind
            | Terminator::Suspend(_)
            | Terminator::Unreachable => vec![],
        }
    }

    pub fn operands(&self) -> Vec<Operand> {
        match self {
            Terminator::Branch { cond, .. } => vec![*cond],
            Terminator::ForNext { iter, .. } => vec![*iter],
            Terminator::Yield { value, .. }
            | Terminator::Return(value)
            | Terminator::Suspend(value) => vec![*value],
            Terminator::Switch { on, .. } => vec![*on],
            Terminator::Jump(_) | Terminator::Unwind | Terminator::Unreachable => vec![],
        }
    }

    pub fn dest(&self) -> Option<Local> {
        match self {
            Terminator::ForNext { dest, .. } => Some(*dest),
            Terminator::Yield { dest, .. } => *dest,
            Terminator::Jump(_)
            | Terminator::Branch { .. }
            | Terminator::Return(_)
            | Terminator::Unwind
            | Terminator::Suspend(_)
            | Terminator::Switch { .. }
            | Terminator::Unreachable => None,
        }
    }

    /// Applies `f` to every block this terminator names.
    pub fn map_targets(&mut self, mut f: impl FnMut(BlockId) -> BlockId) {
        match self {
            Terminator::Jump(b) => *b = f(*b),
            Terminator::Branch { then, orelse, .. } => {
                *then = f(*then);
                *orelse = f(*orelse);
            }
            Terminator::ForNext {
                body, exit, raise, ..
            } => {
                *body = f(*body);
                *exit = f(*exit);
                *raise = raise.map(f);
            }
            Terminator::Yield { resume, raise, .. } => {
                *resume = f(*resume);
                *raise = raise.map(f);
            }
            Terminator::Switch {
                targets, default, ..
            } => {
                for t in targets.iter_mut() {
                    *t = f(*t);
                }
                *default = f(*default);
            }
            Terminator::Return(_)
            | Terminator::Unwind
            | Terminator::Suspend(_)
            | Terminator::Unreachable => {}
        }
    }
}
