//! A failure of the compiler's own: a message that asks for a report, and status 101.

use std::panic::PanicHookInfo;

pub const STATUS: u8 = 101;

/// From now on a panic on any thread ends the process with [`STATUS`].
pub fn install_hook() {
    std::panic::set_hook(Box::new(|info| {
        drop(taipan_driver::discard_unfinished());
        // Nothing is left to do where standard error is closed.
        let _ = std::io::Write::write_all(&mut std::io::stderr(), message(info).as_bytes());
        std::process::exit(i32::from(STATUS));
    }));
}

fn message(info: &PanicHookInfo<'_>) -> String {
    let what = info.payload_as_str().unwrap_or("no message");
    let place = info
        .location()
        .map(|place| format!(" ({place})"))
        .unwrap_or_default();
    let version = env!("CARGO_PKG_VERSION");
    let mut text = format!(
        "error: the compiler itself failed: {what}{place}\n  \
         This is a bug in taipan {version}, not in your program. Please report it to the\n  \
         project that you have it from, with this message and the program that shows it.\n"
    );
    if std::env::var_os("RUST_BACKTRACE").is_some_and(|value| value != "0") {
        text += &format!("{}\n", std::backtrace::Backtrace::force_capture());
    }
    text
}
