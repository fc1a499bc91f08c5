//! Making classes: the built-in ones at start-up, the program's by class statements and `type()`.

use crate::class::{self, ClassObj, by_id};
use crate::instance::{NUMBERED, behind_overflow};
use crate::types::dict::DictObj;
use crate::types::str::{self, StrObj, intern, new_str};
use crate::types::tuple;
use crate::{ClassId, Header, Opt, R, Value, attr, call, errors};
use std::cell::{Cell, UnsafeCell};
use taipan_abi::class_ids::CLASSES;
use taipan_abi::program::ClassLayout;

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
            instance_size: Cell::new(parts.ops.size),
            flags: Cell::new(parts.flags),
            subclasses: UnsafeCell::new(vec![]),
            statement: Cell::new(std::ptr::null()),
            alias_of: Cell::new(0),
        });
        class::register(parts.id, block);
        &*block
    }
}

/// Makes every class of `taipan_abi::class_ids`. Their methods follow with `native::install`.
pub fn init_builtins() {
    for (id, _, base) in CLASSES {
        // Dicts and strs are made before their classes: `new_object` needs the table only for subclasses.
        let mro = if *id == ClassId::OBJECT {
            vec![*id as u32]
        } else {
            mro_of_chain(*id, *base)
        };
        let layout = if *id as u32 > ClassId::BASE_EXCEPTION as u32 {
            ClassId::BASE_EXCEPTION
        } else {
            *id
        };
        let layout = match *id {
            // Abstract: whoever inherits from them is a plain object.
            ClassId::IO_BASE
            | ClassId::RAW_IO_BASE
            | ClassId::BUFFERED_IO_BASE
            | ClassId::TEXT_IO_BASE => ClassId::OBJECT,
            _ => layout,
        };
        allocate(Parts {
            id: *id as u32,
            meta: ClassId::TYPE as u32,
            layout,
            name: Value::NONE,
            qualname: Value::NONE,
            bases: vec![],
            mro,
            dict: DictObj::new(),
            ops: crate::instance::OPS,
            flags: class::BASE,
        });
    }
    for (id, name, base) in CLASSES {
        let c = class::builtin(*id);
        // SAFETY: nothing else runs yet.
        unsafe {
            *c.name.get() = new_str(name.as_bytes());
            *c.qualname.get() = new_str(name.as_bytes());
            if *id != ClassId::OBJECT {
                (*c.bases.get()).push(class::builtin(*base).value());
                (*class::builtin(*base).subclasses.get()).push(*id as u32);
            }
        }
        c.dict()
            .set_interned(crate::name!("__module__"), new_str(b"builtins"));
    }
    // The one built-in class with two bases.
    let group = class::builtin(ClassId::EXCEPTION_GROUP);
    // SAFETY: nothing else runs yet.
    unsafe {
        let chain = [
            ClassId::EXCEPTION_GROUP,
            ClassId::BASE_EXCEPTION_GROUP,
            ClassId::EXCEPTION,
            ClassId::BASE_EXCEPTION,
            ClassId::OBJECT,
        ];
        *group.mro.get() = chain.iter().map(|c| *c as u32).collect();
        let exception = class::builtin(ClassId::EXCEPTION);
        (*group.bases.get()).push(exception.value());
        (*exception.subclasses.get()).push(group.id);
    }
    class::builtin(ClassId::TYPE)
        .flags
        .set(class::BASE | class::METACLASS);
    for id in [
        ClassId::BOOL,
        ClassId::NONE_TYPE,
        ClassId::FUNCTION,
        ClassId::RANGE,
        ClassId::SLICE,
        ClassId::GENERATOR,
    ] {
        let c = class::builtin(id);
        c.flags.set(c.flags.get() & !class::BASE);
    }
    for id in [ClassId::LIST, ClassId::TUPLE, ClassId::RANGE] {
        let c = class::builtin(id);
        c.flags.set(c.flags.get() | class::PATTERN_SEQUENCE);
    }
    for id in [ClassId::DICT, ClassId::MAPPINGPROXY] {
        let c = class::builtin(id);
        c.flags.set(c.flags.get() | class::PATTERN_MAPPING);
    }
}

fn mro_of_chain(id: ClassId, base: ClassId) -> Vec<u32> {
    let mut mro = vec![id as u32];
    mro.extend_from_slice(class::builtin(base).mro());
    mro
}

