//! Module objects: the globals of compiled modules are slots in static memory; anything else lies in a dict.

use crate::class::{self, ClassObj};
use crate::threads::Once;
use crate::types::dict::DictObj;
use crate::types::str::{self, StrObj, new_str};
use crate::{Borrowed, ClassId, Header, Object, Opt, R, Value, attr, errors};
use std::cell::{Cell, UnsafeCell};
use std::collections::HashMap;
use taipan_abi::program::{self, Module};

#[repr(C)]
pub struct ModuleObj {
    pub header: Header,
    /// Null for modules of the runtime and those made by `types.ModuleType`.
    pub record: *const Module,
    pub name: UnsafeCell<Value>,
    pub dict: Value,
    pub initialising: Cell<bool>,
    /// The slots by the word of their interned names.
    index: Once<HashMap<u64, &'static Cell<u64>>>,
}

// SAFETY: begins with a header.
unsafe impl Object for ModuleObj {
    const CLASS: ClassId = ClassId::MODULE;
}

unsafe fn trace(object: *mut Header, visit: &mut dyn FnMut(&Value)) {
    // SAFETY: the class guarantees the layout.
    let m = unsafe { &*(object as *mut ModuleObj) };
    visit(&m.dict);
}

pub const OPS: class::LayoutOps = class::fixed::<ModuleObj>(trace);

pub fn new_module(class: u32, name: Value, record: *const Module) -> Value {
    let dict = DictObj::new();
    // SAFETY: records are static.
    if let Some(r) = unsafe { record.as_ref() } {
        dict.get::<DictObj>().expect("a dict").show_module(r);
    }
    class::new_object(
        class,
        ModuleObj {
            header: Header::new(class),
            record,
            name: UnsafeCell::new(name),
            dict,
            initialising: Cell::new(false),
            index: Once::new(),
        },
    )
}

impl ModuleObj {
    fn record(&self) -> Option<&'static Module> {
        // SAFETY: records are static.
        unsafe { self.record.as_ref() }
    }
    fn slot(&self, name: &Value) -> Option<&'static Cell<u64>> {
        let record = self.record()?;
        let index = self.index.get_or_init(|| {
            let entry = |(n, c): (&Value, _)| (str::intern_value(n).word(), c);
            slots(record).map(entry).collect()
        });
        index.get(&str::intern_value(name).word()).copied()
    }
    /// Whether it is one of the program's or of the runtime's: those are kept to the end.
    pub fn stays(&self, object: &Value) -> bool {
        self.record().is_some() || crate::modules::is_native(object)
    }
    /// Where an attribute lies, for a cache.
    pub fn place(&self, name: &Value) -> Option<Place> {
        if let Some(cell) = self.slot(name) {
            return Some(Place::Slot(cell));
        }
        let dict = self.dict.get::<DictObj>()?;
        let (version, at) = dict.place_of(name)?;
        Some(Place::Entry(version, at))
    }
    /// The attribute there, if there still is one.
    #[inline]
    pub fn at(&self, place: &Place) -> Opt {
        match *place {
            Place::Slot(cell) => read_slot(cell),
            // SAFETY: a module's dict is an exact one.
            Place::Entry(version, at) => {
                unsafe { self.dict.cast::<DictObj>() }.value_at(version, at)
            }
        }
    }
    pub fn name_string(&self) -> String {
        // SAFETY: a read.
        str::to_string(unsafe { &*self.name.get() })
    }
    pub fn get(&self, name: &Value) -> Opt {
        match self.slot(name) {
            Some(cell) => read_slot(cell),
            None => self.dict.get::<DictObj>().expect("a dict").get_own(name),
        }
    }
    pub fn put(&self, name: &Value, value: Opt) -> bool {
        match self.slot(name) {
            Some(cell) => {
                let old = cell.replace(value.map_or(0, Value::into_word));
                // SAFETY: slots own their values.
                drop((old != 0).then(|| unsafe { Value::from_word(old) }));
                old != 0
            }
            None => {
                let d = self.dict.get::<DictObj>().expect("a dict");
                match value {
                    Some(v) => {
                        d.set_interned(name, v);
                        true
                    }
                    None => d.remove_interned(name).is_some(),
                }
            }
        }
    }
    /// Names that are set now; those that begin with a full stop are the compiler's own.
    pub fn names(&self) -> Vec<Value> {
        self.dict.get::<DictObj>().expect("a dict").keys()
    }
}

