//! `stat` and its like.

use super::{Path, Takes, check_path, dir_fd, flag_at, int_at, path_arg};
use crate::modules::structs;
use crate::native::{NativeDef, arg, method};
use crate::types::{float, int};
use crate::{R, Value, os_error};

const NAMES: [&str; 10] = [
    "st_mode", "st_ino", "st_dev", "st_nlink", "st_uid", "st_gid", "st_size", "st_atime",
    "st_mtime", "st_ctime",
];

pub fn result_class() -> Value {
    structs::open_class("os.stat_result", &NAMES, 7, 9).value()
}

/// The record of what the system says about a file.
pub fn result(s: &libc::stat) -> R {
    let n = int::from_i64;
    let items = [
        n(s.st_mode as i64),
        int::from_big(s.st_ino.into()),
        int::from_big(s.st_dev.into()),
        n(s.st_nlink as i64),
        n(s.st_uid as i64),
        n(s.st_gid as i64),
        n(s.st_size),
        n(s.st_atime),
        n(s.st_mtime),
        n(s.st_ctime),
    ];
    let visible: Vec<(&str, Value)> = NAMES.iter().copied().zip(items).collect();
    let seconds = |s: i64, nano: i64| float::from_f64(s as f64 + 1e-9 * nano as f64);
    let whole = |s: i64, nano: i64| int::from_big(dashu_int::IBig::from(s) * 1_000_000_000 + nano);
    let hidden = [
        ("st_atime", seconds(s.st_atime, s.st_atime_nsec)),
        ("st_mtime", seconds(s.st_mtime, s.st_mtime_nsec)),
        ("st_ctime", seconds(s.st_ctime, s.st_ctime_nsec)),
        ("st_atime_ns", whole(s.st_atime, s.st_atime_nsec)),
        ("st_mtime_ns", whole(s.st_mtime, s.st_mtime_nsec)),
        ("st_ctime_ns", whole(s.st_ctime, s.st_ctime_nsec)),
        ("st_blksize", n(block_size(s))),
        ("st_blocks", n(s.st_blocks)),
        ("st_rdev", int::from_big(s.st_rdev.into())),
    ];
    structs::new_with_hidden("os.stat_result", &visible, 7, &hidden)
}

/// Asks the system about a path or a descriptor.
pub fn ask(path: &Path, dir: i32, follow: bool) -> R<libc::stat> {
    // SAFETY: plain data.
    let mut s: libc::stat = unsafe { std::mem::zeroed() };
    let flags = if follow { 0 } else { libc::AT_SYMLINK_NOFOLLOW };
    // SAFETY: a string that ends in zero, a valid buffer.
    check_path(path, || unsafe {
        match path.fd {
            Some(fd) => libc::fstat(fd, &mut s),
            None => libc::fstatat(dir, path.text.as_ptr(), &mut s, flags),
        }
    })?;
    Ok(s)
}

pub const FUNCTIONS: &[NativeDef] = &[
    method("stat(path, *, dir_fd=None, follow_symlinks=True)", |a| {
        let p = path_arg(arg(a, 0), "stat", Takes::PathOrFd)?;
        result(&ask(&p, dir_fd(a, 1)?, flag_at(a, 2, true)?)?)
    }),
    method("lstat(path, *, dir_fd=None)", |a| {
        let p = path_arg(arg(a, 0), "lstat", Takes::Path)?;
        result(&ask(&p, dir_fd(a, 1)?, false)?)
    }),
    method("fstat(fd)", |a| {
        let fd = int_at(a, 0)?;
        // SAFETY: a valid buffer.
        unsafe {
            let mut s: libc::stat = std::mem::zeroed();
            if libc::fstat(fd, &mut s) != 0 {
                return Err(os_error::raise_last());
            }
            result(&s)
        }
    }),
    method("statvfs(path)", |a| {
        let p = path_arg(arg(a, 0), "statvfs", Takes::PathOrFd)?;
        // SAFETY: plain data.
        let mut s: libc::statvfs = unsafe { std::mem::zeroed() };
        // SAFETY: a string that ends in zero, a valid buffer.
        check_path(&p, || unsafe {
            match p.fd {
                Some(fd) => libc::fstatvfs(fd, &mut s),
                None => libc::statvfs(p.text.as_ptr(), &mut s),
            }
        })?;
        let n = |i: u64| int::from_big(i.into());
        structs::new_with_hidden(
            "os.statvfs_result",
            &[
                ("f_bsize", n(s.f_bsize)),
                ("f_frsize", n(s.f_frsize)),
                ("f_blocks", n(s.f_blocks)),
                ("f_bfree", n(s.f_bfree)),
                ("f_bavail", n(s.f_bavail)),
                ("f_files", n(s.f_files)),
                ("f_ffree", n(s.f_ffree)),
                ("f_favail", n(s.f_favail)),
                ("f_flag", n(s.f_flag)),
                ("f_namemax", n(s.f_namemax)),
            ],
            10,
            &[("f_fsid", n(s.f_fsid))],
        )
    }),
];

/// The field is an `i32` on some targets.
#[allow(clippy::unnecessary_cast)]
fn block_size(s: &libc::stat) -> i64 {
    s.st_blksize as i64
}
