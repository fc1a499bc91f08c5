//! The table of runtime functions that compiled code calls. One row per function; the compiler derives signatures and
//! ownership from it, the runtime checks at compile time that a function of that signature exists (`runtime/src/entry/`).
//!
//! Argument kinds: `V` value word, borrowed; `U` value word or zero, borrowed; `O` value word, consumed (also when it raises);
//! `Z` value word or zero, consumed; `P` address; `I` i64; `F` f64.
//! Results: `V` an owned value word; `I`, `F`, `P` machine words; `N` nothing.
//! Errors: `never`; `null`, zero means raised; `negative`, an i64 below zero means raised; `exhausted`, zero means the end of
//! the iteration, or raised if the context holds an exception; `always`, it always raises.
//! The exception lies in the thread context (`layout::CONTEXT_EXCEPTION`).

/// What has been tried of a binary operator.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Rest {
    AfterLeft,
    AfterRight,
    AfterInPlace,
}

impl Rest {
    /// The operand of `binary_rest`, for the operator of this number among `+ - * @ / // % ** << >> | ^ &`.
    pub fn code(self, operator: i64, in_place: bool) -> i64 {
        operator | i64::from(in_place) << 8 | (self as i64) << 9
    }
    /// The operator, whether it is in place, and what has been tried.
    pub fn decode(code: i64) -> (usize, bool, Rest) {
        let rest = match code >> 9 {
            0 => Rest::AfterLeft,
            1 => Rest::AfterRight,
            _ => Rest::AfterInPlace,
        };
        ((code & 255) as usize, code >> 8 & 1 != 0, rest)
    }
}

