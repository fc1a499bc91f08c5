//! Processes, users, limits.

use super::{Takes, check, check_path, int_at, int_or, path_arg, strings};
use crate::module::ModuleObj;
use crate::modules::{add, structs};
use crate::native::{NativeDef, arg, method};
use crate::types::str::new_str;
use crate::types::tuple::new_tuple;
use crate::types::{float, int, list};
use crate::{Opt, R, Value, context, errors, os_error};
use std::ffi::CString;

fn small(i: impl Into<i64>) -> R {
    Ok(int::from_i64(i.into()))
}

pub fn terminal_size(columns: i64, lines: i64) -> Value {
    structs::new_struct(
        "os.terminal_size",
        &[
            ("columns", Value::small(columns)),
            ("lines", Value::small(lines)),
        ],
    )
}

pub fn add_classes(m: &ModuleObj) {
    let named =
        |title: &str, fields: &[&str]| structs::class_of(title, fields, fields.len()).value();
    add(
        m,
        "terminal_size",
        named("os.terminal_size", &["columns", "lines"]),
    );
    add(m, "uname_result", named("posix.uname_result", &UNAME));
    add(m, "times_result", named("posix.times_result", &TIMES));
}

const UNAME: [&str; 5] = ["sysname", "nodename", "release", "version", "machine"];
const TIMES: [&str; 5] = [
    "user",
    "system",
    "children_user",
    "children_system",
    "elapsed",
];

/// `execv(path, args)`, `execve(path, args, env)`.
fn exec(a: &[Opt], name: &str, environment: Option<Vec<CString>>) -> R {
    let p = path_arg(
        arg(a, 0),
        name,
        if environment.is_some() {
            Takes::PathOrFd
        } else {
            Takes::Path
        },
    )?;
    let args = strings(arg(a, 1), &format!("{name}() arg 2"))?;
    match args.first() {
        None => {
            return Err(errors::value_error(format!(
                "{name}() arg 2 must not be empty"
            )));
        }
        Some(f) if f.as_bytes().is_empty() => {
            return Err(errors::value_error(format!(
                "{name}() arg 2 first element cannot be empty"
            )));
        }
        _ => {}
    }
    let ends = |all: &[CString]| -> Vec<*const libc::c_char> {
        all.iter()
            .map(|s| s.as_ptr())
            .chain([std::ptr::null()])
            .collect()
    };
    let argv = ends(&args);
    let Some(environment) = &environment else {
        // SAFETY: arrays of strings that end in null.
        unsafe { libc::execv(p.text.as_ptr(), argv.as_ptr()) };
        // This one alone does not name the file.
        return Err(os_error::raise_last());
    };
    // SAFETY: as above.
    check_path(&p, || unsafe {
        match p.fd {
            None => libc::execve(p.text.as_ptr(), argv.as_ptr(), ends(environment).as_ptr()),
            Some(fd) => libc::fexecve(fd, argv.as_ptr(), ends(environment).as_ptr()),
        }
    })?;
    Ok(Value::NONE)
}

/// An environment mapping as `name=value` strings.
fn environment(value: &Value) -> R<Vec<CString>> {
    let keys = crate::call::call_method(value, crate::name!("keys"), &[])?;
    let mut out = vec![];
    for key in crate::iter::collect(&keys)? {
        let item = crate::ops::get_item(value, &key)?;
        let mut text = crate::modules::io::raw::path_bytes(&key)?;
        text.push(b'=');
        text.extend(crate::modules::io::raw::path_bytes(&item)?);
        out.push(CString::new(text).map_err(|_| errors::value_error("embedded null byte"))?);
    }
    Ok(out)
}

fn wait(pid: i32, options: i32) -> R {
    let mut status = 0;
    // SAFETY: a valid buffer.
    let pid = check(|| unsafe { libc::waitpid(pid, &mut status, options) })?;
    Ok(new_tuple(vec![
        Value::small(pid as i64),
        Value::small(status as i64),
    ]))
}

fn seconds(ticks: i64) -> Value {
    // SAFETY: a query.
    float::from_f64(ticks as f64 / unsafe { libc::sysconf(libc::_SC_CLK_TCK) } as f64)
}

fn text_of(field: &[libc::c_char]) -> Value {
    let bytes: Vec<u8> = field
        .iter()
        .take_while(|c| **c != 0)
        .map(|c| *c as u8)
        .collect();
    crate::modules::os_text(&bytes)
}

fn set_of_cpus() -> R<Vec<Value>> {
    // SAFETY: plain data that the call fills.
    unsafe {
        let mut set: libc::cpu_set_t = std::mem::zeroed();
        if libc::sched_getaffinity(0, size_of::<libc::cpu_set_t>(), &mut set) != 0 {
            return Err(os_error::raise_last());
        }
        let all = 0..libc::CPU_SETSIZE as usize;
        Ok(all
            .filter(|i| libc::CPU_ISSET(*i, &set))
            .map(|i| Value::small(i as i64))
            .collect())
    }
}

