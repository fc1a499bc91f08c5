//! The table of instructions: name, payload, whether it may raise, what it consumes, its result, whether it is quiet
//! ([`Op::is_quiet`]).

use crate::{CacheId, ClassRef, FuncId, ModuleId, NameId, Repr};
use taipan_abi::runtime_fns::{Errors, Kind, RuntimeFn};

#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
pub enum BinOp {
    Add,
    Sub,
    Mul,
    MatMul,
    Div,
    FloorDiv,
    Mod,
    Pow,
    LShift,
    RShift,
    BitOr,
    BitXor,
    BitAnd,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
pub enum CmpOp {
    Lt,
    Le,
    Eq,
    Ne,
    Gt,
    Ge,
}

impl CmpOp {
    /// The comparison with its operands exchanged.
    pub fn swapped(self) -> CmpOp {
        match self {
            CmpOp::Lt => CmpOp::Gt,
            CmpOp::Le => CmpOp::Ge,
            CmpOp::Eq => CmpOp::Eq,
            CmpOp::Ne => CmpOp::Ne,
            CmpOp::Gt => CmpOp::Lt,
            CmpOp::Ge => CmpOp::Le,
        }
    }
}

/// What a list holds, for certain. A list of floats may lie there as doubles, one of bools as bytes, and any as words.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
pub enum Items {
    Any,
    Ints,
    /// Immediates that own nothing.
    Plain,
    Floats,
    Bools,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
pub enum UnaryOp {
    Neg,
    Pos,
    Invert,
}

/// How a float becomes an int.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
pub enum Rounding {
    Trunc,
    Floor,
    Ceil,
}

/// What operands an instruction takes over, after `opt/refcount`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Consumes {
    Nothing,
    All,
    /// The operand at this index only.
    Only(usize),
    /// As the row of the runtime function says.
    Row(RuntimeFn),
}

macro_rules! ops {
    ($($(#[$meta:meta])* $name:ident $({ $($field:ident : $ty:ty),* })? = $text:literal, $raises:ident, $consumes:ident, $result:ident, $effect:ident;)*) => {
        /// An operation. Operands are in [`crate::Inst::args`], in the order of the doc comment.
        #[derive(Clone, Debug, PartialEq)]
        pub enum Op {
            $($(#[$meta])* $name $({ $($field: $ty),* })?,)*
        }
        impl Op {
            pub fn name(&self) -> &'static str {
                match self { $(Op::$name $({ $($field: _),* })? => $text,)* }
            }
            fn raises_column(&self) -> Column {
                match self { $(Op::$name $({ $($field: _),* })? => Column::$raises,)* }
            }
            fn consumes_column(&self) -> Column {
                match self { $(Op::$name $({ $($field: _),* })? => Column::$consumes,)* }
            }
            fn result_column(&self) -> Column {
                match self { $(Op::$name $({ $($field: _),* })? => Column::$result,)* }
            }
            fn effect_column(&self) -> Column {
                match self { $(Op::$name $({ $($field: _),* })? => Column::$effect,)* }
            }
        }
        /// Names of all operations, for documentation and tests.
        pub const OP_NAMES: &[&str] = &[$($text),*];
    };
}

#[allow(non_camel_case_types)]
#[derive(Clone, Copy, PartialEq, Eq)]
enum Column {
    yes,
    no,
    row,
    all,
    none,
    second,
    value,
    int,
    small,
    reference,
    i64,
    f64,
    bool,
    raw,
    same,
    unit,
    given,
    quiet,
    active,
}

ops! {
    // Moving.
    /// (x): the same value under another name.
    Copy = "copy", no, all, same, quiet;
    /// (x): the same value, which x or what x was loaded from goes on to own.
    Borrow = "borrow", no, none, same, quiet;
    /// (): makes the local unset (`del x`).
    Clear = "clear", no, none, value, active;
    /// (x): raises UnboundLocalError if x is unset; yields x. The lowering writes `x = check_bound x`: a move in place.
    CheckBound { name: NameId } = "check_bound", yes, all, same, active;

    // Variables outside of the function.
    /// (): a global; falls back to the builtin, or raises NameError.
    LoadGlobal { module: ModuleId, slot: u32, name: NameId } = "load_global", yes, none, value, active;
    /// (value)
    StoreGlobal { module: ModuleId, slot: u32 } = "store_global", no, all, unit, active;
    /// (): raises NameError if unset.
    DeleteGlobal { module: ModuleId, slot: u32, name: NameId } = "delete_global", yes, none, unit, active;
    /// (): a builtin that nothing in the closed world shadows or replaces.
    LoadBuiltin { name: NameId } = "load_builtin", no, none, value, quiet;
    /// (callee): the cell of free variable `index`.
    LoadFree { index: u32 } = "load_free", no, none, reference, quiet;
    /// (cell): its content; raises if unset: UnboundLocalError for an own variable, NameError for a free one.
    LoadCell { name: NameId, is_free: bool } = "load_cell", yes, none, value, active;
    /// (cell, value): also with Unset as value, for `del`.
    StoreCell = "store_cell", no, second, unit, active;

    // Operators on any value.
    /// (a, b). In place, `a` is consumed by Add.
    Binary { op: BinOp, in_place: bool } = "binary", yes, none, value, active;
    /// (a, b): the resulting object.
    Compare { op: CmpOp } = "compare", yes, none, value, active;
    /// (a, b): the truth of the comparison.
    CompareTruth { op: CmpOp } = "compare_truth", yes, none, bool, active;
    Unary { op: UnaryOp } = "unary", yes, none, value, active;
    /// (x): truth.
    Truth = "truth", yes, none, bool, active;
    /// (a, b): identity.
    Is { negated: bool } = "is", no, none, bool, quiet;
    /// (x): whether the word is zero, that is, whether the variable is unset or an `exhausted` row yielded nothing.
    IsUnset = "is_unset", no, none, bool, quiet;
    /// (item, container)
    In { negated: bool } = "in", yes, none, bool, active;
    /// (bool): True or False as an object.
    BoolValue = "bool_value", no, none, value, quiet;
    /// (bool)
    BoolNot = "bool_not", no, none, bool, quiet;

    // Attributes and items.
    /// (object)
    GetAttr { name: NameId, cache: CacheId } = "get_attr", yes, none, value, active;
    /// (object, value)
    SetAttr { name: NameId, cache: CacheId } = "set_attr", yes, none, unit, active;
    /// (object, key)
    GetItem = "get_item", yes, none, value, active;
    /// (object, key, value)
    SetItem = "set_item", yes, none, unit, active;

    // Calls. `kwnames` lists the names of the last operands.
    /// (callee, arguments…)
    Call { kwnames: Option<crate::ConstId> } = "call", yes, none, value, active;
    /// (receiver, arguments…)
    CallMethod { name: NameId, kwnames: Option<crate::ConstId>, cache: CacheId } = "call_method", yes, none, value, active;
    /// (callee if the function uses it, one operand per parameter): a direct call.
    CallDirect { func: FuncId } = "call_direct", yes, none, given, active;
    /// A call of a runtime function, operands as its row says (`I` from I64 locals, `P` from Raw ones, or Unset for a zero
    /// address); a `P` of the row with an array result is `Raw`. After an `always` row the block ends in Unreachable.
    /// An `exhausted` row goes on with zero in the destination at the end of the iteration.
    Runtime { function: RuntimeFn } = "runtime", row, row, given, active;

    // Building. They consume their operands.
    BuildList = "build_list", no, all, reference, active;
    /// A list of floats (F64) or bools: packed.
    BuildPacked { items: Items } = "build_packed", no, none, reference, active;
    BuildTuple = "build_tuple", no, all, reference, active;
    BuildSet = "build_set", yes, all, reference, active;
    /// (key, value, key, value, …)
    BuildDict = "build_dict", yes, all, reference, active;
    /// (str…): joined; borrows.
    BuildString = "build_string", no, none, reference, active;
    /// (closure cells…, defaults tuple or Unset, keyword defaults dict or Unset, annotate function or Unset)
    MakeFunction { func: FuncId } = "make_function", no, all, reference, active;
    /// (content or Unset)
    NewCell = "new_cell", no, all, reference, active;
    /// (closure cells…): calls a class body or type-parameter function: operands are cells, then its parameters.
    /// The callee reads its cells by LoadFree, as every function.
    CallBody { func: FuncId, num_cells: u32 } = "call_body", yes, none, value, active;
    /// (builder, cell or None)
    ClassFinish { layout: ClassRef } = "class_finish", yes, none, value, active;
    /// (callee if the function uses it, parameters…): a generator object of this function, its parameters stored in its frame; consumes them.
    MakeGenerator { func: FuncId } = "make_generator", no, all, reference, active;

    // Unpacking. Results are read by `Take`.
    /// (iterable): exactly `count` items into an array of the frame.
    Unpack { count: u32 } = "unpack", yes, none, raw, active;
    /// (iterable)
    UnpackStar { before: u32, after: u32 } = "unpack_star", yes, none, raw, active;
    /// (array): moves item `index` out of it. Each item is taken exactly once, before the next instruction that may raise.
    Take { index: u32 } = "take", no, none, value, active;
    /// (): an array of `count` zeroed words in the frame, to be passed as a `P` operand.
    Array { count: u32 } = "array", no, none, raw, active;
    /// (object, at): the address of a field of static data: module record, code record, class layout.
    Address { of: AddressOf } = "address", no, none, raw, quiet;
    /// (): a machine constant.
    Immediate { value: i64 } = "immediate", no, none, i64, quiet;

    // Exceptions.
    /// (): takes the exception in flight.
    Catch = "catch", no, none, value, active;
    /// (exception, type)
    ExceptionMatches = "exception_matches", yes, none, bool, active;

    // Modules.
    ImportModule { module: ModuleId } = "import_module", yes, none, value, active;

    // Typed operations, made by `opt/specialize`.
    /// (x): a word from a machine representation: ints are tagged (boxed past 63 bits), floats encoded.
    Box = "box", no, none, value, quiet;
    /// (x): the f64 of a value proven to be a float (exactly: class float).
    UnboxFloat = "unbox_float", no, none, f64, quiet;
    /// (x): the Bool of a value proven to be a bool.
    UnboxBool = "unbox_bool", no, none, bool, quiet;
    /// (x): the i64 of a value proven to be an int that fits.
    UnboxInt = "unbox_int", no, none, i64, quiet;
    /// (a, b) on I64: no overflow, as proven. Divisors, moduli and distances of shifts are constants above zero.
    IntArith { op: BinOp } = "int_arith", no, none, i64, quiet;
    /// (a, b) on I64, both small: the product; leaves by its edge, without an exception, where it is not small.
    IntMul = "int_mul", yes, none, i64, quiet;
    /// (start, stop, step) on I64, all small: the length of the range; leaves by its edge, without an exception, if the step is zero.
    RangeCount = "range_count", yes, none, i64, quiet;
    /// (a, b) on Int words: inline fast path, runtime call past 63 bits.
    IntWord { op: BinOp } = "int_word", yes, none, int, active;
    /// (a, b) on F64. Div raises ZeroDivisionError.
    FloatArith { op: BinOp } = "float_arith", yes, none, f64, quiet;
    FloatNeg = "float_neg", no, none, f64, quiet;
    /// (i64): exact conversion is not needed: as CPython's int to float of a small int.
    IntToFloat = "int_to_float", no, none, f64, quiet;
    /// (a, b) on I64.
    IntCompare { op: CmpOp } = "int_compare", no, none, bool, quiet;
    /// (a, b) on Small: leaves by its edge, without an exception and with nothing done, where the result is not small.
    SmallArith { op: BinOp } = "small_arith", yes, none, small, quiet;
    /// (a, b) on Small.
    SmallCompare { op: CmpOp } = "small_compare", no, none, bool, quiet;
    /// (x): the same word; leaves by its edge, without an exception, where it is no small int.
    ToSmall = "to_small", yes, none, small, quiet;
    /// (i64): its word; leaves by its edge, without an exception, past 63 bits.
    SmallOfInt = "small_of_int", yes, none, small, quiet;
    /// (i64): its word, which is small: a counter of a loop, or a sum of some.
    TagInt = "tag_int", no, none, small, quiet;
    /// (a, b) on Int words.
    IntWordCompare { op: CmpOp } = "int_word_compare", no, none, bool, quiet;
    /// (a, b): both proven to be exactly str.
    StrCompare { op: CmpOp } = "str_compare", no, none, bool, quiet;
    FloatCompare { op: CmpOp } = "float_compare", no, none, bool, quiet;
    /// (object of a class with this field): raises AttributeError if unset, unless that is known not to be; the result's
    /// representation is the local's.
    LoadField { offset: u32, name: NameId, class: ClassRef, is_set: bool } = "load_field", yes, none, given, quiet;
    /// (object, value): releases the old value.
    StoreField { offset: u32, name: NameId, class: ClassRef, is_set: bool } = "store_field", yes, second, unit, active;
    /// (object of a class that has this field as a bare double): raises AttributeError if unset.
    LoadDouble { offset: u32, name: NameId, is_set: bool } = "load_double", yes, none, f64, quiet;
    /// (object, F64)
    StoreDouble { offset: u32, name: NameId, class: ClassRef, is_set: bool } = "store_double", yes, none, unit, active;
    /// (): a fresh instance of a class, all fields unset.
    NewInstance { class: ClassRef } = "new_instance", yes, none, reference, active;
    /// (list, I64 index): with bounds check and negative indices.
    ListGet { items: Items } = "list_get", yes, none, given, quiet;
    /// (list of bools, index, list of bools, index, …): whether any of the items is true, or false where its bit in `negated` is set.
    /// As if looked at in turn until one is; each has its span.
    AnyItem { negated: u32, spans: Box<[crate::Span]> } = "any_item", yes, none, bool, quiet;
    /// (list, index, value)
    ListSet { items: Items } = "list_set", yes, none, unit, active;
    /// (list, value)
    ListAppend { items: Items } = "list_append", no, second, unit, active;
    /// (list): moves the last item out; raises IndexError where there is none.
    ListPop { items: Items } = "list_pop", yes, none, given, active;
    /// (list): length.
    ListLen = "list_len", no, none, i64, quiet;
    /// (tuple, index); `exact`: the index is a constant and the tuple has that item.
    TupleGet { exact: bool } = "tuple_get", yes, none, given, quiet;
    /// (str or tuple …)
    Length = "length", yes, none, i64, active;

    /// (number: int, bool or float): its f64; raises OverflowError for an int that is too large.
    ToFloat = "to_float", yes, none, f64, quiet;
    /// (int word): its i64; past 63 bits the nearest end of the i64 range.
    ClampInt = "clamp_int", no, none, i64, quiet;
    /// (f64): the square root; raises ValueError below zero.
    FloatSqrt = "float_sqrt", yes, none, f64, quiet;
    /// (f64)
    FloatAbs = "float_abs", no, none, f64, quiet;
    /// (f64): the int that it is rounded to; raises for infinities and NaN.
    FloatToInt { rounding: Rounding } = "float_to_int", yes, none, int, quiet;
    /// (): raises NameError unless the global is set.
    GuardGlobal { module: ModuleId, slot: u32, name: NameId } = "guard_global", yes, none, unit, quiet;
    /// (x): whether x is an instance of exactly this class; `heap`: x is an object for certain.
    ClassIs { class: ClassRef, heap: bool } = "class_is", no, none, bool, quiet;
    /// (x): whether x, which is an object or None, is the object.
    IsObject = "is_object", no, none, bool, quiet;

    // Ownership, made by `opt/refcount`.
    Retain = "retain", no, none, unit, quiet;
    Release = "release", no, none, unit, active;

    // Generators, made by `opt/generators`. The first operand is the generator.
    /// (generator, value): moves a local into the frame.
    FrameStore { word: u32 } = "frame_store", no, second, unit, active;
    /// (generator): moves a frame word into a local.
    FrameTake { word: u32 } = "frame_take", no, none, value, active;
    /// (generator)
    SetState { state: i64 } = "set_state", no, none, unit, active;
    /// (generator)
    GetState = "get_state", no, none, i64, active;
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum AddressOf {
    Module(ModuleId),
    Code(FuncId),
    Class(ClassRef),
    /// A string of bytes in read-only data (a diagnostic's text).
    Text(crate::ConstId),
    /// The slot of a global.
    GlobalSlot(ModuleId, u32),
}

impl Op {
    pub fn may_raise(&self) -> bool {
        match (self, self.raises_column()) {
            (Op::Runtime { function: f }, Column::row) => f.row().errors != Errors::never,
            (Op::FloatArith { op }, _) => {
                matches!(op, BinOp::Div | BinOp::FloorDiv | BinOp::Mod | BinOp::Pow)
            }
            (Op::IntWord { op }, _) => matches!(
                op,
                BinOp::FloorDiv
                    | BinOp::Mod
                    | BinOp::LShift
                    | BinOp::RShift
                    | BinOp::Pow
                    | BinOp::Mul
            ),
            (Op::TupleGet { exact }, _) => !exact,
            (_, column) => column == Column::yes,
        }
    }

    /// The runtime function that a raising edge of this operation calls to add this frame to the traceback, as CPython does.
    pub fn traceback(&self) -> Option<RuntimeFn> {
        match self {
            Op::Runtime {
                function: RuntimeFn::rethrow,
            } => None,
            Op::Runtime {
                function: RuntimeFn::reraise,
            } => Some(RuntimeFn::traceback_first),
            op if op.leaves_silently() => None,
            _ => Some(RuntimeFn::traceback),
        }
    }

    /// Whether its edge leads to the general copy of the function rather than to a handler: there is no exception then.
    pub fn leaves_silently(&self) -> bool {
        matches!(
            self,
            Op::SmallArith { .. } | Op::IntMul | Op::RangeCount | Op::ToSmall | Op::SmallOfInt
        )
    }

    /// Whether it runs no code of the program and changes no object, but for counts of references. It may raise.
    pub fn is_quiet(&self) -> bool {
        self.effect_column() == Column::quiet
    }

    pub fn consumes(&self) -> Consumes {
        match (self, self.consumes_column()) {
            (Op::Runtime { function: f }, Column::row) => Consumes::Row(*f),
            (
                Op::Binary {
                    op: BinOp::Add,
                    in_place: true,
                },
                _,
            ) => Consumes::Only(0),
            (_, Column::all) => Consumes::All,
            (_, Column::second) => Consumes::Only(1),
            _ => Consumes::Nothing,
        }
    }

    /// Whether operand `index` is taken over by the instruction.
    pub fn consumes_operand(&self, index: usize) -> bool {
        match self.consumes() {
            Consumes::Nothing => false,
            Consumes::All => true,
            Consumes::Only(i) => i == index,
            Consumes::Row(f) => f
                .row()
                .args
                .get(index)
                .is_some_and(|k| matches!(k, Kind::O | Kind::Z)),
        }
    }

    /// The representation of the result; `None` for no result, `Some(Err(()))` where the destination's declaration decides.
    pub fn result(&self) -> Option<Result<Repr, ()>> {
        Some(match self.result_column() {
            Column::value => Ok(Repr::Value),
            Column::int => Ok(Repr::Int),
            Column::small => Ok(Repr::Small),
            Column::reference => Ok(Repr::Ref),
            Column::i64 => Ok(Repr::I64),
            Column::f64 => Ok(Repr::F64),
            Column::bool => Ok(Repr::Bool),
            Column::raw => Ok(Repr::Raw),
            Column::same | Column::given => Err(()),
            _ => return None,
        })
    }
}
