//! The offsets of `taipan_abi::layout` against the structs.

use crate::context::Context;
use crate::function::{CellObj, FunctionObj};
use crate::generator::GeneratorObj;
use crate::native::NativeObj;
use crate::types::{float::FloatObj, str::StrObj, tuple::TupleObj};
use crate::value::Header;
use std::mem::offset_of;
use taipan_abi::layout as l;

const _: () = {
    assert!(size_of::<Header>() == l::HEADER_SIZE as usize);
    assert!(offset_of!(Header, local_count) == l::HEADER_LOCAL_COUNT as usize);
    assert!(offset_of!(Header, flags) == l::HEADER_FLAGS as usize);
    assert!(offset_of!(FloatObj, value) == l::FLOAT_VALUE as usize);
    assert!(offset_of!(StrObj, hash) == l::STR_HASH as usize);
    assert!(offset_of!(StrObj, len) == l::STR_BYTES as usize);
    assert!(offset_of!(StrObj, chars) == l::STR_CHARS as usize);
    assert!(size_of::<StrObj>() == l::STR_DATA as usize);
    assert!(size_of::<TupleObj>() == l::TUPLE_ITEMS as usize);
    assert!(offset_of!(FunctionObj, entry) == l::FUNCTION_ENTRY as usize);
    assert!(offset_of!(NativeObj, entry) == l::FUNCTION_ENTRY as usize);
    assert!(offset_of!(FunctionObj, closure) == l::FUNCTION_CLOSURE as usize);
    assert!(offset_of!(CellObj, value) == l::CELL_VALUE as usize);
    assert!(offset_of!(GeneratorObj, resume) == l::GENERATOR_RESUME as usize);
    assert!(offset_of!(GeneratorObj, state) == l::GENERATOR_STATE as usize);
    assert!(size_of::<GeneratorObj>() == l::GENERATOR_FRAME as usize);
    assert!(offset_of!(Context, exception) == l::CONTEXT_EXCEPTION as usize);
    assert!(offset_of!(Context, handled) == l::CONTEXT_HANDLED as usize);
    assert!(offset_of!(Context, slow_result) == l::CONTEXT_SLOW_RESULT as usize);
};