pub const FUNCTIONS: &[NativeDef] = &[
    method("_exit(status)", |a| {
        let status = int_at(a, 0)?;
        // SAFETY: ends the process.
        unsafe { libc::_exit(status) }
    }),
    method("abort()", |_| {
        // SAFETY: the program asks for it: death by SIGABRT.
        unsafe {
            libc::signal(libc::SIGABRT, libc::SIG_DFL);
            libc::raise(libc::SIGABRT);
            libc::_exit(134)
        }
    }),
    // SAFETY (all below): queries and system calls on plain values.
    method("getpid()", |_| small(unsafe { libc::getpid() })),
    method("getppid()", |_| small(unsafe { libc::getppid() })),
    method("getuid()", |_| small(unsafe { libc::getuid() })),
    method("geteuid()", |_| small(unsafe { libc::geteuid() })),
    method("getgid()", |_| small(unsafe { libc::getgid() })),
    method("getegid()", |_| small(unsafe { libc::getegid() })),
    method("getpgrp()", |_| small(unsafe { libc::getpgrp() })),
    method("getpgid(pid)", |a| {
        let pid = int_at(a, 0)?;
        small(check(|| unsafe { libc::getpgid(pid) })?)
    }),
    method("getsid(pid, /)", |a| {
        let pid = int_at(a, 0)?;
        small(check(|| unsafe { libc::getsid(pid) })?)
    }),
    method("setsid()", |_| {
        check(|| unsafe { libc::setsid() })?;
        Ok(Value::NONE)
    }),
    method("setpgid(pid, pgrp, /)", |a| {
        let (pid, group) = (int_at(a, 0)?, int_at(a, 1)?);
        check(|| unsafe { libc::setpgid(pid, group) })?;
        Ok(Value::NONE)
    }),
    method("setuid(uid, /)", |a| {
        let id = int_at(a, 0)?;
        check(|| unsafe { libc::setuid(id as u32) })?;
        Ok(Value::NONE)
    }),
    method("setgid(gid, /)", |a| {
        let id = int_at(a, 0)?;
        check(|| unsafe { libc::setgid(id as u32) })?;
        Ok(Value::NONE)
    }),
    method("getgroups()", |_| {
        let mut groups = vec![0; 65536];
        let n = check(|| unsafe { libc::getgroups(groups.len() as i32, groups.as_mut_ptr()) })?;
        Ok(list::new_list(
            groups[..n as usize]
                .iter()
                .map(|g| Value::small(*g as i64))
                .collect(),
        ))
    }),
    method("getlogin()", |_| match std::env::var("LOGNAME") {
        Ok(name) => Ok(new_str(name.as_bytes())),
        Err(_) => Err(os_error::raise(libc::ENXIO)),
    }),
    method("umask(mask, /)", |a| {
        let mask = int_at(a, 0)?;
        small(unsafe { libc::umask(mask as libc::mode_t) } as i32)
    }),
    method("nice(increment, /)", |a| {
        let n = int_at(a, 0)?;
        let before = unsafe { libc::getpriority(libc::PRIO_PROCESS, 0) };
        check(|| unsafe { libc::setpriority(libc::PRIO_PROCESS, 0, (before + n).clamp(-20, 19)) })?;
        small(unsafe { libc::getpriority(libc::PRIO_PROCESS, 0) })
    }),
    method("kill(pid, signal, /)", |a| {
        let (pid, signal) = (int_at(a, 0)?, int_at(a, 1)?);
        check(|| unsafe { libc::kill(pid, signal) })?;
        crate::modules::check_signals()?;
        Ok(Value::NONE)
    }),
    method("killpg(pgid, signal, /)", |a| {
        let (pid, signal) = (int_at(a, 0)?, int_at(a, 1)?);
        check(|| unsafe { libc::killpg(pid, signal) })?;
        crate::modules::check_signals()?;
        Ok(Value::NONE)
    }),
    method("fork()", |_| small(check(|| unsafe { libc::fork() })?)),
    method("waitpid(pid, options, /)", |a| {
        wait(int_at(a, 0)?, int_at(a, 1)?)
    }),
    method("wait()", |_| wait(-1, 0)),
    method("execv(path, argv, /)", |a| exec(a, "execv", None)),
    method("execve(path, argv, env)", |a| {
        let env = environment(arg(a, 2))?;
        exec(a, "execve", Some(env))
    }),
    method("system(command)", |a| {
        let command = crate::modules::io::raw::path_bytes(arg(a, 0))?;
        let command =
            CString::new(command).map_err(|_| errors::value_error("embedded null byte"))?;
        let status = unsafe { libc::system(command.as_ptr()) };
        if context::current().has_exception() {
            return Err(crate::Raised);
        }
        small(status)
    }),
    method("WIFEXITED(status)", |a| {
        Ok(Value::bool(libc::WIFEXITED(int_at(a, 0)?)))
    }),
    method("WEXITSTATUS(status)", |a| {
        small(libc::WEXITSTATUS(int_at(a, 0)?))
    }),
    method("WIFSIGNALED(status)", |a| {
        Ok(Value::bool(libc::WIFSIGNALED(int_at(a, 0)?)))
    }),
    method("WTERMSIG(status)", |a| small(libc::WTERMSIG(int_at(a, 0)?))),
    method("WIFSTOPPED(status)", |a| {
        Ok(Value::bool(libc::WIFSTOPPED(int_at(a, 0)?)))
    }),
    method("WSTOPSIG(status)", |a| small(libc::WSTOPSIG(int_at(a, 0)?))),
    method("WIFCONTINUED(status)", |a| {
        Ok(Value::bool(libc::WIFCONTINUED(int_at(a, 0)?)))
    }),
    method("WCOREDUMP(status, /)", |a| {
        Ok(Value::bool(libc::WCOREDUMP(int_at(a, 0)?)))
    }),
    method("waitstatus_to_exitcode(status)", |a| {
        let s = int_at(a, 0)?;
        if libc::WIFEXITED(s) {
            return small(libc::WEXITSTATUS(s));
        }
        if libc::WIFSIGNALED(s) {
            return small(-libc::WTERMSIG(s));
        }
        Err(errors::value_error(format!("invalid wait status: {s}")))
    }),
    method("uname()", |_| {
        let mut u: libc::utsname = unsafe { std::mem::zeroed() };
        check(|| unsafe { libc::uname(&mut u) })?;
        let items = [
            text_of(&u.sysname),
            text_of(&u.nodename),
            text_of(&u.release),
            text_of(&u.version),
            text_of(&u.machine),
        ];
        let fields: Vec<(&str, Value)> = UNAME.iter().copied().zip(items).collect();
        Ok(structs::new_struct("posix.uname_result", &fields))
    }),
    method("times()", |_| {
        let mut t: libc::tms = unsafe { std::mem::zeroed() };
        let elapsed = unsafe { libc::times(&mut t) };
        let items = [
            seconds(t.tms_utime),
            seconds(t.tms_stime),
            seconds(t.tms_cutime),
            seconds(t.tms_cstime),
            seconds(elapsed),
        ];
        let fields: Vec<(&str, Value)> = TIMES.iter().copied().zip(items).collect();
        Ok(structs::new_struct("posix.times_result", &fields))
    }),
    method("cpu_count()", |_| {
        small(unsafe { libc::sysconf(libc::_SC_NPROCESSORS_ONLN) } as i32)
    }),
    method("sched_getaffinity(pid, /)", |_| {
        crate::types::set::from_items(set_of_cpus()?)
    }),
    method("sched_yield()", |_| {
        unsafe { libc::sched_yield() };
        Ok(Value::NONE)
    }),
    method("getloadavg()", |_| {
        let mut loads = [0f64; 3];
        if unsafe { libc::getloadavg(loads.as_mut_ptr(), 3) } != 3 {
            return Err(errors::raise(
                crate::ClassId::OS_ERROR,
                "Load averages are unobtainable",
            ));
        }
        Ok(new_tuple(
            loads.iter().map(|l| float::from_f64(*l)).collect(),
        ))
    }),
    method("sysconf(name, /)", |a| {
        let name = arg(a, 0);
        let number = match int::as_i64(name) {
            Some(n) => n as i32,
            None => match crate::types::str::to_string(name).as_str() {
                "SC_PAGE_SIZE" | "SC_PAGESIZE" => libc::_SC_PAGESIZE,
                "SC_NPROCESSORS_ONLN" => libc::_SC_NPROCESSORS_ONLN,
                "SC_NPROCESSORS_CONF" => libc::_SC_NPROCESSORS_CONF,
                "SC_PHYS_PAGES" => libc::_SC_PHYS_PAGES,
                "SC_AVPHYS_PAGES" => libc::_SC_AVPHYS_PAGES,
                "SC_CLK_TCK" => libc::_SC_CLK_TCK,
                "SC_OPEN_MAX" => libc::_SC_OPEN_MAX,
                "SC_ARG_MAX" => libc::_SC_ARG_MAX,
                _ => return Err(errors::value_error("unrecognized configuration name")),
            },
        };
        Ok(int::from_i64(unsafe { libc::sysconf(number) }))
    }),
    method("ttyname(fd, /)", |a| {
        let fd = int_or(a, 0, 0)?;
        let p = unsafe { libc::ttyname(fd) };
        if p.is_null() {
            return Err(os_error::raise_last());
        }
        Ok(crate::modules::os_text(
            unsafe { std::ffi::CStr::from_ptr(p) }.to_bytes(),
        ))
    }),
];
