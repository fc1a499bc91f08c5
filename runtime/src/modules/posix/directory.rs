//! `listdir` and `scandir`.

use super::{Path, Takes, flag_at, name_value, path_arg, stat};
use crate::class::ClassObj;
use crate::modules::heap;
use crate::native::{NativeDef, arg, method, opt};
use crate::types::int;
use crate::types::list::{self, ListObj};
use crate::types::str::{self, new_str};
use crate::{ClassId, Opt, R, Value, errors, ops, os_error};

/// An entry: name, kind (`DT_…`), inode.
type Entry = (Vec<u8>, u8, u64);

fn read(path: &Path) -> R<Vec<Entry>> {
    let fail = || match path.shown.is_none() {
        true => Err(os_error::raise_last()),
        false => Err(os_error::raise_for(os_error::last(), &path.shown)),
    };
    let mut out = vec![];
    // SAFETY: the stream is open until closedir; entries are read before the next call.
    unsafe {
        let dir = match path.fd {
            None => libc::opendir(path.text.as_ptr()),
            Some(fd) => {
                let own = libc::fcntl(fd, libc::F_DUPFD_CLOEXEC, 0);
                if own < 0 {
                    return fail();
                }
                let dir = libc::fdopendir(own);
                if dir.is_null() {
                    let e = os_error::last();
                    libc::close(own);
                    return Err(os_error::raise_for(e, &path.shown));
                }
                libc::rewinddir(dir);
                dir
            }
        };
        if dir.is_null() {
            return fail();
        }
        loop {
            let e = libc::readdir(dir);
            if e.is_null() {
                break;
            }
            let name = std::ffi::CStr::from_ptr((*e).d_name.as_ptr()).to_bytes();
            if name != b"." && name != b".." {
                out.push((name.to_vec(), (*e).d_type, (*e).d_ino));
            }
        }
        libc::closedir(dir);
    }
    Ok(out)
}

fn path_of(a: &[Opt], name: &str) -> R<Path> {
    path_arg(opt(a, 0).unwrap_or(&Value::NONE), name, Takes::PathFdOrNone)
}

pub const FUNCTIONS: &[NativeDef] = &[
    method("listdir(path=None)", |a| {
        let p = path_of(a, "listdir")?;
        let names = read(&p)?;
        Ok(list::new_list(
            names.iter().map(|e| name_value(&e.0, p.is_bytes)).collect(),
        ))
    }),
    method("scandir(path=None)", |a| {
        let p = path_of(a, "scandir")?;
        let class = entry_class()?;
        let folder = if p.fd.is_some() {
            b""
        } else {
            p.text.as_bytes()
        };
        let mut entries = vec![];
        for (name, kind, inode) in read(&p)? {
            let mut path = folder.to_vec();
            if !path.is_empty() && path.last() != Some(&b'/') {
                path.push(b'/');
            }
            path.extend_from_slice(&name);
            let dir_fd = p.fd.map_or(Value::NONE, |fd| Value::small(fd as i64));
            entries.push(heap::new(
                class,
                &[
                    ("name", name_value(&name, p.is_bytes)),
                    ("path", name_value(&path, p.is_bytes)),
                    ("_kind", Value::small(kind as i64)),
                    ("_inode", int::from_big(inode.into())),
                    ("_dir_fd", dir_fd),
                ],
            )?);
        }
        // The last is taken first.
        entries.reverse();
        let iterator = heap::class_of("posix.ScandirIterator", ITERATOR)?;
        heap::new(iterator, &[("_entries", list::new_list(entries))])
    }),
];

const ITERATOR: &[NativeDef] = &[
    method("__iter__(self, /)", |a| Ok(arg(a, 0).clone())),
    method("__next__(self, /)", |a| {
        let entries = heap::get(arg(a, 0), crate::name!("_entries"));
        match entries.get::<ListObj>().and_then(ListObj::pop) {
            Some(e) => Ok(e),
            None => Err(errors::stop_iteration(None)),
        }
    }),
    method("close(self, /)", close),
    method("__enter__(self, /)", |a| Ok(arg(a, 0).clone())),
    method("__exit__(self, *args)", close),
];

