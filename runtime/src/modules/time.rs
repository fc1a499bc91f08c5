//! Module `time`.

mod format;
mod strptime;

use super::{NativeModule, add};
use crate::module::ModuleObj;
use crate::native::{NativeDef, arg, method, new_native, opt};
use crate::types::str::{StrObj, bytes_of, intern, new_str, to_string};
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
        method("clock_getres(clk_id, /)", |a| {
            let clock = clock_id(a)?;
            let mut t = libc::timespec {
                tv_sec: 0,
                tv_nsec: 0,
            };
            // SAFETY: the struct is ours.
            if unsafe { libc::clock_getres(clock, &mut t) } != 0 {
                return Err(crate::os_error::raise_last());
            }
            Ok(float::from_f64(t.tv_sec as f64 + t.tv_nsec as f64 * 1e-9))
        }),
        method("sleep(seconds, /)", sleep),
        method("gmtime(seconds=None, /)", |a| {
            struct_time(&broken_down(a, false)?)
        }),
        method("localtime(seconds=None, /)", |a| {
            struct_time(&broken_down(a, true)?)
        }),
        method("mktime(time_tuple, /)", |a| {
            let mut tm = from_tuple(arg(a, 0), "mktime")?.tm;
            tm.tm_wday = -1;
            // SAFETY: a valid struct.
            let t = unsafe { libc::mktime(&mut tm) };
            if t == -1 && tm.tm_wday == -1 {
                return Err(errors::overflow_error("mktime argument out of range"));
            }
            Ok(float::from_f64(t as f64))
        }),
        method("asctime(time_tuple=None, /)", |a| {
            let tm = match opt(a, 0) {
                Some(t) => checked(t, "asctime")?.tm,
                None => broken_down(a, true)?,
            };
            Ok(ascii_time(&tm))
        }),
        method("ctime(seconds=None, /)", |a| {
            Ok(ascii_time(&broken_down(a, true)?))
        }),
        method("strftime(format, time_tuple=None, /)", |a| {
            let moment = match opt(a, 1) {
                Some(t) => checked(t, "strftime")?,
                None => {
                    let tm = broken_down(&[], true)?;
                    Moment {
                        zone: Some(zone_name(&tm)),
                        tm,
                    }
                }
            };
            format_time(arg(a, 0), &moment)
        }),
        method(
            "strptime(data_string, format='%a %b %d %H:%M:%S %Y', /)",
            parse_time,
        ),
        method("get_clock_info(name, /)", clock_info),
        method("tzset()", |_| {
            // SAFETY: reads the environment.
            unsafe { tzset() };
            Ok(Value::NONE)
        }),
    ],
    init,
    mark: crate::modules::MARK,
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
    let name = |tm: &libc::tm| new_str(zone_name(tm).as_bytes());
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
        ("CLOCK_TAI", libc::CLOCK_TAI),
    ] {
        add(m, name, int::from_i64(i64::from(id)));
    }
    let class = super::structs::open_class("time.struct_time", FIELDS, FIELDS.len(), 2);
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

static NEW: NativeDef = method(
    concat!(crate::kept!("struct_time"), "(cls, iterable, /)"),
    |a| {
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
        let hidden = |at: usize| items.get(at).cloned().unwrap_or(Value::NONE);
        new_struct_time(&items[..9], hidden(9), hidden(10))
    },
);

/// A `struct_time` of nine items and the two attributes that are no items.
fn new_struct_time(items: &[Value], zone: Value, offset: Value) -> R {
    let class = super::structs::open_class("time.struct_time", FIELDS, FIELDS.len(), 2);
    let new = crate::class::builtin(ClassId::TUPLE)
        .dict()
        .get_interned(crate::name!("__new__"))
        .expect("tuple has __new__");
    let items = tuple::new_tuple(items.to_vec());
    let object = crate::call::call(&new, &[&class.value(), &items])?;
    for (name, value) in [("tm_zone", zone), ("tm_gmtoff", offset)] {
        let name = intern(name.as_bytes());
        crate::instance::set_own(&object, object.class(), &name, Some(value))?;
    }
    Ok(object)
}

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
                    "'{}' object cannot be interpreted as an integer or float",
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
        tm.tm_zone = c"GMT".as_ptr();
        Ok(tm)
    }
}

