//! What reaches unknown code, and what unknown code can do with it.

use super::ty::*;
use super::*;

/// Attributes by which code comes from an object to classes.
pub(super) const CLASS_NAMES: &[&str] = &[
    "__class__",
    "__subclasses__",
    "__mro__",
    "mro",
    "__base__",
    "__bases__",
    "__self__",
    "__thisclass__",
    "__self_class__",
    "__objclass__",
    "__getattribute__",
    "__reduce__",
    "__reduce_ex__",
    "__new__",
];

/// Attributes of classes that are texts.
pub(super) const CLASS_TEXTS: &[&str] = &["__name__", "__qualname__", "__module__"];

impl Inference {
    pub(super) fn pending_escape(&mut self, ty: Ty) {
        self.escape_ty(&ty);
    }
    pub(super) fn taint_parts(&mut self, t: &Ty) {
        for n in [t.elem, t.value].into_iter().flatten() {
            self.taint(n);
        }
    }
    pub(super) fn taint(&mut self, n: Node) {
        let n = self.find(n);
        if self.nodes[n.0 as usize].tainted {
            return;
        }
        self.nodes[n.0 as usize].tainted = true;
        self.changed = true;
        let content = self.nodes[n.0 as usize].ty.clone();
        self.nodes[n.0 as usize].ty.bits |= TOP;
        self.escape_ty(&content);
    }
    /// A value of this type reaches unknown code. Functions and classes are dealt with through `escapes` (they need the program).
    pub(super) fn escape_ty(&mut self, t: &Ty) {
        self.taint_parts(t);
        for k in t.known.clone() {
            match k {
                Known::Func(f) => {
                    if self.held.insert(f as usize) {
                        self.changed = true;
                    }
                    self.escaped[f as usize] = true;
                    self.reached[f as usize] = true;
                }
                Known::Class(c) => {
                    self.escape_class(c as usize);
                }
                Known::Module(m) => {
                    if self.exposed_modules.insert(m) {
                        self.changed = true;
                    }
                }
                Known::Builtin(name) => self.find_class_by(NameId(name)),
            }
        }
        for k in class_indices(t.classes) {
            self.expose(k);
        }
    }
    /// Unknown code comes to have what this name stands for.
    pub(super) fn find_class_by(&mut self, name: NameId) {
        if !self.shows_classes && self.finders.contains(&name) {
            self.shows_classes = true;
            self.changed = true;
        }
    }
    /// The class of something unknown is asked for; but for its name, or for what it is, it may be anyone's.
    pub(super) fn show_classes(&mut self, func: &Func, i: &Inst) {
        let class = i.dest.map(Operand::Local);
        if self.shows_classes || class.is_none() {
            return;
        }
        let is_named = func.blocks.iter().all(|b| {
            b.term.operands().iter().all(|o| Some(*o) != class)
                && b.insts
                    .iter()
                    .filter(|c| c.args.iter().any(|a| Some(*a) == class))
                    .all(|c| match c.op {
                        Op::GetAttr { name, .. } => self.class_texts.contains(&name),
                        Op::Is { .. } => true,
                        _ => false,
                    })
        });
        if !is_named {
            self.shows_classes = true;
            self.changed = true;
        }
    }
    /// A class object reaches unknown code.
    pub(super) fn escape_class(&mut self, k: usize) {
        if self.escaped_classes.insert(k) {
            self.changed = true;
        }
    }
    /// An instance of this class reaches unknown code.
    pub(super) fn expose(&mut self, k: usize) {
        if self.exposed.insert(k) {
            self.changed = true;
        }
    }
    /// What unknown code can do to the instances, classes and modules that it holds.
    pub(super) fn settle(&mut self, p: &Program) {
        let any_name = self.world.dynamic_get || self.world.dynamic_set;
        if any_name || self.shows_classes || self.called.iter().any(|n| self.finders.contains(n)) {
            // `type(x)`, `x.__class__`.
            for k in self.exposed.clone() {
                self.escape_class(k);
            }
        }
        let held: HashSet<usize> = self
            .escaped_classes
            .iter()
            .chain(&self.exposed)
            .flat_map(|k| self.world.chain(*k))
            .collect();
        let mut all = vec![];
        for ((k, name), t) in &self.fields {
            // The key is the ancestor that first has the field; whoever inherits it shares its type.
            let reached = class_indices(self.world.classes[*k].family)
                .chain([*k])
                .any(|d| self.exposed.contains(&d));
            if reached && (any_name || self.leaky.contains(name) || self.stored.contains(name)) {
                all.push(t.clone());
            }
        }
        for ((m, slot), t) in &self.globals {
            let name = p.modules[*m as usize].globals[*slot as usize];
            let by_any = any_name && self.exposed_modules.contains(m);
            if by_any || self.leaky.contains(&name) || self.stored.contains(&name) {
                all.push(t.clone());
            }
        }
        for t in all {
            self.escape_ty(&t);
        }
        let operated = self.operated.iter();
        let operated: HashSet<usize> = operated.flat_map(|k| self.world.chain(*k)).collect();
        for k in held.union(&operated) {
            let is_held = held.contains(k);
            for (name, g) in self.world.classes[*k].methods.clone() {
                let by_name = self.leaky.contains(&name) || self.called.contains(&name);
                let is_called = self.followed.contains(&name) || is_held && (any_name || by_name);
                if is_called && !self.escaped[g.index()] {
                    self.changed = true;
                    self.escape_func(p, g.index());
                }
            }
        }
        if any_name {
            for ((m, _), b) in self.world.bindings.clone() {
                if !self.exposed_modules.contains(&m.0) {
                    continue;
                }
                match b {
                    Binding::Func(g) if !self.escaped[g.index()] => {
                        self.changed = true;
                        self.escape_func(p, g.index());
                    }
                    Binding::Class(k) => self.escape_class(k),
                    Binding::Func(_) => {}
                }
            }
        }
    }
    /// Whether unknown code may hold the class or instances of it.
    pub fn is_exposed(&self, k: usize) -> bool {
        self.exposed.contains(&k) || self.escaped_classes.contains(&k)
    }
    /// Whether something may assign `name` on this class, or on its instances in place of a method, or anything by a name
    /// computed at run time.
    pub fn is_replaced(&self, k: usize, name: NameId) -> bool {
        self.world
            .chain(k)
            .any(|c| self.stored_on.contains(&(c, name)))
            || (self.stored.contains(&name) || self.world.dynamic_set)
                && (self.exposed.contains(&k)
                    || self
                        .world
                        .chain(k)
                        .any(|c| self.escaped_classes.contains(&c)))
    }
    /// Whether a class whose bases are not known may derive from this one, or from a descendant.
    pub fn is_open(&self, k: usize) -> bool {
        self.world.classes[k].is_open
            || self.world.unknown_bases
                && class_indices(self.world.classes[k].family)
                    .chain([k])
                    .any(|c| self.escaped_classes.contains(&c))
    }
    /// Whether a global, once set, stays so, if not what it is.
    pub fn stays_set(&self, (module, slot): (taipan_mir::ModuleId, u32), name: NameId) -> bool {
        !self.world.deleted.contains(&(module, slot))
            && !self.stored.contains(&name)
            && !self.is_open_module(module.0)
    }
    /// Whether globals of this module may be assigned by a name computed at run time.
    pub(super) fn is_open_module(&self, m: u32) -> bool {
        self.world.open_modules.contains(&m)
            || self.world.dynamic_set && self.exposed_modules.contains(&m)
    }
    pub(super) fn escape_func(&mut self, p: &Program, f: usize) {
        self.escaped[f] = true;
        self.reached[f] = true;
        let func = &p.funcs[f];
        for i in 0..func.num_params as usize {
            let t = self.escaped_param(f, func, i);
            self.set_local(f, i, &t);
        }
    }
    /// Unknown code that holds a class may make instances with anything.
    pub(super) fn escaped_constructors(&mut self, p: &Program) {
        let init = p.names.get_index_of("__init__").map(NameId::new);
        for k in self.escaped_classes.iter().copied().collect::<Vec<_>>() {
            for c in class_indices(self.world.classes[k].family)
                .chain([k])
                .collect::<Vec<_>>()
            {
                self.expose(c);
                if let Some(init) = init
                    && let Some(Some(g)) = self.world.method(c, init)
                    && !self.escaped[g.index()]
                {
                    self.changed = true;
                    self.escape_func(p, g.index());
                }
            }
        }
    }

