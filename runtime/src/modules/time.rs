//! Module `time`.

use super::{NativeModule, add};
use crate::module::ModuleObj;
use crate::native::{NativeDef, arg, method, new_native, opt};
use crate::types::str::{StrObj, bytes_of, new_str};
use crate::types::{float, int, tuple};
use crate::{ClassId, Opt, R, Value, errors, ops};

pub const MODULE: NativeModule = NativeModule {
    name: "time",
    doc: "This module provides various functions to manipulate time values.",
    functions: &[
        method("time()", |_| seconds(libc::CLOCK_REALTIME)),
        method("time_ns()", |_| nanoseconds(libc::CLOCK_REALTIME)),
        method("monotonic()", |_| seconds(libc::CLOCK_MONOTONIC)),
        method("monotonic_ns()", |_| nanoseconds(libc::CLOCK_MONOTONIC)),
        method("perf_counter()", |_| seconds(libc::CLOCK_MONOTONIC)),
        method("perf_counter_ns()", |_| nanoseconds(libc::CLOCK_MONOTONIC)),
        method("process_time()", |_| {
            seconds(libc::CLOCK_PROCESS_CPUTIME_ID)
        }),
        method("process_time_ns()", |_| {
            nanoseconds(libc::CLOCK_PROCESS_CPUTIME_ID)
        }),
        method("thread_time()", |_| seconds(libc::CLOCK_THREAD_CPUTIME_ID)),
        method("thread_time_ns()", |_| {
            nanoseconds(libc::CLOCK_THREAD_CPUTIME_ID)
        }),
        method("clock_gettime(clk_id, /)", |a| seconds(clock_id(a)?)),
        method("clock_gettime_ns(clk_id, /)", |a| nanoseconds(clock_id(a)?)),
        method("clock_getres(clk_id, /)", |_| Ok(float::from_f64(1e-9))),
        method("sleep(seconds, /)", sleep),
        method("gmtime(seconds=None, /)", |a| {
            Ok(struct_time(&broken_down(a, false)?))
        }),
        method("localtime(seconds=None, /)", |a| {
            Ok(struct_time(&broken_down(a, true)?))
        }),
        method("mktime(time_tuple, /)", |a| {
            let mut tm = from_tuple(arg(a, 0))?;
            // SAFETY: a valid struct.
            let t = unsafe { libc::mktime(&mut tm) };
            Ok(float::from_f64(t as f64))
        }),
        method("asctime(time_tuple=None, /)", |a| {
            let tm = match opt(a, 0) {
                Some(t) => from_tuple(t)?,
                None => broken_down(a, true)?,
            };
            Ok(ascii_time(&tm))
        }),
        method("ctime(seconds=None, /)", |a| {
            Ok(ascii_time(&broken_down(a, true)?))
        }),
        method("strftime(format, time_tuple=None, /)", |a| {
            let tm = match opt(a, 1) {
                Some(t) => from_tuple(t)?,
                None => broken_down(&[], true)?,
            };
            format_time(arg(a, 0), &tm)
        }),
        method("tzset()", |_| {
            // SAFETY: reads the environment.
            unsafe { tzset() };
            Ok(Value::NONE)
        }),
    ],
    init,
};

unsafe extern "C" {
    fn tzset();
}

fn init(m: &ModuleObj) -> R<()> {
    // The zone's winter and summer names and offsets, from this year's January and July.
    let year = i64::from(broken_down(&[], false)?.tm_year) - 70;
    let start = year * 31_556_952;
    let (mut winter, mut summer) = (local(start)?, local(start + 15_778_476)?);
    if winter.tm_gmtoff > summer.tm_gmtoff {
        std::mem::swap(&mut winter, &mut summer);
    }
    let name = |tm: &libc::tm| {
        if tm.tm_zone.is_null() {
            return new_str(b"UTC");
        }
        // SAFETY: a C string that the C library keeps.
        new_str(unsafe { std::ffi::CStr::from_ptr(tm.tm_zone) }.to_bytes())
    };
    add(m, "timezone", int::from_i64(-winter.tm_gmtoff));
    add(m, "altzone", int::from_i64(-summer.tm_gmtoff));
    add(
        m,
        "daylight",
        Value::small(i64::from(winter.tm_gmtoff != summer.tm_gmtoff)),
    );
    add(
        m,
        "tzname",
        tuple::new_tuple(vec![name(&winter), name(&summer)]),
    );
    for (name, id) in [
        ("CLOCK_REALTIME", libc::CLOCK_REALTIME),
        ("CLOCK_MONOTONIC", libc::CLOCK_MONOTONIC),
        ("CLOCK_MONOTONIC_RAW", libc::CLOCK_MONOTONIC_RAW),
        ("CLOCK_PROCESS_CPUTIME_ID", libc::CLOCK_PROCESS_CPUTIME_ID),
        ("CLOCK_THREAD_CPUTIME_ID", libc::CLOCK_THREAD_CPUTIME_ID),
        ("CLOCK_BOOTTIME", libc::CLOCK_BOOTTIME),
    ] {
        add(m, name, int::from_i64(i64::from(id)));
    }
    let class = super::structs::class_of("time.struct_time", FIELDS, 9);
    let new = new_native(
        ClassId::NATIVE_FUNCTION,
        &NEW,
        crate::native::NO_CLASS,
        None,
    );
    class.dict().set_interned(crate::name!("__new__"), new);
    crate::class::changed();
    add(m, "struct_time", class.value());
    Ok(())
}

