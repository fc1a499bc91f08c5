//! `OSError` and its subclasses, from the numbers that the system gives.

use crate::exception::{self, EXTRA_ERRNO, EXTRA_FILENAME, EXTRA_FILENAME2, EXTRA_STRERROR};
use crate::modules::errno;
use crate::types::int;
use crate::types::str::new_str;
use crate::{ClassId, R, Raised, Value};

/// The class that `OSError(number, …)` makes an instance of.
pub fn class_of(number: i32) -> ClassId {
    match number {
        libc::EAGAIN | libc::EALREADY | libc::EINPROGRESS => ClassId::BLOCKING_IO_ERROR,
        libc::ECHILD => ClassId::CHILD_PROCESS_ERROR,
        libc::EPIPE | libc::ESHUTDOWN => ClassId::BROKEN_PIPE_ERROR,
        libc::ECONNABORTED => ClassId::CONNECTION_ABORTED_ERROR,
        libc::ECONNREFUSED => ClassId::CONNECTION_REFUSED_ERROR,
        libc::ECONNRESET => ClassId::CONNECTION_RESET_ERROR,
        libc::EEXIST => ClassId::FILE_EXISTS_ERROR,
        libc::ENOENT => ClassId::FILE_NOT_FOUND_ERROR,
        libc::EINTR => ClassId::INTERRUPTED_ERROR,
        libc::EISDIR => ClassId::IS_A_DIRECTORY_ERROR,
        libc::ENOTDIR => ClassId::NOT_A_DIRECTORY_ERROR,
        libc::EACCES | libc::EPERM => ClassId::PERMISSION_ERROR,
        libc::ESRCH => ClassId::PROCESS_LOOKUP_ERROR,
        libc::ETIMEDOUT => ClassId::TIMEOUT_ERROR,
        _ => ClassId::OS_ERROR,
    }
}

/// The number of the system's last error on this thread.
pub fn last() -> i32 {
    std::io::Error::last_os_error().raw_os_error().unwrap_or(0)
}

/// Raises the error of this number.
#[cold]
pub fn raise(number: i32) -> Raised {
    raise_with(number, None, None)
}

/// Raises the system's last error.
#[cold]
pub fn raise_last() -> Raised {
    raise(last())
}

/// Raises the error of this number about a file, as the program named it.
#[cold]
pub fn raise_for(number: i32, filename: &Value) -> Raised {
    raise_with(number, Some(filename), None)
}

/// Raises the error of this number about one or two files.
#[cold]
pub fn raise_with(number: i32, filename: Option<&Value>, second: Option<&Value>) -> Raised {
    let text = new_str(errno::message(number).as_bytes());
    let code = int::from_i64(number as i64);
    let exc = exception::new(class_of(number) as u32, vec![code.clone(), text.clone()]);
    let parts = exception::as_exception(&exc).expect("an exception").parts();
    parts.extra[EXTRA_ERRNO] = Some(code);
    parts.extra[EXTRA_STRERROR] = Some(text);
    parts.extra[EXTRA_FILENAME] = filename.cloned();
    parts.extra[EXTRA_FILENAME2] = second.cloned();
    crate::errors::raise_value(exc)
}

/// Runs a system call that answers -1 on failure; again when a signal interrupts it, after its handlers have run.
pub fn retry(mut call: impl FnMut() -> i64) -> R<Result<i64, i32>> {
    loop {
        let n = call();
        if n != -1 {
            return Ok(Ok(n));
        }
        let e = last();
        if e != libc::EINTR {
            return Ok(Err(e));
        }
        crate::modules::check_signals()?;
    }
}
