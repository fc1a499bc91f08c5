//! The standard streams, `print` and `input`.

use super::raw::{self, Mode};
use super::{buffered, string_io, text};
use crate::module::ModuleObj;
use crate::native::{NativeDef, method, opt};
use crate::types::str::{self, StrObj, new_str};
use crate::types::tuple;
use crate::{ClassId, Opt, R, Value, attr, call, errors, ops};

fn environment(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|v| !v.is_empty())
}

/// CPython handles bytes that are not UTF-8 leniently on the standard streams of the C locale.
fn is_c_locale() -> bool {
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"]
        .iter()
        .find_map(|n| environment(n));
    locale.is_none_or(|l| l == "C" || l == "POSIX")
}

/// Whether text is UTF-8 whatever the locale says (PEP 540). Files are then `utf-8`, otherwise the locale's `UTF-8`.
pub fn utf8_mode() -> bool {
    static MODE: std::sync::OnceLock<bool> = std::sync::OnceLock::new();
    // The environment at the start counts: the standard streams ask first.
    *MODE.get_or_init(|| match environment("PYTHONUTF8").as_deref() {
        Some("1") => true,
        Some("0") => false,
        _ => is_c_locale(),
    })
}

/// `sys.stdin`, `sys.stdout`, `sys.stderr`; None for a descriptor that is closed.
pub fn make(fd: i32) -> R {
    // SAFETY: a system call.
    if unsafe { libc::fcntl(fd, libc::F_GETFD) } < 0 {
        return Ok(Value::NONE);
    }
    let (name, class, mode) = match fd {
        0 => ("<stdin>", ClassId::BUFFERED_READER, "r"),
        1 => ("<stdout>", ClassId::BUFFERED_WRITER, "w"),
        _ => ("<stderr>", ClassId::BUFFERED_WRITER, "w"),
    };
    let what = Mode {
        read: fd == 0,
        write: fd != 0,
        ..Mode::default()
    };
    let raw = raw::from_fd(fd, what, new_str(name.as_bytes()), false);
    let terminal = raw::as_raw(&raw).expect("a raw file").is_terminal()?;
    let unbuffered = fd != 0 && environment("PYTHONUNBUFFERED").is_some();
    let buffer = buffered::over(class, raw, if fd == 0 { super::BUFFER_SIZE } else { 8192 });
    let mut encoding = "utf-8".to_string();
    let mut handler = match fd {
        2 => "backslashreplace".to_string(),
        _ if utf8_mode() || is_c_locale() => "surrogateescape".to_string(),
        _ => "strict".to_string(),
    };
    if let Some(given) = environment("PYTHONIOENCODING") {
        let (e, h) = given.split_once(':').unwrap_or((&given, ""));
        if !e.is_empty() {
            encoding = e.to_string();
        }
        if fd != 2 && (!h.is_empty() || !e.is_empty()) {
            handler = if h.is_empty() { "strict" } else { h }.to_string();
        }
    }
    let options = text::Options {
        encoding: Some(&new_str(encoding.as_bytes())),
        errors: Some(&new_str(handler.as_bytes())),
        newline: if fd == 0 {
            text::Newline::Universal
        } else {
            text::Newline::Lf
        },
        line_buffering: terminal || fd == 2,
        write_through: unbuffered,
    };
    let file = text::over(buffer, &options)?;
    attr::set(&file, crate::name!("mode"), Some(new_str(mode.as_bytes())))?;
    // Every write goes to the descriptor.
    text::as_text(&file)
        .expect("a text file")
        .state()
        .unbuffered = unbuffered;
    Ok(file)
}

/// An attribute of `sys`, as it is now.
pub fn of_sys(name: &Value) -> Opt {
    let sys = crate::modules::import_native("sys").ok()?;
    sys.get::<ModuleObj>()?.get(name)
}

/// Writes a `str` to any text stream.
fn write(file: &Value, text: &Value) -> R<()> {
    let bytes = str::bytes_of(text);
    if let Some(f) = text::exact(file) {
        return f.write(bytes);
    }
    if let Some(f) = string_io::exact(file) {
        return f.write(bytes);
    }
    call::call_method(file, crate::name!("write"), &[text]).map(drop)
}