/// Where a module keeps an attribute.
pub enum Place {
    Slot(&'static Cell<u64>),
    /// In its dict: version and place.
    Entry(u32, usize),
}

/// Names and slots of a compiled module.
pub fn slots(
    record: &'static Module,
) -> impl Iterator<Item = (&'static Value, &'static Cell<u64>)> {
    let n = record.num_globals as usize;
    // SAFETY: the compiler wrote `num_globals` names and slots; the tables may be absent when there are none.
    (0..n).map(move |i| unsafe {
        (
            &*(record.global_names.add(i) as *const Value),
            &*(record.global_slots.add(i) as *const Cell<u64>),
        )
    })
}

pub fn read_slot(cell: &Cell<u64>) -> Opt {
    let w = cell.get();
    // SAFETY: slots own their values; the clone takes another reference.
    (w != 0).then(|| unsafe { crate::Borrowed::from_word(w) }.owned())
}

/// Attribute lookup on a module.
pub fn find(object: &Value, m: &ModuleObj, class: &'static ClassObj, name: &Value) -> R<Opt> {
    if let Some(f) = class::lookup(class, name).map(Borrowed::owned)
        && attr::is_data_descriptor(&f)
    {
        return attr::bind(&f, object, class).map(Some);
    }
    if let Some(v) = m.get(name) {
        return Ok(Some(v));
    }
    if let Some(f) = class::lookup(class, name).map(Borrowed::owned) {
        return attr::bind(&f, object, class).map(Some);
    }
    // PEP 562.
    if let Some(hook) = m.get(crate::name!("__getattr__")) {
        return crate::call::call(&hook, &[name]).map(Some);
    }
    Ok(None)
}

pub fn set(object: &Value, m: &ModuleObj, name: &Value, value: Opt) -> R<()> {
    let deleting = value.is_none();
    if !m.put(name, value) && deleting {
        let class = crate::errors::type_name(object);
        let text = crate::types::str::to_string(name);
        let msg = format!("'{class}' object has no attribute '{text}'");
        return Err(attr::with_name(
            crate::errors::attribute_error(msg),
            object,
            name,
        ));
    }
    Ok(())
}

#[cold]
pub fn missing_message(m: &ModuleObj, name: &str) -> String {
    let module = m.name_string();
    if let Some(advice) = renaming(m) {
        return format!("module '{module}' has no attribute '{name}' ({advice})");
    }
    if m.initialising.get() {
        return match file_of(m) {
            Some(f) => format!(
                "partially initialized module '{module}' from '{f}' has no attribute '{name}' (most likely due to a circular import)"
            ),
            None => format!(
                "partially initialized module '{module}' has no attribute '{name}' (most likely due to a circular import)"
            ),
        };
    }
    format!("module '{module}' has no attribute '{name}'")
}

fn file_of(m: &ModuleObj) -> Option<String> {
    m.get(crate::name!("__file__"))
        .filter(|f| f.get::<str::StrObj>().is_some())
        .map(|f| str::to_string(&f))
}

/// The advice that CPython gives when a module beside the script may stand in the way of a library's: always when it has the name
/// of a standard module, else while it is being initialised.
fn renaming(m: &ModuleObj) -> Option<String> {
    let folder = |path: &str| path.rsplit_once('/').map(|p| p.0.to_string());
    let file = file_of(m)?;
    let mut root = folder(&file)?;
    if file.ends_with("/__init__.py") {
        root = folder(&root)?;
    }
    let modules = crate::modules::sys_modules();
    let main = modules.get(&new_str(b"__main__")).ok().flatten()?;
    let main = main.get::<ModuleObj>()?;
    if std::ptr::eq(main, m) || folder(&file_of(main)?)? != root {
        return None;
    }
    let name = m.name_string();
    if crate::modules::sys::is_stdlib_module(&name) {
        return Some(format!(
            "consider renaming '{file}' since it has the same name as the standard library module named '{name}' and prevents importing that standard library module"
        ));
    }
    m.initialising.get().then(|| {
        format!(
            "consider renaming '{file}' if it has the same name as a library you intended to import"
        )
    })
}

/// Imports a compiled or native module: the module object, initialised unless that is under way.
pub fn import(record: &'static Module) -> R {
    // SAFETY: the record's `object` points to a writable word.
    let cell = unsafe { &*(record.object as *const Cell<u64>) };
    if let Some(m) = read_slot(cell) {
        return Ok(m);
    }
    let name = crate::function::static_value(record.name);
    let text = str::to_string(&name);
    if record.flags & program::MODULE_NATIVE != 0 {
        let m = crate::modules::import_native(&text)?;
        cell.set(m.clone().into_word());
        return Ok(m);
    }
    let module = new_module(ClassId::MODULE as u32, name.clone(), record);
    let m = module.get::<ModuleObj>().expect("a module");
    cell.set(module.clone().into_word());
    crate::modules::sys_modules().set(&name, module.clone())?;
    m.put(crate::name!("__name__"), Some(name.clone()));
    let doc = if record.doc == 0 {
        Value::NONE
    } else {
        crate::function::static_value(record.doc)
    };
    m.put(crate::name!("__doc__"), Some(doc));
    let package = crate::function::static_value(record.package);
    let is_main = text == "__main__";
    m.put(
        crate::name!("__package__"),
        Some(if is_main && str::bytes_of(&package).is_empty() {
            Value::NONE
        } else {
            package
        }),
    );
    m.put(crate::name!("__loader__"), Some(Value::NONE));
    m.put(crate::name!("__spec__"), Some(Value::NONE));
    let builtins = crate::modules::import_native("builtins")?;
    if is_main {
        m.put(crate::name!("__builtins__"), Some(builtins.clone()));
    }
    let path = crate::function::static_value(record.path);
    // A namespace package has folders, but neither file nor code.
    let is_namespace = record.body.is_null();
    let file = if is_namespace {
        Value::NONE
    } else {
        path.clone()
    };
    m.put(crate::name!("__file__"), Some(file));
    if record.flags & program::MODULE_PACKAGE != 0 {
        let text = str::to_string(&path);
        let folder = text.rsplit_once('/').map_or("", |p| p.0);
        let list = crate::types::list::new_list(vec![new_str(folder.as_bytes())]);
        m.put(crate::name!("__path__"), Some(list));
    }
    if is_main {
        m.put(crate::name!("__cached__"), Some(Value::NONE));
    } else {
        m.put(crate::name!("__builtins__"), Some(builtins));
    }
    if is_namespace {
        bind_in_parent(&text, &module)?;
        return Ok(module);
    }
    m.initialising.set(true);
    // SAFETY: body records are static; a module body takes no arguments.
    let result = unsafe {
        let code = &*record.body;
        let entry = std::mem::transmute::<u64, crate::call::Entry>(code.entry);
        crate::start::enter_compiled(entry, Value::NONE.borrow(), std::ptr::null(), 0, None)
    };
    m.initialising.set(false);
    if result.is_none() {
        let pending = crate::context::take_exception();
        if text == "__main__" {
            // The program ends; its module stays for handlers and destructors that look at it.
            return Err(crate::context::current().set_exception(pending));
        }
        drop(crate::modules::sys_modules().remove(&name));
        let w = cell.replace(0);
        // SAFETY: the word was set above.
        drop((w != 0).then(|| unsafe { Value::from_word(w) }));
        return Err(crate::context::current().set_exception(pending));
    }
    bind_in_parent(&text, &module)?;
    Ok(module)
}

/// Imports a module of the closed world by its full name, its packages first: the first and the last of them.
pub fn import_named(name: &str) -> R<(Value, Value)> {
    let mut found: Option<(Value, Value)> = None;
    let ends = name.match_indices('.').map(|(at, _)| at);
    for end in ends.chain([name.len()]) {
        let text = &name[..end];
        let value = match crate::modules::sys_modules().get(&new_str(text.as_bytes()))? {
            Some(m) => m,
            None => match record_of(text) {
                Some(record) => import(record)?,
                None => {
                    let raised = errors::raise(
                        ClassId::MODULE_NOT_FOUND_ERROR,
                        format!("No module named '{text}'"),
                    );
                    let extra = crate::exception::EXTRA_NAME;
                    crate::exception::set_extra(extra, new_str(text.as_bytes()));
                    return Err(raised);
                }
            },
        };
        let first = found.map_or_else(|| value.clone(), |(first, _)| first);
        found = Some((first, value));
    }
    Ok(found.expect("a name has at least one part"))
}

fn record_of(name: &str) -> Option<&'static Module> {
    let program = crate::start::program();
    // SAFETY: the compiler wrote that many addresses of static records.
    let records =
        unsafe { std::slice::from_raw_parts(program.modules, program.num_modules as usize) };
    let is_it = |m: &&'static Module| {
        str::bytes_of(&crate::function::static_value(m.name)) == name.as_bytes()
    };
    // SAFETY: as above.
    records.iter().map(|m| unsafe { &**m }).find(is_it)
}