/// After the built-in types have their `ops`: exceptions share BaseException's, other subclasses their base's.
pub fn inherit_builtin_ops() {
    for (id, _, base) in CLASSES {
        if *id as u32 > ClassId::BASE_EXCEPTION as u32 {
            let (c, b) = (class::builtin(*id), class::builtin(*base));
            c.ops.set(b.ops.get());
            c.instance_size.set(b.instance_size.get());
            // Exceptions take attributes: an overflow word behind the struct.
        }
    }
    let base = class::builtin(ClassId::BASE_EXCEPTION);
    let offset = base.ops.get().size.next_multiple_of(8);
    for (id, _, _) in CLASSES {
        if *id as u32 >= ClassId::BASE_EXCEPTION as u32 {
            let c = class::builtin(*id);
            c.overflow_offset.set(offset);
            c.fields_offset.set(offset + 8);
            c.instance_size.set(offset + 8);
            c.flags.set(c.flags.get() | class::BASE);
        }
    }
}

/// C3 linearisation of the bases' MROs.
fn linearise(id: u32, bases: &[&'static ClassObj]) -> Option<Vec<u32>> {
    let mut lists: Vec<Vec<u32>> = bases.iter().map(|b| b.mro().to_vec()).collect();
    lists.push(bases.iter().map(|b| b.id).collect());
    let mut out = vec![id];
    loop {
        lists.retain(|l| !l.is_empty());
        if lists.is_empty() {
            return Some(out);
        }
        let head = lists
            .iter()
            .map(|l| l[0])
            .find(|h| lists.iter().all(|l| !l[1..].contains(h)))?;
        out.push(head);
        for l in &mut lists {
            if l[0] == head {
                l.remove(0);
            }
        }
    }
}

/// The metaclass that wins among a given one and the bases'.
fn winner(meta: &'static ClassObj, bases: &[Value]) -> R<&'static ClassObj> {
    let mut best = meta;
    for b in bases {
        let m = b.class();
        if best.is_subclass_of(m.id) {
            continue;
        }
        if m.is_subclass_of(best.id) {
            best = m;
            continue;
        }
        return Err(errors::type_error(
            "metaclass conflict: the metaclass of a derived class must be a (non-strict) subclass of the metaclasses of all its bases",
        ));
    }
    Ok(best)
}

/// First half of a class statement: `(name, metaclass, namespace, bases, keywords or None, original bases or None)`.
pub fn begin(name: &Value, bases: &Value, keywords: Option<&Value>) -> R {
    let mut resolved = vec![];
    let mut changed = false;
    for b in tuple::items(bases) {
        if class::as_class(b).is_none()
            && let Some(f) = attr::get_optional(b, crate::name!("__mro_entries__"))?
        {
            let entries = call::call(&f, &[bases])?;
            if !entries.is_instance(ClassId::TUPLE) {
                return Err(errors::type_error("__mro_entries__ must return a tuple"));
            }
            resolved.extend_from_slice(tuple::items(&entries));
            changed = true;
        } else {
            resolved.push(b.clone());
        }
    }
    let keywords = match keywords {
        Some(k) => k.get::<DictObj>().expect("a dict").copy(),
        None => DictObj::new(),
    };
    let kw = keywords.get::<DictObj>().expect("a dict");
    let meta = match kw.remove_interned(crate::name!("metaclass")) {
        Some(m) => m,
        None => match resolved.first() {
            Some(b) => b.class().value(),
            None => class::builtin(ClassId::TYPE).value(),
        },
    };
    let meta = match class::as_class(&meta) {
        Some(m) => winner(m, &resolved)?.value(),
        None => meta,
    };
    let new_bases = tuple::new_tuple(resolved);
    let namespace = match attr::get_optional(&meta, crate::name!("__prepare__"))? {
        Some(prepare) => {
            let pairs = kw.to_vec();
            let pairs: Vec<(&Value, &Value)> = pairs.iter().map(|(k, v)| (k, v)).collect();
            call::call_keywords(&prepare, &[name, &new_bases], &pairs)?
        }
        None => DictObj::new(),
    };
    let original = if changed { bases.clone() } else { Value::NONE };
    Ok(tuple::new_tuple(vec![
        name.clone(),
        meta,
        namespace,
        new_bases,
        keywords,
        original,
    ]))
}

/// Second half: calls the metaclass, fills the `__class__` cell.
pub fn finish(builder: &Value, cell: &Value, layout: &'static ClassLayout) -> R {
    let [name, meta, namespace, bases, keywords, original] = tuple::items(builder) else {
        unreachable!("made by `begin`")
    };
    if !original.is_none() {
        crate::ops::set_item(namespace, crate::name!("__orig_bases__"), original)?;
    }
    STATEMENT.with(|s| s.set(layout));
    let pairs = keywords.get::<DictObj>().expect("a dict").to_vec();
    let pairs: Vec<(&Value, &Value)> = pairs.iter().map(|(k, v)| (k, v)).collect();
    // The cell must be filled before `__init_subclass__` runs: `new_class` does it.
    PENDING_CELL.with(|c| c.set(cell.word()));
    let result = call::call_keywords(meta, &[name, bases, namespace], &pairs);
    PENDING_CELL.with(|c| c.set(0));
    STATEMENT.with(|s| s.set(std::ptr::null()));
    let class = result?;
    if let Some(c) = cell.get::<crate::function::CellObj>()
        && c.get().is_none()
    {
        c.set(Some(class.clone()));
    }
    Ok(class)
}

thread_local! {
    /// The class statement whose metaclass call is running: the next `type.__new__` takes its layout.
    static STATEMENT: Cell<*const ClassLayout> = const { Cell::new(std::ptr::null()) };
    static PENDING_CELL: Cell<u64> = const { Cell::new(0) };
}

/// `type.__new__(meta, name, bases, namespace, **keywords)`
pub fn new_class(
    meta: &'static ClassObj,
    name: &Value,
    bases: &Value,
    namespace: &Value,
    keywords: Option<&Value>,
) -> R {
    let statement = STATEMENT.with(|s| s.replace(std::ptr::null()));
    let cell = PENDING_CELL.with(|c| c.replace(0));
    if name.get::<StrObj>().is_none() {
        return Err(errors::type_error(format!(
            "type.__new__() argument 1 must be str, not {}",
            errors::type_name(name)
        )));
    }
    let meta = winner(meta, tuple::items(bases))?;
    let object = class::builtin(ClassId::OBJECT);
    let mut base_classes: Vec<&'static ClassObj> = vec![];
    for b in tuple::items(bases) {
        let Some(c) = class::as_class(b) else {
            return Err(errors::type_error("bases must be types"));
        };
        if !c.has(class::BASE) {
            return Err(errors::type_error(format!(
                "type '{}' is not an acceptable base type",
                c.full_name()
            )));
        }
        base_classes.push(c);
    }
    if base_classes.is_empty() {
        base_classes.push(object);
    }
    for (i, b) in base_classes.iter().enumerate() {
        if base_classes[..i].iter().any(|o| o.id == b.id) {
            return Err(errors::type_error(format!(
                "duplicate base class {}",
                b.name_string()
            )));
        }
    }
    let best = best_base(&base_classes)?;
    // SAFETY: statements are static records.
    let record = unsafe { statement.as_ref() };
    let id = match record {
        Some(r) if !class::is_registered(r.class_id) => r.class_id,
        _ => class::next_id(),
    };
    let Some(mro) = linearise(id, &base_classes) else {
        let names: Vec<String> = base_classes.iter().map(|b| b.name_string()).collect();
        let msg = format!(
            "Cannot create a consistent method resolution order (MRO) for bases {}",
            names.join(", ")
        );
        return Err(errors::type_error(msg));
    };
    let dict = DictObj::new();
    let d = dict.get::<DictObj>().expect("a dict");
    let source = match namespace.get::<DictObj>() {
        Some(ns) => ns.to_vec(),
        None => {
            return Err(errors::type_error(format!(
                "type.__new__() argument 3 must be dict, not {}",
                errors::type_name(namespace)
            )));
        }
    };
    for (k, v) in source {
        let key = str::intern_value(&k);
        d.set(&key, v)?;
    }
    let qualname = match d.remove_interned(crate::name!("__qualname__")) {
        Some(q) if q.get::<StrObj>().is_some() => q,
        Some(q) => {
            return Err(errors::type_error(format!(
                "type __qualname__ must be a str, not {}",
                errors::type_name(&q)
            )));
        }
        None => name.clone(),
    };
    // A class that no statement makes belongs to the module whose code is running.
    let module = crate::name!("__module__");
    if d.get_interned(module).is_none()
        && let Some(name) = crate::modules::sys::frame_module(0)
    {
        d.set_interned(module, name);
    }
    wrap_special(d);
    let inherited = best.flags.get() & (class::METACLASS)
        | base_classes.iter().fold(0, |f, b| {
            f | b.flags.get() & (class::PATTERN_SEQUENCE | class::PATTERN_MAPPING)
        });
    let class = allocate(Parts {
        id,
        meta: meta.id,
        layout: best.layout,
        name: name.clone(),
        qualname,
        bases: if tuple::len(bases) == 0 {
            vec![object.value()]
        } else {
            tuple::items(bases).to_vec()
        },
        mro,
        dict: dict.clone(),
        ops: best.ops.get(),
        flags: class::HEAP | class::BASE | inherited,
    });
    class.statement.set(statement);
    lay_out(class, best, &base_classes, record, d)?;
    add_instance_attributes(class, &base_classes, d);
    for b in &base_classes {
        // SAFETY: no reference into the vector is alive.
        unsafe { (*b.subclasses.get()).push(id) };
    }
    update_flags(class);
    let value = class.value();
    if cell != 0 {
        // SAFETY: `finish` holds the cell alive.
        let cell = unsafe { std::mem::ManuallyDrop::new(Value::from_word(cell)) };
        if let Some(c) = cell.get::<crate::function::CellObj>() {
            c.set(Some(value.clone()));
        }
    }
    for (key, v) in d.to_vec() {
        if v.is_pointer()
            && let Some(hook) = class::lookup(v.class(), crate::name!("__set_name__")).cloned()
            && let Err(e) = call::call_found(&v, &hook, &[&value, &key])
        {
            let (of, key) = (
                errors::type_name(&v),
                str::to_string(&crate::ops::repr(&key)?),
            );
            crate::exception::add_note(&format!(
                "Error calling __set_name__ on '{of}' instance {key} in '{}'",
                class.name_string()
            ))?;
            return Err(e);
        }
    }
    init_subclass(class, &value, keywords)?;
    Ok(value)
}

/// `__dict__` and `__weakref__` of instances, where no base has them yet, and a `__doc__` in any case.
fn add_instance_attributes(class: &'static ClassObj, bases: &[&'static ClassObj], d: &DictObj) {
    use crate::types::object::{DICT_GETTER, DICT_SETTER, WEAKREF_GETTER};
    static ROWS: [crate::native::NativeDef; 3] = [DICT_GETTER, DICT_SETTER, WEAKREF_GETTER];
    let has = |name: &Value| {
        bases.iter().any(|b| {
            class::lookup_where(b, name).is_some_and(|(_, owner)| {
                owner.id != ClassId::TYPE as u32 || class.layout == ClassId::TYPE
            })
        })
    };
    let make = |row: usize, setter| {
        let getter = crate::native::new_native(ClassId::GETSET, &ROWS[row], class.id, None);
        // SAFETY: just made; GETSET objects are NativeObj.
        unsafe { (*(getter.word() as *mut crate::native::NativeObj)).setter = setter };
        getter
    };
    let name = crate::name!("__dict__");
    if class.overflow_offset.get() != 0 && d.get_interned(name).is_none() && !has(name) {
        d.set_interned(name, make(0, Some(&ROWS[1])));
    }
    let name = crate::name!("__weakref__");
    let slots = d.get_interned(crate::name!("__slots__")).is_some();
    if !slots && d.get_interned(name).is_none() && !has(name) && class.ops.get().tail.is_none() {
        d.set_interned(name, make(2, None));
    }
    if d.get_interned(crate::name!("__doc__")).is_none() {
        d.set_interned(crate::name!("__doc__"), Value::NONE);
    }
}

/// Assigns `__bases__`.
pub fn set_bases(class: &'static ClassObj, value: Option<&Value>) -> R<()> {
    let name = class.name_string();
    let Some(value) = value else {
        return Err(errors::type_error(format!(
            "cannot delete '__bases__' attribute of type '{name}'"
        )));
    };
    if !value.is_instance(ClassId::TUPLE) {
        return Err(errors::type_error(format!(
            "can only assign tuple to {name}.__bases__, not {}",
            errors::type_name(value)
        )));
    }
    if tuple::len(value) == 0 {
        return Err(errors::type_error(format!(
            "can only assign non-empty tuple to {name}.__bases__, not ()"
        )));
    }
    let mut bases: Vec<&'static ClassObj> = vec![];
    for b in tuple::items(value) {
        let Some(c) = class::as_class(b) else {
            return Err(errors::type_error(format!(
                "{name}.__bases__ must be tuple of classes, not '{}'",
                errors::type_name(b)
            )));
        };
        if c.is_subclass_of(class.id) {
            return Err(errors::type_error(
                "a __bases__ item causes an inheritance cycle",
            ));
        }
        bases.push(c);
    }
    let best = best_base(&bases)?;
    // Fields of instances keep their places: the new bases must not bring others.
    let known = |f: &Value| class.fields().iter().any(|own| own.is(f));
    if best.layout != class.layout || !bases.iter().all(|b| b.fields().iter().all(known)) {
        return Err(errors::type_error(format!(
            "__bases__ assignment: '{}' object layout differs from '{}'",
            best.name_string(),
            by_id(class.mro().get(1).copied().unwrap_or(0)).name_string()
        )));
    }
    if linearise(class.id, &bases).is_none() {
        let names: Vec<String> = bases.iter().map(|b| b.name_string()).collect();
        return Err(errors::type_error(format!(
            "Cannot create a consistent method resolution order (MRO) for bases {}",
            names.join(", ")
        )));
    }
    // SAFETY: no reference into the vectors is alive.
    unsafe {
        for b in class.bases().to_vec() {
            if let Some(c) = class::as_class(&b) {
                (*c.subclasses.get()).retain(|id| *id != class.id);
            }
        }
        *class.bases.get() = tuple::items(value).to_vec();
        for b in &bases {
            (*b.subclasses.get()).push(class.id);
        }
    }
    update_mro(class);
    update_flags(class);
    class::changed();
    Ok(())
}

/// Recomputes the MRO of a class and its subclasses.
fn update_mro(class: &'static ClassObj) {
    let bases: Vec<&'static ClassObj> = class.bases().iter().filter_map(class::as_class).collect();
    if class.alias_of.get() != 0 {
        // SAFETY: as below.
        unsafe { *class.mro.get() = by_id(class.alias_of.get()).mro().to_vec() };
    } else if let Some(mro) = linearise(class.id, &bases) {
        // SAFETY: no slice of the MRO is held.
        unsafe { *class.mro.get() = mro };
    }
    // SAFETY: a snapshot.
    for id in unsafe { (*class.subclasses.get()).clone() } {
        update_mro(by_id(id));
    }
}

/// Assigns `__class__`.
pub fn set_class_of(object: &Value, new: &'static ClassObj) -> R<()> {
    let old = object.class();
    if old.id == new.id {
        return Ok(());
    }
    let modules =
        old.is_subclass_of(ClassId::MODULE as u32) && new.is_subclass_of(ClassId::MODULE as u32);
    if !modules && !(old.has(class::HEAP) && new.has(class::HEAP)) {
        return Err(errors::type_error(
            "__class__ assignment only supported for mutable types or ModuleType subclasses",
        ));
    }
    let slots = |c: &ClassObj| {
        if c.has(class::SLOTTED) {
            c.fields().len()
        } else {
            0
        }
    };
    if old.layout != new.layout
        || slots(old) != slots(new)
        || (old.overflow_offset.get() == 0) != (new.overflow_offset.get() == 0)
        || old.layout == ClassId::TYPE && old.overflow_offset.get() != new.overflow_offset.get()
    {
        return Err(errors::type_error(format!(
            "__class__ assignment: '{}' object layout differs from '{}'",
            new.name_string(),
            old.value()
                .get::<ClassObj>()
                .expect("a class")
                .name_string()
        )));
    }
    let header = object
        .header()
        .expect("instances of such classes are objects");
    if slots(old) > 0 && old.fields().iter().zip(new.fields()).all(|(a, b)| a.is(b)) {
        header.class.set(new.id);
        return Ok(());
    }
    // The attributes move to the dict; the object keeps its memory, so its class becomes a twin of the new one with the old
    // one's measures.
    crate::instance::dict_of(object, old);
    let twin = twin_of(new, old)?;
    header.class.set(twin.id);
    Ok(())
}

/// The class that stands for `new` in objects that were made for `old`.
fn twin_of(new: &'static ClassObj, old: &'static ClassObj) -> R<&'static ClassObj> {
    let new = by_id(if new.alias_of.get() != 0 {
        new.alias_of.get()
    } else {
        new.id
    });
    let same = |c: &ClassObj| {
        c.instance_size.get() == old.instance_size.get()
            && c.overflow_offset.get() == old.overflow_offset.get()
    };
    if same(new) {
        return Ok(new);
    }
    // SAFETY: a snapshot.
    for id in unsafe { (*new.subclasses.get()).clone() } {
        let c = by_id(id);
        if c.alias_of.get() == new.id && same(c) {
            return Ok(c);
        }
    }
    let id = class::next_id();
    let twin = allocate(Parts {
        id,
        meta: new.header.class.get(),
        layout: new.layout,
        name: name_of(new).expect("classes have names"),
        // SAFETY: a read.
        qualname: unsafe { (*new.qualname.get()).clone() },
        bases: vec![new.value()],
        // The twin has no dict of its own: it is the class itself in every lookup.
        mro: new.mro().to_vec(),
        dict: new.dict.clone(),
        ops: new.ops.get(),
        flags: new.flags.get(),
    });
    twin.alias_of.set(new.id);
    twin.overflow_offset.set(old.overflow_offset.get());
    twin.fields_offset.set(old.fields_offset.get());
    twin.instance_size.set(old.instance_size.get());
    // SAFETY: no reference into the vector is alive.
    unsafe { (*new.subclasses.get()).push(id) };
    Ok(twin)
}