    /// Values that may be compared or hashed together: special methods of one receive the other.
    pub(super) fn meet(&mut self, types: &[&Ty]) {
        let mut seen = HashSet::new();
        if types.iter().any(|t| self.compares_itself(t, &mut seen)) {
            for t in types {
                self.escape_ty(t);
            }
        }
    }
    /// Whether the value, or something in it, may have comparisons of its own.
    pub(super) fn compares_itself(&mut self, t: &Ty, seen: &mut HashSet<u32>) -> bool {
        t.is_top()
            || class_indices(t.classes).any(|k| self.world.compares(k))
            || [t.elem, t.value].into_iter().flatten().any(|n| {
                let n = self.find(n);
                seen.insert(n.0) && {
                    let content = self.content(n);
                    self.compares_itself(&content, seen)
                }
            })
    }
    /// A key meets those of a dict or set.
    pub(super) fn meet_keys(&mut self, container: &Ty, key: &Ty) {
        if container.has(DICT | SET) {
            let held = container.elem.map_or(Ty::top(), |n| self.content(n));
            self.meet(&[&held, key]);
        }
    }

    /// What parameter `i` of a function that unknown code may call can be. The receiver of a method that is only found through
    /// instances is an instance of the class or of a descendant.
    pub(super) fn escaped_param(&self, f: usize, func: &Func, i: usize) -> Ty {
        let receiver = usize::from(func.uses_callee);
        if i == receiver
            && let Some(k) = self.world.method_owner.get(&FuncId::new(f))
            && self.world.classes[*k].is_static
            && !self.is_open(*k)
            && !self.held.contains(&f)
            && self.world.classes[*k].family != 0
            && !self.is_taken_from_class(*k, f)
        {
            return Ty {
                bits: INSTANCE,
                classes: self.world.classes[*k].family,
                ..Ty::default()
            };
        }
        Ty::top()
    }