static NEW: NativeDef = method("struct_time(cls, iterable, /)", |a| {
    let items = crate::iter::collect(arg(a, 1))?;
    if items.len() < 9 {
        return Err(errors::type_error(format!(
            "time.struct_time() takes an at least 9-sequence ({}-sequence given)",
            items.len()
        )));
    }
    if items.len() > 11 {
        return Err(errors::type_error(format!(
            "time.struct_time() takes an at most 11-sequence ({}-sequence given)",
            items.len()
        )));
    }
    let pairs: Vec<(&str, Value)> = FIELDS.iter().copied().zip(items).collect();
    Ok(super::structs::new_struct("time.struct_time", &pairs))
});

const FIELDS: &[&str] = &[
    "tm_year", "tm_mon", "tm_mday", "tm_hour", "tm_min", "tm_sec", "tm_wday", "tm_yday", "tm_isdst",
];

fn now(clock: libc::clockid_t) -> R<libc::timespec> {
    let mut t = libc::timespec {
        tv_sec: 0,
        tv_nsec: 0,
    };
    // SAFETY: a valid struct.
    if unsafe { libc::clock_gettime(clock, &mut t) } != 0 {
        return Err(crate::os_error::raise_last());
    }
    Ok(t)
}
fn seconds(clock: libc::clockid_t) -> R {
    let t = now(clock)?;
    Ok(float::from_f64(
        (t.tv_sec * 1_000_000_000 + t.tv_nsec) as f64 / 1e9,
    ))
}
fn nanoseconds(clock: libc::clockid_t) -> R {
    let t = now(clock)?;
    Ok(int::from_i64(t.tv_sec * 1_000_000_000 + t.tv_nsec))
}
fn clock_id(a: &[Opt]) -> R<libc::clockid_t> {
    Ok(ops::index_i64(arg(a, 0))?.unwrap_or(-1) as libc::clockid_t)
}

fn sleep(a: &[Opt]) -> R {
    let v = arg(a, 0);
    let wanted = match int::as_int(v) {
        Some(i) => int::to_f64(&i)?,
        None => match float::as_f64(v) {
            Some(x) => x,
            None => {
                return Err(errors::type_error(format!(
                    "'{}' object cannot be interpreted as an integer",
                    errors::type_name(v)
                )));
            }
        },
    };
    if wanted.is_nan() {
        return Err(errors::value_error("Invalid value NaN (not a number)"));
    }
    if wanted < 0.0 {
        return Err(errors::value_error("sleep length must be non-negative"));
    }
    if wanted > 9.2e9 {
        return Err(errors::overflow_error(
            "timestamp too large to convert to C PyTime_t",
        ));
    }
    let start = now(libc::CLOCK_MONOTONIC)?;
    let end = start.tv_sec * 1_000_000_000 + start.tv_nsec + (wanted * 1e9).ceil() as i64;
    loop {
        let left = {
            let t = now(libc::CLOCK_MONOTONIC)?;
            end - t.tv_sec * 1_000_000_000 - t.tv_nsec
        };
        if left <= 0 {
            return Ok(Value::NONE);
        }
        let wait = libc::timespec {
            tv_sec: left / 1_000_000_000,
            tv_nsec: left % 1_000_000_000,
        };
        // SAFETY: a valid struct.
        unsafe { libc::nanosleep(&wait, std::ptr::null_mut()) };
        super::check_signals()?;
    }
}

/// Local time of a moment.
fn local(t: i64) -> R<libc::tm> {
    // SAFETY: a plain struct, filled by the C library.
    unsafe {
        let mut tm: libc::tm = std::mem::zeroed();
        if libc::localtime_r(&t, &mut tm).is_null() {
            return Err(errors::overflow_error(
                "timestamp out of range for platform time_t",
            ));
        }
        Ok(tm)
    }
}

/// The optional first argument as broken-down time.
fn broken_down(a: &[Opt], is_local: bool) -> R<libc::tm> {
    let out_of_range = || errors::overflow_error("timestamp out of range for platform time_t");
    let t = match opt(a, 0).filter(|t| !t.is_none()) {
        None => now(libc::CLOCK_REALTIME)?.tv_sec,
        Some(v) => match float::as_f64(v) {
            Some(x) if x.is_nan() => {
                return Err(errors::value_error("Invalid value NaN (not a number)"));
            }
            Some(x) if x.abs() > 9e18 => return Err(out_of_range()),
            Some(x) => x.floor() as i64,
            None => ops::index_i64(v)?.ok_or_else(out_of_range)?,
        },
    };
    if is_local {
        return local(t);
    }
    // SAFETY: a plain struct, filled by the C library.
    unsafe {
        let mut tm: libc::tm = std::mem::zeroed();
        if libc::gmtime_r(&t, &mut tm).is_null() {
            return Err(out_of_range());
        }
        Ok(tm)
    }
}