/// `super(class, class).__init_subclass__(**keywords)`
fn init_subclass(class: &'static ClassObj, value: &Value, keywords: Option<&Value>) -> R<()> {
    let name = crate::name!("__init_subclass__");
    let found = class.mro()[1..]
        .iter()
        .find_map(|c| by_id(*c).dict().get_interned(name));
    let Some(found) = found else { return Ok(()) };
    let hook = attr::get_descriptor(&found, None, class)?;
    let pairs = keywords
        .and_then(|k| k.get::<DictObj>())
        .map_or(vec![], DictObj::to_vec);
    let pairs: Vec<(&Value, &Value)> = pairs.iter().map(|(k, v)| (k, v)).collect();
    let _ = value;
    call::call_keywords(&hook, &[], &pairs).map(drop)
}

/// `__new__` becomes a static method, `__init_subclass__` and `__class_getitem__` class methods.
fn wrap_special(d: &DictObj) {
    if let Some(f) = d
        .get_interned(crate::name!("__new__"))
        .filter(|f| f.is_exactly(ClassId::FUNCTION))
    {
        d.set_interned(
            crate::name!("__new__"),
            crate::types::descriptors::new_staticmethod(f),
        );
    }
    for name in [
        crate::name!("__init_subclass__"),
        crate::name!("__class_getitem__"),
    ] {
        if let Some(f) = d
            .get_interned(name)
            .filter(|f| f.is_exactly(ClassId::FUNCTION))
        {
            d.set_interned(name, crate::types::descriptors::new_classmethod(f));
        }
    }
    // A class with `__eq__` and without `__hash__` is unhashable.
    if d.get_interned(crate::name!("__eq__")).is_some()
        && d.get_interned(crate::name!("__hash__")).is_none()
    {
        d.set_interned(crate::name!("__hash__"), Value::NONE);
    }
}