fn struct_time(tm: &libc::tm) -> R {
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
    let zone = new_str(zone_name(tm).as_bytes());
    new_struct_time(&items, zone, int::from_i64(tm.tm_gmtoff))
}

/// The name of the zone in which the C library broke the time down.
fn zone_name(tm: &libc::tm) -> String {
    if tm.tm_zone.is_null() {
        return "UTC".into();
    }
    // SAFETY: a C string that the C library keeps.
    let name = unsafe { std::ffi::CStr::from_ptr(tm.tm_zone) };
    name.to_string_lossy().into_owned()
}

/// Broken-down time as Python gave it.
struct Moment {
    tm: libc::tm,
    /// `tm_zone`, if it is known.
    zone: Option<String>,
}

fn from_tuple(v: &Value, function: &str) -> R<Moment> {
    if !v.is_instance(ClassId::TUPLE) {
        return Err(errors::type_error("Tuple or struct_time argument required"));
    }
    let items = tuple::items(v);
    if items.len() != 9 {
        return Err(errors::type_error(format!(
            "{function}(): illegal time tuple argument"
        )));
    }
    let mut n = [0i32; 9];
    for (slot, v) in n.iter_mut().zip(items) {
        *slot = ops::index_i64(v)?
            .and_then(|i| i32::try_from(i).ok())
            .ok_or_else(|| errors::overflow_error("signed integer is greater than maximum"))?;
    }
    // SAFETY: a plain struct.
    let mut tm: libc::tm = unsafe { std::mem::zeroed() };
    tm.tm_year = n[0]
        .checked_sub(1900)
        .ok_or_else(|| errors::overflow_error("year out of range"))?;
    tm.tm_mon = n[1].wrapping_sub(1);
    tm.tm_mday = n[2];
    tm.tm_hour = n[3];
    tm.tm_min = n[4];
    tm.tm_sec = n[5];
    tm.tm_wday = n[6].wrapping_add(1) % 7;
    tm.tm_yday = n[7].wrapping_sub(1);
    tm.tm_isdst = n[8];
    let mut zone = None;
    let hidden = |name: &str| crate::instance::get_own(v, v.class(), &intern(name.as_bytes()));
    if v.class().full_name() == "time.struct_time" {
        zone = hidden("tm_zone")
            .filter(|it| it.get::<StrObj>().is_some())
            .map(|it| to_string(&it));
        if let Some(offset) = hidden("tm_gmtoff").filter(|it| !it.is_none()) {
            tm.tm_gmtoff = ops::index_i64(&offset)?.unwrap_or(0);
        }
    }
    Ok(Moment { tm, zone })
}