/// A submodule becomes an attribute of its package.
fn bind_in_parent(name: &str, module: &Value) -> R<()> {
    let Some((parent, child)) = name.rsplit_once('.') else {
        return Ok(());
    };
    if let Some(p) = crate::modules::sys_modules().get(&new_str(parent.as_bytes()))? {
        attr::set(&p, &str::intern(child.as_bytes()), Some(module.clone()))?;
    }
    Ok(())
}

/// `from module import name`; `sub` is the submodule of that name in the closed world.
pub fn import_from(module: &Value, name: &Value, sub: Option<&'static Module>) -> R {
    if let Some(v) = attr::get_optional(module, name)? {
        return Ok(v);
    }
    if let Some(record) = sub {
        return import(record);
    }
    let Some(m) = module.get::<ModuleObj>() else {
        return Err(attr::missing(module, name));
    };
    let (module_name, text) = (m.name_string(), str::to_string(name));
    let file = m.get(crate::name!("__file__")).filter(|f| !f.is_none());
    let file = file.map(|f| str::to_string(&f));
    let advice = renaming(m);
    let message = match (m.initialising.get(), file) {
        _ if advice.is_some() => format!(
            "cannot import name '{text}' from '{module_name}' ({})",
            advice.unwrap_or_default()
        ),
        (true, Some(f)) => format!(
            "cannot import name '{text}' from partially initialized module '{module_name}' (most likely due to a circular import) ({f})"
        ),
        (_, Some(f)) => format!("cannot import name '{text}' from '{module_name}' ({f})"),
        _ => format!("cannot import name '{text}' from '{module_name}' (unknown location)"),
    };
    let raised = errors::import_error(message);
    crate::exception::set_extra(
        crate::exception::EXTRA_NAME,
        new_str(module_name.as_bytes()),
    );
    Err(raised)
}

/// `from module import *`
pub fn import_star(module: &Value, into: &'static Module) -> R<()> {
    let m = module.get::<ModuleObj>().ok_or_else(|| {
        errors::import_error("from-import-* object has no __dict__ and no __all__")
    })?;
    let names: Vec<Value> = match m.get(crate::name!("__all__")) {
        Some(all) => crate::iter::collect(&all)?,
        None => m
            .names()
            .into_iter()
            .filter(|n| !str::bytes_of(n).starts_with(b"_"))
            .collect(),
    };
    let package = m.get(crate::name!("__path__")).is_some();
    for name in names.iter().filter(|n| n.get::<StrObj>().is_some()) {
        let is_there = !package || attr::get_optional(module, name)?.is_some();
        let qualified = || format!("{}.{}", m.name_string(), str::to_string(name));
        if let Some(record) = (!is_there).then(|| record_of(&qualified())).flatten() {
            import(record)?;
        }
    }
    let target = read_slot(unsafe { &*(into.object as *const Cell<u64>) })
        .expect("the importing module exists");
    for name in names {
        let value = attr::get(module, &name)?;
        attr::set(&target, &str::intern_value(&name), Some(value))?;
    }
    Ok(())
}
