//! `slice`.

use crate::{ClassId, Header, Object, Value, class};

#[repr(C)]
pub struct SliceObj {
    pub header: Header,
    pub start: Value,
    pub stop: Value,
    pub step: Value,
}

// SAFETY: begins with a header.
unsafe impl Object for SliceObj {
    const CLASS: ClassId = ClassId::SLICE;
}

pub fn new_slice(start: Value, stop: Value, step: Value) -> Value {
    class::new_object(
        ClassId::SLICE as u32,
        SliceObj {
            header: Header::new(ClassId::SLICE as u32),
            start,
            stop,
            step,
        },
    )
}

unsafe fn trace(object: *mut Header, visit: &mut dyn FnMut(&Value)) {
    // SAFETY: the class guarantees the layout.
    let s = unsafe { &*(object as *mut SliceObj) };
    [&s.start, &s.stop, &s.step].into_iter().for_each(visit);
}

pub const OPS: class::LayoutOps = class::fixed::<SliceObj>(trace);