fn struct_time(tm: &libc::tm) -> Value {
    let n = |i: i32| Value::small(i64::from(i));
    let items = [
        n(tm.tm_year + 1900),
        n(tm.tm_mon + 1),
        n(tm.tm_mday),
        n(tm.tm_hour),
        n(tm.tm_min),
        n(tm.tm_sec),
        n((tm.tm_wday + 6) % 7),
        n(tm.tm_yday + 1),
        n(tm.tm_isdst),
    ];
    let pairs: Vec<(&str, Value)> = FIELDS.iter().copied().zip(items).collect();
    super::structs::new_struct("time.struct_time", &pairs)
}

fn from_tuple(v: &Value) -> R<libc::tm> {
    if !v.is_instance(ClassId::TUPLE) {
        return Err(errors::type_error("Tuple or struct_time argument required"));
    }
    let items = tuple::items(v);
    if items.len() != 9 {
        return Err(errors::type_error("mktime(): illegal time tuple argument"));
    }
    let mut n = [0i32; 9];
    for (slot, v) in n.iter_mut().zip(items) {
        *slot = ops::index_i64(v)?
            .and_then(|i| i32::try_from(i).ok())
            .ok_or_else(|| errors::overflow_error("Python int too large to convert to C int"))?;
    }
    // SAFETY: a plain struct.
    let mut tm: libc::tm = unsafe { std::mem::zeroed() };
    tm.tm_year = n[0].saturating_sub(1900);
    tm.tm_mon = if n[1] == 0 { 0 } else { n[1] - 1 };
    tm.tm_mday = if n[2] == 0 { 1 } else { n[2] };
    tm.tm_hour = n[3];
    tm.tm_min = n[4];
    tm.tm_sec = n[5];
    tm.tm_wday = (n[6].wrapping_add(1)).rem_euclid(7);
    tm.tm_yday = if n[7] == 0 { 0 } else { n[7] - 1 };
    tm.tm_isdst = n[8];
    let checks = [
        (!(0..=11).contains(&tm.tm_mon), "month out of range"),
        (!(1..=31).contains(&tm.tm_mday), "day of month out of range"),
        (!(0..=23).contains(&tm.tm_hour), "hour out of range"),
        (!(0..=59).contains(&tm.tm_min), "minute out of range"),
        (!(0..=61).contains(&tm.tm_sec), "seconds out of range"),
        (!(0..=365).contains(&tm.tm_yday), "day of year out of range"),
    ];
    match checks.iter().find(|c| c.0) {
        Some((_, message)) => Err(errors::value_error(message)),
        None => Ok(tm),
    }
}

const DAYS: [&str; 7] = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];
const MONTHS: [&str; 12] = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
];

fn ascii_time(tm: &libc::tm) -> Value {
    let text = format!(
        "{} {}{:3} {:02}:{:02}:{:02} {}",
        DAYS[tm.tm_wday as usize % 7],
        MONTHS[tm.tm_mon as usize % 12],
        tm.tm_mday,
        tm.tm_hour,
        tm.tm_min,
        tm.tm_sec,
        tm.tm_year + 1900
    );
    new_str(text.as_bytes())
}

fn format_time(format: &Value, tm: &libc::tm) -> R {
    if format.get::<StrObj>().is_none() {
        return Err(errors::type_error(format!(
            "strftime() argument 1 must be str, not {}",
            errors::type_name(format)
        )));
    }
    let mut out: Vec<u8> = vec![];
    // Text with zero bytes is formatted in pieces.
    for (i, piece) in bytes_of(format).split(|b| *b == 0).enumerate() {
        if i > 0 {
            out.push(0);
        }
        if piece.is_empty() {
            continue;
        }
        // A mark at the end tells an empty result from a buffer that is too small.
        let mut pattern = piece.to_vec();
        pattern.extend_from_slice(&[b'|', 0]);
        let mut size = 256.max(piece.len() * 4);
        loop {
            let mut buffer = vec![0u8; size];
            // SAFETY: the buffer has that size and the pattern ends with a zero byte.
            let n = unsafe {
                libc::strftime(
                    buffer.as_mut_ptr().cast(),
                    size,
                    pattern.as_ptr().cast(),
                    tm,
                )
            };
            if n > 0 {
                out.extend_from_slice(&buffer[..n - 1]);
                break;
            }
            if size > 1 << 20 {
                return Err(errors::memory_error());
            }
            size *= 4;
        }
    }
    Ok(new_str(&out))
}