fn close(a: &[Opt]) -> R {
    heap::set(arg(a, 0), crate::name!("_entries"), list::new_list(vec![]))?;
    Ok(Value::NONE)
}

pub fn entry_class() -> R<&'static ClassObj> {
    heap::class_of("posix.DirEntry", ENTRY)
}

/// The mode of an entry's file; `None` when it is not there any more.
fn mode(entry: &Value, follow: bool) -> R<Option<u32>> {
    match status(entry, follow) {
        Ok(s) => Ok(Some(s.st_mode & libc::S_IFMT)),
        Err(_) if errors::catch(ClassId::FILE_NOT_FOUND_ERROR).is_some() => Ok(None),
        Err(e) => Err(e),
    }
}

fn status(entry: &Value, follow: bool) -> R<libc::stat> {
    let dir = heap::get(entry, crate::name!("_dir_fd"));
    let p = path_arg(
        &heap::get(entry, crate::name!("path")),
        "DirEntry.stat",
        Takes::Path,
    )?;
    stat::ask(
        &p,
        int::as_i64(&dir).map_or(libc::AT_FDCWD, |fd| fd as i32),
        follow,
    )
}

fn is_kind(a: &[Opt], kind: u8, bits: u32) -> R {
    let follow = flag_at(a, 1, true)?;
    let own = int::as_i64(&heap::get(arg(a, 0), crate::name!("_kind"))).unwrap_or(0) as u8;
    if own != libc::DT_UNKNOWN && !(own == libc::DT_LNK && follow) {
        return Ok(Value::bool(own == kind));
    }
    Ok(Value::bool(mode(arg(a, 0), follow)? == Some(bits)))
}

/// The result of `stat`, remembered.
fn remembered(a: &[Opt]) -> R {
    let follow = flag_at(a, 1, true)?;
    let name = if follow {
        crate::name!("_stat")
    } else {
        crate::name!("_lstat")
    };
    let known = heap::get(arg(a, 0), name);
    if !known.is_none() {
        return Ok(known);
    }
    let fresh = stat::result(&status(arg(a, 0), follow)?)?;
    heap::set(arg(a, 0), name, fresh.clone())?;
    Ok(fresh)
}

const ENTRY: &[NativeDef] = &[
    method("is_dir(self, *, follow_symlinks=True)", |a| {
        is_kind(a, libc::DT_DIR, libc::S_IFDIR)
    }),
    method("is_file(self, *, follow_symlinks=True)", |a| {
        is_kind(a, libc::DT_REG, libc::S_IFREG)
    }),
    method("is_symlink(self)", |a| {
        let kind = int::as_i64(&heap::get(arg(a, 0), crate::name!("_kind"))).unwrap_or(0) as u8;
        if kind != libc::DT_UNKNOWN {
            return Ok(Value::bool(kind == libc::DT_LNK));
        }
        Ok(Value::bool(mode(arg(a, 0), false)? == Some(libc::S_IFLNK)))
    }),
    method("is_junction(self)", |_| Ok(Value::FALSE)),
    method("stat(self, *, follow_symlinks=True)", remembered),
    method("inode(self)", |a| {
        Ok(heap::get(arg(a, 0), crate::name!("_inode")))
    }),
    method("__fspath__(self)", |a| {
        Ok(heap::get(arg(a, 0), crate::name!("path")))
    }),
    method("__repr__(self)", |a| {
        let name = ops::repr(&heap::get(arg(a, 0), crate::name!("name")))?;
        Ok(new_str(
            format!("<DirEntry {}>", str::to_string(&name)).as_bytes(),
        ))
    }),
];
