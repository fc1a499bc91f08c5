//! Weak references: a side table from an object's address to the references to it.
//!
//! **Invariant:** a reference is in the table exactly as long as its target is alive; the table owns nothing.

use crate::class::{self, LayoutOps};
use crate::native::{NativeDef, TypeDef, arg, class_arg, getter, method, opt, static_method};
use crate::ops::{self, Cmp};
use crate::threads::Racy;
use crate::types::int;
use crate::types::str::{self, new_str};
use crate::value::FLAG_WEAKLY_REFERENCED;
use crate::{ClassId, Header, Object, Opt, R, Value, attr, call, context, errors};
#[cfg(not(feature = "threads"))]
use std::cell::RefCell;
use std::cell::{Cell, UnsafeCell};
use std::collections::HashMap;

#[repr(C)]
pub struct WeakObj {
    pub header: Header,
    /// The target's address; zero when it is dead.
    target: Racy<usize>,
    callback: UnsafeCell<Opt>,
    /// The target's hash, once asked for.
    hash: Cell<Option<i64>>,
}

// SAFETY: begins with a header.
unsafe impl Object for WeakObj {
    const CLASS: ClassId = ClassId::WEAKREF;
}

type Table = HashMap<usize, Vec<*const WeakObj>>;

#[cfg(not(feature = "threads"))]
fn with_table<T>(f: impl FnOnce(&mut Table) -> T) -> T {
    thread_local! {
        static TABLE: RefCell<Table> = RefCell::new(HashMap::new());
    }
    TABLE.with_borrow_mut(f)
}
#[cfg(feature = "threads")]
fn with_table<T>(f: impl FnOnce(&mut Table) -> T) -> T {
    struct Shared(Table);
    // SAFETY: the addresses are followed under the lock only.
    unsafe impl Send for Shared {}
    static TABLE: std::sync::Mutex<Option<Shared>> = std::sync::Mutex::new(None);
    let mut table = TABLE.lock().unwrap_or_else(|e| e.into_inner());
    f(&mut table.get_or_insert_with(|| Shared(HashMap::new())).0)
}

/// A reference of one's own to an object that the table names, unless it is dying. Under the table's lock.
fn upgrade(object: usize) -> Opt {
    // SAFETY: what the table names is allocated, and counts as alive unless `try_retain` says otherwise.
    unsafe {
        (*(object as *const Header))
            .try_retain()
            .then(|| Value::from_word(object as u64))
    }
}

impl Drop for WeakObj {
    fn drop(&mut self) {
        let target = self.target.get();
        if target == 0 {
            return;
        }
        let me = self as *const WeakObj;
        with_table(|t| {
            if let Some(list) = t.get_mut(&target) {
                list.retain(|w| *w != me);
                if list.is_empty() {
                    t.remove(&target);
                    // SAFETY: the target is alive as long as its address is here.
                    unsafe { (*(target as *const Header)).clear(FLAG_WEAKLY_REFERENCED) };
                }
            }
        });
    }
}

unsafe fn trace(object: *mut Header, visit: &mut dyn FnMut(&Value)) {
    // SAFETY: the class guarantees the layout.
    if let Some(v) = unsafe { &*(*(object as *mut WeakObj)).callback.get() } {
        visit(v);
    }
}
const OPS: LayoutOps = class::fixed::<WeakObj>(trace);

impl WeakObj {
    /// The target, unless it is dead or dying.
    pub fn target(&self) -> Opt {
        let find = || match self.target.get() {
            0 => None,
            at => upgrade(at),
        };
        if cfg!(feature = "threads") {
            with_table(|_| find())
        } else {
            find()
        }
    }
}

/// Clears the weak references to a dying object and runs their callbacks.
pub fn object_dies(object: *mut Header) {
    let mut callbacks = vec![];
    with_table(|t| {
        // The newest reference's callback comes first.
        for weak in t.remove(&(object as usize)).into_iter().flatten().rev() {
            // SAFETY: a reference leaves the table before it dies.
            let w = unsafe { &*weak };
            w.target.set(0);
            // SAFETY: short accesses; a reference that is dying itself calls nobody.
            if unsafe { (*w.callback.get()).is_some() }
                && let Some(value) = upgrade(weak as usize)
                && let Some(f) = unsafe { (*w.callback.get()).take() }
            {
                callbacks.push((f, value));
            }
        }
    });
    if callbacks.is_empty() {
        return;
    }
    let ctx = context::current();
    let pending = ctx.take_exception();
    for (f, weak) in callbacks {
        if call::call(&f, &[&weak]).is_err() {
            let exc = context::take_exception();
            crate::traceback::unraisable(&exc, "while calling weakref callback", &f);
        }
    }
    if let Some(p) = pending {
        ctx.set_exception(p);
    }
}

/// `__weakref__`: the first of the references to an object.
pub fn first_ref(target: &Value) -> Opt {
    refs_to(target).into_iter().next()
}

