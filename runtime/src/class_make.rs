//! Making classes: the built-in ones at start-up, the program's by class statements and `type()`.
//!
//! Whatever makes a class does so by `allocate`, which enters it in the table of classes; a class is never freed.

mod bases;
mod builtin;
mod layout;
mod reassign;
mod statement;

pub use bases::{update_flags, winner};
pub use builtin::{inherit_builtin_ops, init_builtins};
pub use reassign::{set_bases, set_class_of};
pub use statement::{abstract_error, begin, finish, new_class};

use crate::class::{self, ClassObj, by_id};
use crate::{ClassId, Header, Value};
use std::cell::{Cell, UnsafeCell};

struct Parts {
    id: u32,
    meta: u32,
    layout: ClassId,
    name: Value,
    qualname: Value,
    bases: Vec<Value>,
    mro: Vec<u32>,
    dict: Value,
    ops: class::LayoutOps,
    flags: u32,
}

fn allocate(parts: Parts) -> &'static ClassObj {
    // A user metaclass's instances have an overflow word behind the struct.
    let meta_size = if parts.meta == ClassId::TYPE as u32 {
        0
    } else {
        by_id(parts.meta).instance_size.get() as usize
    };
    let size = meta_size.max(size_of::<ClassObj>());
    let block = crate::memory::alloc(size) as *mut ClassObj;
    // SAFETY: fresh memory, large enough; the object is immortal.
    unsafe {
        std::ptr::write_bytes(block as *mut u8, 0, size);
        block.write(ClassObj {
            header: Header::immortal(parts.meta),
            id: parts.id,
            layout: parts.layout,
            ops: Cell::new(parts.ops),
            name: UnsafeCell::new(parts.name),
            qualname: UnsafeCell::new(parts.qualname),
            bases: UnsafeCell::new(parts.bases),
            mro: UnsafeCell::new(parts.mro),
            dict: parts.dict,
            fields: UnsafeCell::new(vec![]),
            overflow_offset: Cell::new(0),
            fields_offset: Cell::new(0),
            doubles: Cell::new(0),
            instance_size: Cell::new(parts.ops.size),
            flags: Cell::new(parts.flags),
            subclasses: UnsafeCell::new(vec![]),
            statement: Cell::new(std::ptr::null()),
            alias_of: Cell::new(0),
            shortest: Cell::new(u32::MAX),
        });
        class::register(parts.id, block);
        &*block
    }
}