/// The class along the MRO that gave the instances their `__slots__` fields, if any.
fn slotted_class(c: &'static ClassObj) -> Option<&'static ClassObj> {
    let own_member = |k: &ClassObj| {
        k.dict().values().iter().any(|v| {
            v.get::<crate::types::descriptors::Member>()
                .is_some_and(|m| m.owner == k.id)
        })
    };
    c.mro()
        .iter()
        .map(|id| by_id(*id))
        .find(|k| k.has(class::HEAP) && own_member(k))
}

/// The base whose layout the instances take.
fn best_base(bases: &[&'static ClassObj]) -> R<&'static ClassObj> {
    const CONFLICT: &str = "multiple bases have instance lay-out conflict";
    let mut best = bases[0];
    for b in &bases[1..] {
        if b.layout == best.layout {
            match (slotted_class(best), slotted_class(b)) {
                (Some(old), Some(new)) if old.id == new.id || old.is_subclass_of(new.id) => {}
                (Some(old), Some(new)) if !new.is_subclass_of(old.id) => {
                    return Err(errors::type_error(CONFLICT));
                }
                (_, Some(_)) => best = b,
                (Some(_), None) => {}
                (None, None) => {
                    if b.fields().len() > best.fields().len() && b.is_subclass_of(best.id) {
                        best = b;
                    }
                }
            }
        } else if class::builtin(b.layout).is_subclass_of(best.layout as u32) {
            best = b;
        } else if !class::builtin(best.layout).is_subclass_of(b.layout as u32) {
            return Err(errors::type_error(CONFLICT));
        }
    }
    Ok(best)
}

/// Decides where overflow word and fields of the instances lie.
fn lay_out(
    class: &'static ClassObj,
    best: &'static ClassObj,
    bases: &[&'static ClassObj],
    record: Option<&'static ClassLayout>,
    d: &DictObj,
) -> R<()> {
    let ops = best.ops.get();
    let fixed = class::builtin(best.layout)
        .ops
        .get()
        .size
        .next_multiple_of(8);
    let mut fields: Vec<Value> = best.fields().to_vec();
    if let Some(slots) = d.get_interned(crate::name!("__slots__")) {
        return lay_out_slots(class, best, bases, &slots, d);
    }
    let any_slotted = bases.iter().any(|b| b.has(class::SLOTTED));
    let variable = ops.tail.is_some();
    let overflow = match best.overflow_offset.get() {
        0 if best.layout == ClassId::OBJECT => NUMBERED,
        0 => fixed,
        offset => offset,
    };
    // Behind a slotted base, new attributes go to the overflow only.
    if any_slotted {
        let offset = if best.overflow_offset.get() != 0 || overflow == NUMBERED {
            overflow
        } else {
            best.instance_size.get().max(fixed)
        };
        class.flags.set(class.flags.get() | class::SLOTTED);
        class.overflow_offset.set(offset);
        class.fields_offset.set(best.fields_offset.get());
        class
            .instance_size
            .set(best.instance_size.get().max(behind_overflow(offset)));
    } else {
        if !variable && class.layout != ClassId::TYPE {
            for b in bases {
                for f in b.fields() {
                    if !fields.iter().any(|x| x.is(f)) {
                        fields.push(f.clone());
                    }
                }
            }
            if let Some(r) = record
                && r.num_fields > 0
            {
                // SAFETY: the compiler wrote that many words of static strs.
                let names = unsafe {
                    std::slice::from_raw_parts(r.field_names as *const Value, r.num_fields as usize)
                };
                for n in names {
                    let n = intern(str::bytes_of(n));
                    if !fields.iter().any(|x| x.is(&n)) {
                        fields.push(n);
                    }
                }
            }
        }
        class.overflow_offset.set(overflow.max(8));
        class.fields_offset.set(behind_overflow(overflow));
        class.instance_size.set(if variable {
            0
        } else {
            behind_overflow(overflow) + 8 * fields.len() as u32
        });
    }
    // SAFETY: the class is not yet known to anyone.
    unsafe { *class.fields.get() = fields };
    Ok(())
}

fn lay_out_slots(
    class: &'static ClassObj,
    best: &'static ClassObj,
    bases: &[&'static ClassObj],
    slots: &Value,
    d: &DictObj,
) -> R<()> {
    let names: Vec<Value> = if slots.get::<StrObj>().is_some() {
        vec![slots.clone()]
    } else {
        crate::iter::collect(slots)?
    };
    let variable = best.ops.get().tail.is_some();
    let fixed = class::builtin(best.layout)
        .ops
        .get()
        .size
        .next_multiple_of(8);
    let mut fields: Vec<Value> = best.fields().to_vec();
    // Plain fields of an unslotted base keep their places and meaning only while the class is not SLOTTED.
    let base_is_plain = !best.has(class::SLOTTED) && best.overflow_offset.get() != 0;
    let mut wants_dict = bases.iter().any(|b| b.overflow_offset.get() != 0);
    let mut own = vec![];
    for n in &names {
        if n.get::<StrObj>().is_none() {
            return Err(errors::type_error(format!(
                "__slots__ items must be strings, not '{}'",
                errors::type_name(n)
            )));
        }
        let text = str::to_string(n);
        if !taipan_text::unicode::predicates::isidentifier(str::bytes_of(n)) {
            return Err(errors::type_error("__slots__ must be identifiers"));
        }
        if text == "__dict__" {
            wants_dict = true;
            continue;
        }
        if text == "__weakref__" {
            continue;
        }
        let mangled = mangle(&class.name_string(), &text);
        let n = intern(mangled.as_bytes());
        if d.get_interned(&n).is_some() {
            return Err(errors::value_error(format!(
                "'{text}' in __slots__ conflicts with class variable"
            )));
        }
        own.push(n);
    }
    if variable && !own.is_empty() {
        let base = class::builtin(best.layout).name_string();
        return Err(errors::type_error(format!(
            "nonempty __slots__ not supported for subtype of '{base}'"
        )));
    }
    let overflow = if best.overflow_offset.get() != 0 {
        best.overflow_offset.get()
    } else {
        0
    };
    let first_free = if best.fields().is_empty() && overflow == 0 {
        best.instance_size.get().max(fixed)
    } else {
        best.instance_size.get()
    };
    let (mut overflow, mut fields_offset) = (overflow, best.fields_offset.get());
    if wants_dict && overflow == 0 && best.layout == ClassId::OBJECT {
        overflow = NUMBERED;
        if best.fields().is_empty() {
            fields_offset = first_free;
        }
    } else if wants_dict && overflow == 0 {
        if best.fields().is_empty() {
            overflow = first_free;
            fields_offset = behind_overflow(overflow);
        } else {
            // Behind the base's and this class's slots.
            overflow = fields_offset + 8 * (best.fields().len() + own.len()) as u32;
        }
    } else if fields_offset == 0 || best.fields().is_empty() {
        fields_offset = if overflow != 0 {
            behind_overflow(overflow)
        } else {
            first_free
        };
    }
    if !base_is_plain || best.fields().is_empty() {
        class.flags.set(class.flags.get() | class::SLOTTED);
    }
    for n in own {
        let index = fields.len() as u32;
        fields.push(n.clone());
        d.set_interned(
            &n,
            crate::types::descriptors::new_member(n.clone(), class.id, index),
        );
    }
    let end = fields_offset + 8 * fields.len() as u32;
    class.overflow_offset.set(overflow);
    class.fields_offset.set(fields_offset);
    class.instance_size.set(if variable {
        0
    } else {
        end.max(if overflow != 0 {
            behind_overflow(overflow)
        } else {
            0
        })
        .max(first_free)
    });
    // SAFETY: the class is not yet known to anyone.
    unsafe { *class.fields.get() = fields };
    Ok(())
}

/// `_C__x` for `__x` in class `C`.
fn mangle(class: &str, name: &str) -> String {
    let class = class.trim_start_matches('_');
    if name.starts_with("__") && !name.ends_with("__") && !class.is_empty() {
        format!("_{class}{name}")
    } else {
        name.to_string()
    }
}

/// Recomputes the hook flags of a class and its subclasses.
pub fn update_flags(class: &'static ClassObj) {
    let hooks: [(&'static Value, u32, Option<crate::native::NativeFn>); 5] = [
        (
            crate::name!("__getattribute__"),
            class::HAS_GETATTRIBUTE,
            None,
        ),
        (crate::name!("__getattr__"), class::HAS_GETATTR, None),
        (crate::name!("__setattr__"), class::HAS_SETATTR, None),
        (crate::name!("__delattr__"), class::HAS_DELATTR, None),
        (crate::name!("__del__"), class::HAS_DEL, None),
    ];
    let mut flags = class.flags.get();
    for (name, flag, _) in hooks {
        let found = class::lookup_where(class, name);
        // The hooks of object, type and module are the generic ones.
        let custom = found.is_some_and(|(_, owner)| owner.has(class::HEAP) || owner.has(flag));
        flags = if custom { flags | flag } else { flags & !flag };
    }
    // What abstract classes hand to the classes registered with them: bit 5 for sequence patterns, 6 for mapping ones.
    let kind = class::lookup(class, crate::name!("__abc_tpflags__"));
    let kind = kind.and_then(|v| v.as_small()).unwrap_or(0);
    if kind & 1 << 5 != 0 {
        flags |= class::PATTERN_SEQUENCE;
    }
    if kind & 1 << 6 != 0 {
        flags |= class::PATTERN_MAPPING;
    }
    class.flags.set(flags);
    // SAFETY: a snapshot; no reference into the vector is kept.
    let subclasses = unsafe { (*class.subclasses.get()).clone() };
    for s in subclasses {
        update_flags(by_id(s));
    }
}

/// TypeError for the instantiation of an abstract class.
#[cold]
pub fn abstract_error(class: &'static ClassObj) -> crate::Raised {
    let names = class
        .dict()
        .get_interned(crate::name!("__abstractmethods__"));
    let mut names: Vec<String> = match names.map(|n| crate::iter::collect(&n)) {
        Some(Ok(list)) => list.iter().map(str::to_string).collect(),
        _ => vec![],
    };
    names.sort();
    let quoted: Vec<String> = names.iter().map(|n| format!("'{n}'")).collect();
    let s = if quoted.len() == 1 { "" } else { "s" };
    let msg = format!(
        "Can't instantiate abstract class {} without an implementation for abstract method{s} {}",
        class.name_string(),
        quoted.join(", ")
    );
    errors::type_error(msg)
}

/// The class name as a fresh `str` (`__name__`).
pub fn name_of(class: &'static ClassObj) -> Opt {
    // SAFETY: a read.
    Some(unsafe { (*class.name.get()).clone() })
}