/// With zeros put right, and nothing out of range.
fn checked(v: &Value, function: &str) -> R<Moment> {
    let mut moment = from_tuple(v, function)?;
    let tm = &mut moment.tm;
    if tm.tm_mon == -1 {
        tm.tm_mon = 0;
    }
    if tm.tm_mday == 0 {
        tm.tm_mday = 1;
    }
    if tm.tm_yday == -1 {
        tm.tm_yday = 0;
    }
    tm.tm_isdst = tm.tm_isdst.clamp(-1, 1);
    let checks = [
        (!(0..=11).contains(&tm.tm_mon), "month out of range"),
        (!(1..=31).contains(&tm.tm_mday), "day of month out of range"),
        (!(0..=23).contains(&tm.tm_hour), "hour out of range"),
        (!(0..=59).contains(&tm.tm_min), "minute out of range"),
        (!(0..=61).contains(&tm.tm_sec), "seconds out of range"),
        (tm.tm_wday < 0, "day of week out of range"),
        (!(0..=365).contains(&tm.tm_yday), "day of year out of range"),
    ];
    match checks.iter().find(|c| c.0) {
        Some((_, message)) => Err(errors::value_error(message)),
        None => Ok(moment),
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

fn format_time(format: &Value, moment: &Moment) -> R {
    if format.get::<StrObj>().is_none() {
        return Err(errors::bad_argument(
            "strftime() argument 1 must be str",
            format,
        ));
    }
    let zone = match &moment.zone {
        Some(zone) => zone.clone(),
        None => zone_names()
            .into_iter()
            .nth(usize::from(moment.tm.tm_isdst > 0))
            .filter(|_| moment.tm.tm_isdst >= 0)
            .unwrap_or_default(),
    };
    let text = format::format(bytes_of(format), &moment.tm, zone.as_bytes());
    Ok(new_str(&text))
}

/// `time.tzname`
fn zone_names() -> Vec<String> {
    let names = super::import_native("time").ok().and_then(|module| {
        let module = module.get::<ModuleObj>()?;
        module.get(&intern(b"tzname"))
    });
    match names {
        Some(names) if names.is_instance(ClassId::TUPLE) => {
            tuple::items(&names).iter().map(to_string).collect()
        }
        _ => vec!["UTC".into(), "UTC".into()],
    }
}

fn parse_time(a: &[Opt]) -> R {
    let default = new_str(b"%a %b %d %H:%M:%S %Y");
    let (text, format) = (arg(a, 0), opt(a, 1).unwrap_or(&default));
    for (at, v) in [text, format].into_iter().enumerate() {
        if v.get::<StrObj>().is_none() {
            return Err(errors::type_error(format!(
                "strptime() argument {at} must be str, not {}",
                to_string(&ops::repr(&v.class().value())?)
            )));
        }
    }
    let quote = |text: &str| {
        ops::repr(&new_str(text.as_bytes())).map_or_else(|_| String::new(), |it| to_string(&it))
    };
    let parsed = strptime::parse(&to_string(text), &to_string(format), &zone_names(), quote)
        .map_err(errors::value_error)?;
    let items: Vec<Value> = parsed.items.iter().map(|n| Value::small(*n)).collect();
    new_struct_time(
        &items,
        parsed
            .zone
            .map_or(Value::NONE, |zone| new_str(zone.as_bytes())),
        parsed.offset.map_or(Value::NONE, int::from_i64),
    )
}

fn clock_info(a: &[Opt]) -> R {
    let name = arg(a, 0);
    if name.get::<StrObj>().is_none() {
        return Err(errors::type_error(format!(
            "get_clock_info() argument 1 must be str, not {}",
            errors::type_name(name)
        )));
    }
    let (clock, is_monotonic) = match to_string(name).as_str() {
        "time" => ("CLOCK_REALTIME", false),
        "monotonic" | "perf_counter" => ("CLOCK_MONOTONIC", true),
        "process_time" => ("CLOCK_PROCESS_CPUTIME_ID", true),
        "thread_time" => ("CLOCK_THREAD_CPUTIME_ID", true),
        _ => return Err(errors::value_error("unknown clock")),
    };
    let key = |s: &str| intern(s.as_bytes());
    let adjustable = if is_monotonic {
        Value::FALSE
    } else {
        Value::TRUE
    };
    let monotonic = if is_monotonic {
        Value::TRUE
    } else {
        Value::FALSE
    };
    crate::call::call_keywords(
        &crate::class::builtin(ClassId::SIMPLE_NAMESPACE).value(),
        &[],
        &[
            (
                &key("implementation"),
                &new_str(format!("clock_gettime({clock})").as_bytes()),
            ),
            (&key("monotonic"), &monotonic),
            (&key("adjustable"), &adjustable),
            (&key("resolution"), &float::from_f64(1e-9)),
        ],
    )
}
