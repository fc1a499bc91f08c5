//! Frame objects: they hold no variables; their line moves with the program as long as the frame is there.

use crate::class;
use crate::native::{NativeDef, TypeDef, arg, getter, method};
use crate::types::str::{self, new_str};
use crate::types::{functions, int};
use crate::{ClassId, Header, Object, Opt, R, Value, function};
use taipan_abi::program::Code;

#[repr(C)]
pub struct FrameObj {
    pub header: Header,
    code: &'static Code,
    /// One-based: where the frame stood when it was asked for.
    line: usize,
    /// Where it lies on the stack; zero if it may be gone.
    place: u64,
    back: Opt,
}

// SAFETY: begins with a header.
unsafe impl Object for FrameObj {
    const CLASS: ClassId = ClassId::FRAME;
}

pub fn new_frame(code: &'static Code, line: usize, place: u64, back: Opt) -> Value {
    let id = ClassId::FRAME as u32;
    class::new_object(
        id,
        FrameObj {
            header: Header::new(id),
            code,
            line,
            place,
            back,
        },
    )
}

fn this(args: &[Opt]) -> &FrameObj {
    arg(args, 0)
        .get::<FrameObj>()
        .expect("checked by the binding")
}

unsafe fn trace(object: *mut Header, visit: &mut dyn FnMut(&Value)) {
    // SAFETY: the class guarantees the layout.
    unsafe { &(*(object as *mut FrameObj)).back }
        .iter()
        .for_each(visit);
}

const METHODS: &[NativeDef] = &[
    getter("f_code", |a| Ok(functions::code_object(this(a).code))),
    getter("f_lineno", |a| {
        let frame = this(a);
        let mut line = frame.line;
        crate::start::walk_stack(usize::MAX, |code, place, at| {
            let is_here = place == frame.place && std::ptr::eq(code, frame.code);
            if is_here {
                line = crate::modules::sys::line_at(code, at);
            }
            !is_here
        });
        Ok(int::from_usize(line))
    }),
    getter("f_back", |a| {
        Ok(this(a).back.clone().unwrap_or(Value::NONE))
    }),
    getter("f_globals", |a| {
        // SAFETY: module records are static.
        crate::modules::globals_of(unsafe { &*this(a).code.module })
    }),
    method("clear(self, /)", |_| Ok(Value::NONE)),
    method("__repr__(self, /)", repr),
];

fn repr(a: &[Opt]) -> R {
    let frame = this(a);
    // SAFETY: module records are static.
    let path = function::static_value(unsafe { (*frame.code.module).path });
    let text = format!(
        "<frame at {:#x}, file '{}', line {}, code {}>",
        arg(a, 0).word(),
        str::to_string(&path),
        frame.line,
        function::code_name(frame.code)
    );
    Ok(new_str(text.as_bytes()))
}

pub const TYPE: TypeDef = TypeDef {
    class: ClassId::FRAME,
    ops: class::fixed::<FrameObj>(trace),
    flags: class::NOT_BASE,
    doc: "",
    methods: METHODS,
    mark: crate::native::TYPE_MARK,
};