/// `file.flush()`
pub fn flush(file: &Value) -> R<()> {
    match text::exact(file) {
        Some(f) => f.flush(),
        None => call::call_method(file, crate::name!("flush"), &[]).map(drop),
    }
}

/// Writes `value` as `print` shows it.
pub fn show(file: &Value, value: &Value) -> R<()> {
    if value.is_exactly(ClassId::STR) {
        return write(file, value);
    }
    if let (Some(i), Some(f)) = (value.as_small(), text::exact(file)) {
        let mut digits = [0u8; 20];
        return f.write(decimal(i, &mut digits));
    }
    write(file, &ops::to_str(value)?)
}

fn decimal(i: i64, digits: &mut [u8; 20]) -> &[u8] {
    let mut at = digits.len();
    let mut rest = i.unsigned_abs();
    loop {
        at -= 1;
        digits[at] = b'0' + (rest % 10) as u8;
        rest /= 10;
        if rest == 0 {
            break;
        }
    }
    if i < 0 {
        at -= 1;
        digits[at] = b'-';
    }
    &digits[at..]
}

/// `print(*values, sep, end, file, flush)`; absent and None are the same.
pub fn print(
    values: &[Value],
    sep: Option<&Value>,
    end: Option<&Value>,
    file: Option<&Value>,
    flush_now: bool,
) -> R<()> {
    let check = |v: Option<&Value>, name: &str| match v.filter(|v| !v.is_none()) {
        Some(v) if v.get::<StrObj>().is_none() => Err(errors::type_error(format!(
            "{name} must be None or a string, not {}",
            errors::type_name(v)
        ))),
        v => Ok(v.cloned()),
    };
    let (sep, end) = (check(sep, "sep")?, check(end, "end")?);
    let file = match file.filter(|f| !f.is_none()) {
        Some(f) => f.clone(),
        None => match of_sys(crate::name!("stdout")) {
            Some(f) if f.is_none() => return Ok(()),
            Some(f) => f,
            None => return Err(errors::runtime_error("lost sys.stdout")),
        },
    };
    for (i, value) in values.iter().enumerate() {
        if i > 0 {
            match &sep {
                Some(s) => write(&file, s)?,
                None => write(&file, crate::name!(" "))?,
            }
        }
        show(&file, value)?;
    }
    match &end {
        Some(e) => write(&file, e)?,
        None => write(&file, crate::name!("\n"))?,
    }
    if flush_now {
        flush(&file)?;
    }
    Ok(())
}

fn input(prompt: Option<&Value>) -> R {
    let lost = |name: &str| errors::runtime_error(format!("input(): lost sys.{name}"));
    let stream = |name: &'static Value, text| {
        of_sys(name)
            .filter(|f| !f.is_none())
            .ok_or_else(|| lost(text))
    };
    let stdin = stream(crate::name!("stdin"), "stdin")?;
    let stdout = stream(crate::name!("stdout"), "stdout")?;
    let stderr = stream(crate::name!("stderr"), "stderr")?;
    flush(&stderr)?;
    if let Some(p) = prompt {
        show(&stdout, p)?;
    }
    flush(&stdout)?;
    let line = match text::exact(&stdin) {
        Some(f) => f.read_line(None)?.unwrap_or_else(|| new_str(b"")),
        None => call::call_method(&stdin, crate::name!("readline"), &[])?,
    };
    let Some(s) = line.get::<StrObj>() else {
        return Err(errors::type_error("object.readline() returned non-string"));
    };
    match s.bytes().strip_suffix(b"\n") {
        Some(rest) => Ok(new_str(rest)),
        None if s.bytes().is_empty() => {
            Err(errors::raise(ClassId::EOF_ERROR, "EOF when reading a line"))
        }
        None => Ok(line),
    }
}

/// For module `builtins`.
pub const FUNCTIONS: &[NativeDef] = &[
    method(
        "print(*args, sep=' ', end='\\n', file=None, flush=False)",
        |a| {
            let values = opt(a, 4).map_or(&[][..], tuple::items);
            let flush_now = opt(a, 3).map_or(Ok(false), ops::truth)?;
            print(values, opt(a, 0), opt(a, 1), opt(a, 2), flush_now)?;
            Ok(Value::NONE)
        },
    ),
    method("input(prompt='', /)", |a| input(opt(a, 0))),
];