#[macro_export]
macro_rules! foreach_runtime_function {
    ($mac:ident) => {
        $mac! {
            // Memory.
            /// Frees an object whose count has reached zero; its address comes plus `layout::APART`.
            fn dealloc(P) -> N never;
            /// A `float` object for a value outside the immediate range.
            fn box_float(F) -> V never;
            /// The value of a float word that is not of the immediate form `…10` (zero or boxed; also subclasses).
            fn unbox_float(V) -> F never;
            /// An int word for any i64.
            fn box_int(I) -> V never;
            /// The i64 of an int object (also bool and subclasses) or a small int; raises OverflowError if it does not fit.
            fn unbox_int(V) -> I never;

            // Arithmetic. Binary operators with their reflected forms; `i…` try the in-place method first.
            fn add(V, V) -> V null;
            fn sub(V, V) -> V null;
            fn mul(V, V) -> V null;
            fn matmul(V, V) -> V null;
            fn truediv(V, V) -> V null;
            fn floordiv(V, V) -> V null;
            fn modulo(V, V) -> V null;
            fn pow(V, V) -> V null;
            fn lshift(V, V) -> V null;
            fn rshift(V, V) -> V null;
            fn or(V, V) -> V null;
            fn xor(V, V) -> V null;
            fn and(V, V) -> V null;
            /// `a += b`: consumes `a`, so that a sole owner may be extended in place.
            fn iadd(O, V) -> V null;
            fn isub(V, V) -> V null;
            fn imul(V, V) -> V null;
            fn imatmul(V, V) -> V null;
            fn itruediv(V, V) -> V null;
            fn ifloordiv(V, V) -> V null;
            fn imodulo(V, V) -> V null;
            fn ipow(V, V) -> V null;
            fn ilshift(V, V) -> V null;
            fn irshift(V, V) -> V null;
            fn ior(V, V) -> V null;
            fn ixor(V, V) -> V null;
            fn iand(V, V) -> V null;
            /// What comes after a special method of an operand that compiled code has called itself and that has said
            /// `NotImplemented`: see `Rest`.
            fn binary_rest(V, V, I) -> V null;
            fn neg(V) -> V null;
            fn pos(V) -> V null;
            fn invert(V) -> V null;
            /// The i64 of an int, clamped.
            fn clamp_int(V) -> I never;
            /// `int(v)` with one argument.
            fn int_of(V) -> V null;
            /// The ints that a float is rounded to: toward zero, down, up.
            fn float_trunc(F) -> V null;
            fn float_floor(F) -> V null;
            fn float_ceil(F) -> V null;
            /// `math.sqrt` of a negative number: raises ValueError.
            fn sqrt_error(V) -> V null;
            /// `float(number)` for an int, bool or float.
            fn number_to_float(V) -> V null;
            /// Float power with Python's errors (zero to a negative power); a negative base with a fractional exponent is refused.
            fn float_pow(F, F) -> V null;
            /// The power where it is an ordinary number: a base above zero; infinity and NaN tell that `float_pow` must decide.
            fn plain_pow(F, F) -> F never;
            fn float_mod(F, F) -> F never;
            fn float_floordiv(F, F) -> F never;

            // Comparison and truth.
            fn lt(V, V) -> V null;
            fn le(V, V) -> V null;
            fn eq(V, V) -> V null;
            fn ne(V, V) -> V null;
            fn gt(V, V) -> V null;
            fn ge(V, V) -> V null;
            /// Truth of `a < b`, and so on: 0 or 1.
            /// The same for a comparison whose left operand's method has been called; its number among `<`, `<=`, `==`, `!=`, `>`, `>=`.
            fn compare_rest(V, V, I) -> V null;
            fn lt_truth(V, V) -> I negative;
            fn le_truth(V, V) -> I negative;
            fn eq_truth(V, V) -> I negative;
            fn ne_truth(V, V) -> I negative;
            fn gt_truth(V, V) -> I negative;
            fn ge_truth(V, V) -> I negative;
            /// `item in container`: arguments (item, container).
            fn contains(V, V) -> I negative;
            /// `a is b` for words that differ: ints and floats compare by type and value.
            fn is_same(V, V) -> I never;
            fn truth(V) -> I negative;

            // Attributes. `site` is an inline cache site (address).
            fn getattr(V, V, P) -> V null;
            /// (object, name, value, site)
            fn setattr(V, V, V, P) -> I negative;
            fn delattr(V, V) -> I negative;
            /// Calls the method `name` of args[0]: (args, nargs, name, kwnames or zero, site). nargs counts args[0]; args are borrowed;
            /// keyword values follow the positional ones.
            fn call_method(P, I, V, U, P) -> V null;
            /// A fresh instance of a class of the program by id, all fields unset.
            fn new_instance(I) -> V null;
            /// Fast creation of the attribute at field `index` of a fresh instance: (object, index, value).
            fn init_field(V, I, O) -> N never;

            // Items.
            fn getitem(V, V) -> V null;
            /// (container, key, value)
            fn setitem(V, V, V) -> I negative;
            fn delitem(V, V) -> I negative;
            /// Absent parts are zero.
            fn build_slice(U, U, U) -> V never;
            fn length(V) -> I negative;
            /// The length that an int from `__len__` stands for.
            fn check_length(V) -> I negative;

            // Calls.
            /// (callee, args, nargs, kwnames or zero): positional args, then keyword values; nargs counts positional ones only.
            fn call(V, P, I, U) -> V null;
            /// `f(*args, **kwargs)`: (callee, tuple of arguments, dict or zero).
            fn call_ex(V, V, U) -> V null;
            /// Binds arguments to the parameters of a compiled function, filling `out` with owned words, one per parameter
            /// (named ones, then `*args`, then `**kwargs`): (callee, args, nargs, kwnames or zero, out).
            fn bind_args(V, P, I, U, P) -> I negative;

            // Builders: they consume the words in the array.
            fn build_list(P, I) -> V never;
            fn build_tuple(P, I) -> V never;
            fn build_set(P, I) -> V null;
            /// Key, value, key, value…; the count is of pairs.
            fn build_dict(P, I) -> V null;
            /// Joins `str` words; borrows them.
            fn build_string(P, I) -> V never;
            /// (value, conversion byte or 0, spec or zero)
            fn format_value(V, I, U) -> V null;
            /// `[…]` of floats: doubles in an array of the frame; and of bools: words.
            fn build_floats(P, I) -> V never;
            fn build_bools(P, I) -> V never;
            fn list_append(V, O) -> N never;
            /// The same where the compiler knows that the list holds floats alone, or bools: an empty one becomes packed.
            fn list_append_packed(V, O) -> I never;
            /// Packs a new list of floats or bools that native code has made.
            fn list_pack(V) -> N never;
            /// Frees the block of a tuple without subclass whose items have been taken out; it had one reference.
            fn tuple_taken(V) -> N never;
            /// `list.pop()` of an exact list.
            fn list_pop(V) -> V null;
            /// `dict.get(key[, default])` of an exact dict.
            fn dict_get(V, V, U) -> V null;
            /// `text[index]` of an exact str and an int.
            fn str_item(V, V) -> V null;
            /// `object[start:stop]`; absent parts are zero.
            fn get_slice(V, U, U) -> V null;
            /// `[*iterable]`
            fn list_extend(V, V) -> I negative;
            fn list_to_tuple(O) -> V never;
            fn set_add(V, V) -> I negative;
            fn set_update(V, V) -> I negative;
            fn dict_set(V, V, V) -> I negative;
            /// `{**mapping}`
            fn dict_update(V, V) -> I negative;
            /// `f(**mapping)`: raises on duplicates: (dict, mapping, callee for the message)
            fn dict_merge(V, V, V) -> I negative;
            /// The arguments of `f(*iterable)`: a tuple as it is, else a new one: (iterable, callee for the message)
            fn args_tuple(V, V) -> V null;
            /// The keywords of `f(**mapping)`: a dict as it is (the callee copies), else a new one: (mapping, callee for the message)
            fn kwargs_dict(V, V) -> V null;
            /// A new list with the items of a (constant) tuple.
            fn list_from_tuple(V) -> V never;
            /// The same for constants that are all floats, or all bools.
            fn packed_from_tuple(V) -> V never;
            /// A new dict from a (constant) tuple of keys and one of values of the same length.
            fn dict_from_tuples(V, V) -> V null;

            // Iteration.
            fn get_iter(V) -> V null;
            /// `iter(range(start, stop, step))` of three ints.
            fn range_iter(V, V, V) -> V null;
            /// A generator that compiled code resumed has returned or raised: its frame is released, a StopIteration becomes RuntimeError.
            fn generator_ended(V) -> I negative;
            /// A generator that compiled code resumed is suspended while it handles an exception: the exception goes with it.
            fn generator_suspended(V) -> N never;
            /// An exception leaves a generator that is part of its loop: a StopIteration becomes RuntimeError.
            fn generator_raised() -> N never;
            fn iter_next(V) -> V exhausted;
            /// One step of `sum`: (total so far, item, two words of state, zero at first).
            fn sum_add(V, V, P) -> V null;
            /// The result of `sum`: (total, state).
            fn sum_result(V, P) -> V never;
            /// Exactly n items into `out`, owned: (iterable, n, out).
            fn unpack(V, I, P) -> I negative;
            /// `a, *b, c = …`: (iterable, before, after, out); out[before] receives the list.
            fn unpack_star(V, I, I, P) -> I negative;

            // Names.
            /// A global that is unset in its module: the builtin, or NameError.
            fn global_missing(V) -> V null;
            /// NameError for `del` of an unset global, and so on.
            fn raise_name_error(V) -> N always;
            fn raise_unbound_local(V) -> N always;
            fn raise_unbound_free(V) -> N always;
            /// A name read in a class body: (namespace, name, address of the global's slot or zero).
            fn class_load(V, V, P) -> V null;
            /// (namespace, name, cell)
            fn class_load_free(V, V, V) -> V null;
            /// (namespace, name, value)
            fn class_store(V, V, V) -> I negative;
            fn class_delete(V, V) -> I negative;
            /// `globals()` of a module (address of its `program::Module`).
            fn globals(P) -> V null;
            /// `locals()`: puts one variable into the dict that is being built; an unset one is left out: (dict, name, value or zero)
            fn locals_add(V, V, U) -> N never;
            /// The same for a variable that lives in a cell: (dict, name, cell)
            fn locals_add_cell(V, V, V) -> N never;

            // Functions and classes.
            fn new_cell(Z) -> V never;
            /// (code, closure tuple or zero, defaults tuple or zero, keyword defaults dict or zero, annotate function or zero)
            fn make_function(P, Z, Z, Z, Z) -> V never;
            fn set_type_params(V, V) -> N never;
            /// Resolves bases and metaclass and calls `__prepare__`: (name, bases tuple, keyword dict or zero);
            /// yields the tuple (name, metaclass, namespace, bases, keywords or None, original bases or None).
            fn class_begin(V, V, U) -> V null;
            /// The namespace in which the class body runs: (result of class_begin).
            fn class_namespace(V) -> V never;
            /// Calls the metaclass (with the cell as `__classcell__` in the namespace, which `type.__new__` takes out) and fills the `__class__` cell: (result of class_begin, cell or None, `program::ClassLayout`).
            fn class_finish(V, V, P) -> V null;
            /// Calls a decorator that returns the class itself: (decorator, class).
            fn class_decorate(V, V) -> I negative;
            /// `super()` without arguments: (the `__class__` cell, receiver).
            fn make_super(V, V) -> V null;

            // Exceptions.
            /// `raise exception from cause` (zero: absent).
            fn raise(V, U) -> N always;
            /// Bare `raise`.
            fn reraise() -> N always;
            /// Raises an exception object again as it is, without touching its context: consumes it.
            fn rethrow(O) -> N always;
            /// Takes the exception in flight out of the context.
            fn catch() -> V never;
            /// Makes an exception the one being handled; yields the previous one or zero, which `pop_handled` takes back.
            fn push_handled(V) -> V never;
            fn pop_handled(Z) -> N never;
            /// `except type:` (exception, type or tuple)
            fn exception_matches(V, V) -> I negative;
            /// `except* type:` splits: (exception group or exception or None, type, out[2]: matched, rest; None when empty)
            fn exception_split(V, V, P) -> I negative;
            /// End of `except*`: combines raised and unhandled parts: (original, list of raised or None, rest); yields what to raise, or None.
            fn exception_join(V, V, V) -> V null;
            /// Adds an entry to the traceback of the exception in flight: (code, start offset | end offset << 32).
            fn traceback(P, I) -> N never;
            /// The same, unless the exception has an entry already: after a bare `raise`, which adds none to what it raises again.
            fn traceback_first(P, I) -> N never;
            /// The newest traceback entry takes over a local variable of its frame (zero: unset): destructors run when the
            /// exception goes.
            fn traceback_keep(Z) -> N never;
            fn raise_assertion(U) -> N always;
            /// Enters a context manager: stores the bound `__exit__` in out[0], yields the result of `__enter__`.
            fn with_enter(V, P) -> V null;
            /// (bound `__exit__`, exception or zero): truth of the result.
            fn with_exit(V, U) -> I negative;
            /// Stops the program: this feature is not supported: (address and length of the message).
            fn unsupported(P, I) -> N always;

            // Modules.
            /// Initialises (once) and yields a module: (`program::Module`).
            fn import_module(P) -> V null;
            /// `from module import name`: the attribute; on a miss the submodule, if its `program::Module` is given, is imported;
            /// else ImportError: (module, name, `program::Module` or zero). Binding submodules in packages is import_module's work.
            fn import_from(V, V, P) -> V null;
            /// `from module import *` into the globals of a module.
            fn import_star(V, P) -> I negative;
            /// Raises ModuleNotFoundError: (module name, whole message).
            fn import_missing(V, V) -> N always;
            /// ImportError with a message.
            fn import_error(V) -> N always;

            // Generators.
            /// A generator with zeroed frame words and state 0: (callee or zero, code).
            fn make_generator(U, P) -> V never;
            /// One step of `yield from`: (iterator, sent value or zero, out): a yielded value; or zero, and either an exception or
            /// the result in out[0].
            fn yield_from(V, U, P) -> V exhausted;
            /// Passes an exception into a delegate: (iterator, exception (consumed), out); results as yield_from.
            fn yield_from_throw(V, O, P) -> V exhausted;
            /// Iterator for `yield from`: generators pass through, others by iter().
            fn yield_from_iter(V) -> V null;

            // Patterns.
            fn match_sequence(V) -> I never;
            fn match_mapping(V) -> I never;
            /// (subject, tuple of keys): tuple of values, or None.
            fn match_keys(V, V) -> V null;
            /// (subject, tuple of keys): dict of the rest.
            fn match_rest(V, V) -> V null;
            /// (subject, class, number of positional patterns, tuple of keyword names): tuple of values, or None.
            fn match_class(V, V, I, V) -> V null;

            // The poll word's cold edge.
            fn poll() -> I negative;
        }
    };
}

/// What an argument or result is; see the module documentation.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    V,
    U,
    O,
    Z,
    P,
    I,
    F,
    N,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[allow(non_camel_case_types)]
pub enum Errors {
    never,
    null,
    negative,
    exhausted,
    always,
}

pub struct Row {
    /// Without the prefix `taipan_` of the linker symbol.
    pub name: &'static str,
    pub symbol: &'static str,
    pub args: &'static [Kind],
    pub result: Kind,
    pub errors: Errors,
}

macro_rules! define {
    ($($(#[$meta:meta])* fn $name:ident($($arg:ident),*) -> $ret:ident $err:ident;)*) => {
        /// A runtime function: an index into [`ROWS`].
        #[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
        #[allow(non_camel_case_types)]
        #[repr(u16)]
        pub enum RuntimeFn { $($(#[$meta])* $name),* }
        pub const ROWS: &[Row] = &[$(Row {
            name: stringify!($name),
            symbol: concat!("taipan_", stringify!($name)),
            args: &[$(Kind::$arg),*],
            result: Kind::$ret,
            errors: Errors::$err,
        }),*];
    };
}
foreach_runtime_function!(define);

impl RuntimeFn {
    pub const fn row(self) -> &'static Row {
        &ROWS[self as usize]
    }
}