    /// Whether unknown code may read the method from its class, and so call it with anything for a receiver.
    fn is_taken_from_class(&self, k: usize, f: usize) -> bool {
        let mut family = class_indices(self.world.classes[k].family);
        let by_any = self.world.dynamic_get || self.world.dynamic_set;
        family.any(|c| self.escaped_classes.contains(&c))
            && (by_any
                || self.world.classes[k].methods.iter().any(|(name, g)| {
                    g.index() == f && (self.leaky.contains(name) || self.called.contains(name))
                }))
    }

    pub(super) fn escape_args(&mut self, p: &Program, f: usize, args: &[Operand]) {
        for a in args {
            let t = self.ty(p, f, *a);
            self.escape_ty(&t);
        }
    }

    /// Functions of this name in modules may be called with anything ([`Inference::settle`] sees to methods).
    pub(super) fn escape_name(&mut self, p: &Program, name: NameId) {
        for (module, slot) in self.places.get(&name).cloned().unwrap_or_default() {
            match self
                .world
                .bindings
                .get(&(taipan_mir::ModuleId(module), slot))
            {
                Some(Binding::Func(g)) if !self.escaped[g.index()] => {
                    let g = g.index();
                    self.changed = true;
                    self.escape_func(p, g);
                }
                Some(Binding::Class(k)) => self.escape_class(*k),
                Some(Binding::Func(_)) | None => {}
            }
        }
    }

    /// A name read through something unknown: fields, globals and methods of that name reach unknown code.
    pub(super) fn leak(&mut self, p: &Program, name: NameId) {
        if !self.leaky.insert(name) {
            return;
        }
        self.changed = true;
        for place in self.places.get(&name).cloned().unwrap_or_default() {
            if let Some(t) = self.globals.get(&place).cloned() {
                self.escape_ty(&t);
            }
        }
        self.escape_name(p, name);
    }
}