/// Whether weak references to objects of a class are possible, as in CPython.
fn is_referable(v: &Value) -> bool {
    if !v.is_pointer() {
        return false;
    }
    let c = v.class();
    if c.has(class::HEAP) {
        return class::lookup(c, crate::name!("__weakref__")).is_some()
            || c.layout != ClassId::OBJECT && is_referable_layout(c.layout)
            || c.overflow_offset.get() != 0
                && !matches!(
                    c.layout,
                    ClassId::TUPLE | ClassId::STR | ClassId::BYTES | ClassId::INT
                );
    }
    is_referable_layout(c.layout)
}
fn is_referable_layout(layout: ClassId) -> bool {
    use ClassId as C;
    matches!(
        layout,
        C::TYPE
            | C::SET
            | C::FROZENSET
            | C::FUNCTION
            | C::NATIVE_FUNCTION
            | C::BOUND_METHOD
            | C::GENERATOR
            | C::COROUTINE
            | C::MODULE
            | C::CODE
            | C::PATTERN
            | C::RAW_FILE
            | C::BUFFERED_READER
            | C::BUFFERED_WRITER
            | C::BUFFERED_RANDOM
            | C::TEXT_FILE
            | C::STRING_IO
            | C::BYTES_IO
            | C::UNION_TYPE
            | C::GENERIC_ALIAS
            | C::DEQUE
    ) || (C::COUNT as u32..=C::CALL_PARTIAL as u32).contains(&(layout as u32))
        && layout != C::GROUPER
}

/// `weakref.ref(target, callback)`; without a callback there is one reference for each target.
pub fn new_ref(class: u32, target: &Value, callback: Option<&Value>) -> R {
    if !is_referable(target) {
        return Err(errors::type_error(format!(
            "cannot create weak reference to '{}' object",
            errors::type_name(target)
        )));
    }
    let at = target.word() as usize;
    let callback = callback.filter(|c| !c.is_none()).cloned();
    let exact = class == ClassId::WEAKREF as u32;
    if exact && callback.is_none() {
        let known = with_table(|t| {
            t.get(&at)?.iter().copied().find_map(|w| {
                // SAFETY: references in the table are allocated.
                let weak = unsafe { &*w };
                // SAFETY: a read.
                (weak.header.class.get() == class && unsafe { (*weak.callback.get()).is_none() })
                    .then(|| upgrade(w as usize))?
            })
        });
        if let Some(w) = known {
            return Ok(w);
        }
    }
    let payload = WeakObj {
        header: Header::new(class),
        target: Racy::new(at),
        callback: UnsafeCell::new(callback),
        hash: Cell::new(None),
    };
    let value = class::new_object(class, payload);
    with_table(|t| {
        t.entry(at)
            .or_default()
            .push(value.word() as *const WeakObj);
        target
            .header()
            .expect("an object")
            .set(FLAG_WEAKLY_REFERENCED);
    });
    // Other threads can find the reference in the table.
    #[cfg(feature = "threads")]
    value
        .header()
        .expect("an object")
        .set(FLAG_WEAKLY_REFERENCED);
    Ok(value)
}

/// The references to an object, oldest first.
pub fn refs_to(v: &Value) -> Vec<Value> {
    with_table(|t| {
        let all = t.get(&(v.word() as usize)).into_iter().flatten();
        all.filter_map(|w| upgrade(*w as usize)).collect()
    })
}

fn this(args: &[Opt]) -> &WeakObj {
    arg(args, 0)
        .get::<WeakObj>()
        .expect("checked by the binding")
}

fn compare(args: &[Opt], op: Cmp) -> R {
    let (a, Some(b)) = (this(args), arg(args, 1).get::<WeakObj>()) else {
        return Ok(Value::NOT_IMPLEMENTED);
    };
    match (a.target(), b.target()) {
        (Some(x), Some(y)) => ops::compare(op, &x, &y),
        _ => Ok(Value::bool(
            arg(args, 0).is(arg(args, 1)) == (op == Cmp::Eq),
        )),
    }
}

fn repr(args: &[Opt]) -> R {
    let at = arg(args, 0).word();
    let text = match this(args).target() {
        None => format!("<weakref at {at:#x}; dead>"),
        Some(t) => {
            let what = format!(
                "<weakref at {at:#x}; to '{}' at {:#x}",
                t.class().full_name(),
                t.word()
            );
            match attr::get_optional(&t, crate::name!("__name__"))? {
                Some(n) if n.get::<str::StrObj>().is_some() => {
                    format!("{what} ({})>", str::to_string(&n))
                }
                _ => format!("{what}>"),
            }
        }
    };
    Ok(new_str(text.as_bytes()))
}

const METHODS: &[NativeDef] = &[
    static_method(
        "__new__(cls, object, callback=None, /, *args, **kwargs)",
        |a| {
            let c = class_arg(a, ClassId::WEAKREF)?;
            new_ref(c.id, arg(a, 1), opt(a, 2))
        },
    ),
    method("__init__(self, object, callback=None, /)", |_| {
        Ok(Value::NONE)
    }),
    method("__call__(self, /)", |a| {
        Ok(this(a).target().unwrap_or(Value::NONE))
    }),
    getter("__callback__", |a| {
        // SAFETY: a read.
        Ok(unsafe { (*this(a).callback.get()).clone() }.unwrap_or(Value::NONE))
    }),
    method("__eq__(self, value, /)", |a| compare(a, Cmp::Eq)),
    method("__ne__(self, value, /)", |a| compare(a, Cmp::Ne)),
    method("__hash__(self, /)", |a| {
        let w = this(a);
        if let Some(h) = w.hash.get() {
            return Ok(int::from_i64(h));
        }
        let Some(t) = w.target() else {
            return Err(errors::type_error("weak object has gone away"));
        };
        let h = ops::hash(&t)?;
        w.hash.set(Some(h));
        Ok(int::from_i64(h))
    }),
    method("__repr__(self, /)", repr),
    crate::types::type_::CLASS_GETITEM,
];

pub const TYPE: TypeDef = TypeDef {
    class: ClassId::WEAKREF,
    ops: OPS,
    flags: 0,
    doc: "",
    methods: METHODS,
    mark: crate::native::TYPE_MARK,
};
