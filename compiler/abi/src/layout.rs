//! Layouts of the objects that compiled code reads or writes itself, in bytes from the object's start.
//! The runtime asserts each against its `repr(C)` struct (`runtime/src/layout_check.rs`).

/// `u32 class, u8 collector, u8 flags, u16 owner, u32 local count, u32 shared count`.
pub const HEADER_SIZE: u32 = 16;
pub const HEADER_CLASS: i32 = 0;
pub const HEADER_FLAGS: i32 = 5;
pub const HEADER_LOCAL_COUNT: i32 = 8;
/// Zero in the runtime without threads.
pub const HEADER_SHARED_COUNT: i32 = 12;
/// A local count with this bit set is immortal: neither retain nor release writes it.
pub const IMMORTAL: u32 = 1 << 31;

/// How often a function may hold itself within itself. Closer to the recursion limit than that it runs its general copy, whose
/// calls are calls.
pub const LEVELS: u64 = 2;

/// Added to a word that is passed to an unlikely call out of a hot sequence. An argument must be in a certain register, and where
/// it is the very value that the hot path holds, the register allocator puts it there for all of its life, and moves two such
/// values out of each other's way again and again. The sum is a value of its own, with one use.
pub const APART: i64 = 1;

/// `float` objects outside the immediate range.
pub const FLOAT_VALUE: i32 = 16;

/// `str`: hash (0: not computed), byte length, code points, spare, then the bytes.
pub const STR_HASH: i32 = 16;
pub const STR_BYTES: i32 = 24;
pub const STR_CHARS: i32 = 32;
/// Bytes of capacity behind `STR_DATA`; statics hold 0.
pub const STR_CAPACITY: i32 = 40;
pub const STR_DATA: i32 = 48;
/// The strings of one ASCII character lie in an array of items of `1 << CHAR_SHIFT` bytes.
pub const CHAR_SHIFT: u32 = 6;

/// `bytes`: hash, length, then the bytes.
pub const BYTES_HASH: i32 = 16;
pub const BYTES_LEN: i32 = 24;
pub const BYTES_DATA: i32 = 32;

pub const TUPLE_LEN: i32 = 16;
/// The hash; 0 means not computed.
pub const TUPLE_HASH: i32 = 24;
pub const TUPLE_ITEMS: i32 = 32;

/// `list`: pointer to a buffer that describes itself.
pub const LIST_BUFFER: i32 = 16;
/// The length of a list whose items are value words, doubles, bytes (of bools): one of the three at most is not zero.
/// All are 32 bits.
pub const BUFFER_WORDS: i32 = 0;
pub const BUFFER_DOUBLES: i32 = 8;
pub const BUFFER_BYTES: i32 = 12;
/// In words, whatever the items are.
pub const BUFFER_CAPACITY: i32 = 4;
pub const BUFFER_ITEMS: i32 = 16;

pub const CELL_VALUE: i32 = 16;

/// Functions (compiled and native) and everything else with a machine entry.
pub const FUNCTION_ENTRY: i32 = 16;
pub const FUNCTION_CODE: i32 = 24;
/// A tuple of cells, or zero.
pub const FUNCTION_CLOSURE: i32 = 32;

/// Instances of classes with a Python body: one word a field. In the place of the header's shared count, which a plain count
/// does not need, lies the 32-bit number of the overflow dict: zero until one is needed.
/// A field is a value word, zero when unset; or, among the first `MAX_DOUBLE_FIELDS`, where the class's record says so, the bits of
/// a double (`word::UNSET_DOUBLE` when unset).
pub const INSTANCE_OVERFLOW: i32 = HEADER_SHARED_COUNT;
pub const MAX_DOUBLE_FIELDS: usize = 64;
pub const INSTANCE_FIELDS: i32 = 16;

/// Generators: the resume function, the state (see `program::GeneratorState`), then the frame's words.
pub const GENERATOR_RESUME: i32 = 16;
pub const GENERATOR_CODE: i32 = 24;
pub const GENERATOR_STATE: i32 = 32;
/// The exception that the generator is handling while suspended.
pub const GENERATOR_HANDLED: i32 = 40;
/// Name and qualname overrides, or zero.
pub const GENERATOR_EXTRA: i32 = 48;
/// Number of frame words, all of them Value words or zero (raw words are encoded as ints or floats).
pub const GENERATOR_FRAME_LEN: i32 = 56;
pub const GENERATOR_FRAME: i32 = 64;

/// List iterator: the list (zero when exhausted), the next index as a raw word.
pub const LIST_ITER_LIST: i32 = 16;
pub const LIST_ITER_INDEX: i32 = 24;
/// Range iterator over machine ints: next value, items left, step: raw i64.
pub const RANGE_ITER_NEXT: i32 = 16;
pub const RANGE_ITER_LEFT: i32 = 24;
pub const RANGE_ITER_STEP: i32 = 32;

/// The thread context, addressed by the pinned register.
pub const CONTEXT_STACK_LIMIT: i32 = 0;
/// The exception in flight (owned word) or zero.
pub const CONTEXT_EXCEPTION: i32 = 8;
/// The exception that an `except` block is handling (owned word) or zero.
pub const CONTEXT_HANDLED: i32 = 16;
/// The result of an out-of-line call: such a call preserves every register (codegen, `Helper::Slow`).
pub const CONTEXT_SLOW_RESULT: i32 = 24;

/// An inline cache site: two words, both zero when empty.
/// Attribute loads and stores: word 0 = (class id + 1) | (byte offset of the field << 32).
/// Method calls: word 0 = (class id + 1) | (byte offset << 32) of a 32-bit word that is zero unless the instance may shadow
/// the method, word 1 = the function (borrowed from the class).
pub const CACHE_SITE_SIZE: u32 = 16;
