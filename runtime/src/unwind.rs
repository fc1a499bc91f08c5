//! Stands in for the unwinder in the release archive.
//!
//! Rust's standard library unwinds for two ends: to catch panics, which `panic = "abort"` rules out, and to print a
//! backtrace with one, which takes a reader of debug information that no program of ours carries. With these definitions the
//! optimiser sees that no frame is ever visited, and leaves that reader (a third of a small program) out.

use std::ffi::{c_int, c_void};

/// `_URC_END_OF_STACK`
const END_OF_STACK: c_int = 5;

/// Visits no frame.
// SAFETY: the name and signature are the unwinder's, whose library is not linked.
#[unsafe(no_mangle)]
pub extern "C" fn _Unwind_Backtrace(_visit: *const c_void, _argument: *mut c_void) -> c_int {
    END_OF_STACK
}

/// Defines functions that only a frame's visitor or a landing pad calls, of which there are none.
macro_rules! unreachable_without_unwinding {
    ($($name:ident)+) => {
        $(
            // SAFETY: as above; whatever the arguments, it does not return.
            #[unsafe(no_mangle)]
            pub extern "C" fn $name() -> ! {
                std::process::abort()
            }
        )+
    };
}

unreachable_without_unwinding! {
    _Unwind_DeleteException
    _Unwind_FindEnclosingFunction
    _Unwind_GetCFA
    _Unwind_GetDataRelBase
    _Unwind_GetGR
    _Unwind_GetIP
    _Unwind_GetIPInfo
    _Unwind_GetLanguageSpecificData
    _Unwind_GetRegionStart
    _Unwind_GetTextRelBase
    _Unwind_RaiseException
    _Unwind_Resume
    _Unwind_SetGR
    _Unwind_SetIP
}
