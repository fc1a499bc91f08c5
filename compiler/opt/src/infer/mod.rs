//! Whole-program type inference: flow-insensitive within functions, a fixpoint over all of them.
//!
//! The types are what can really arrive, never what an annotation says. A value that reaches something unknown *escapes*:
//! the contents of its containers may then be anything, and functions among it may be called with anything.
//!
//! **Invariant:** a claim of this module holds on every execution of the closed world, for the operations that
//! [`world::World`] has seen; what breaks claims by name at run time (`setattr`, `__dict__`) is counted there.

pub mod builtins;
pub mod ty;
pub mod world;

use std::collections::{HashMap, HashSet};
use taipan_abi::runtime_fns::{Kind, RuntimeFn};
use taipan_mir::{
    BinOp, Const, Func, FuncId, FuncKind, Inst, Local, NameId, Op, Operand, Program, Terminator,
};
use ty::*;
use world::{Binding, World};

pub struct Inference {
    pub world: World,
    /// Types of locals, by function.
    pub locals: Vec<Vec<Ty>>,
    pub returns: Vec<Ty>,
    /// Functions that some execution can reach.
    pub reached: Vec<bool>,
    /// Functions whose parameters may be anything.
    pub escaped: Vec<bool>,
    globals: HashMap<(u32, u32), Ty>,
    fields: HashMap<(usize, NameId), Ty>,
    nodes: Vec<NodeData>,
    sites: HashMap<(usize, usize, usize, u8), Node>,
    yields: HashMap<usize, Node>,
    /// Names read through unknown receivers: what they hold escapes.
    leaky: HashSet<NameId>,
    /// Names called through unknown receivers: their methods take anything.
    called: HashSet<NameId>,
    /// Names stored through receivers that are not known to be instances, or on modules.
    pub stored: HashSet<NameId>,
    /// Names stored on a class itself, or on its instances although a method has the name.
    stored_on: HashSet<(usize, NameId)>,
    /// Class objects that unknown code may hold.
    escaped_classes: HashSet<usize>,
    /// Classes with an instance that unknown code may hold: what is read, called or written by name through an unknown
    /// receiver reaches these alone.
    exposed: HashSet<usize>,
    /// Modules that unknown code may hold.
    exposed_modules: HashSet<u32>,
    /// Functions whose objects themselves reach unknown code.
    held: HashSet<usize>,
    changed: bool,
}

struct NodeData {
    parent: u32,
    ty: Ty,
    tainted: bool,
}

/// Infers the whole program.
pub fn infer(p: &Program) -> Inference {
    let mut x = Inference {
        world: World::gather(p),
        locals: p
            .funcs
            .iter()
            .map(|f| vec![Ty::default(); f.locals.len()])
            .collect(),
        returns: vec![Ty::default(); p.funcs.len()],
        reached: vec![false; p.funcs.len()],
        escaped: vec![false; p.funcs.len()],
        globals: HashMap::new(),
        fields: HashMap::new(),
        nodes: vec![],
        sites: HashMap::new(),
        yields: HashMap::new(),
        leaky: HashSet::new(),
        called: HashSet::new(),
        stored: HashSet::new(),
        stored_on: HashSet::new(),
        escaped_classes: HashSet::new(),
        exposed: HashSet::new(),
        exposed_modules: HashSet::new(),
        held: HashSet::new(),
        changed: true,
    };
    for m in &p.modules {
        if let Some(b) = m.body {
            x.reached[b.index()] = true;
        }
    }
    if x.world.holds_modules {
        x.exposed_modules.extend(0..p.modules.len() as u32);
    }
    let mut rounds = 0;
    while x.changed {
        x.changed = false;
        rounds += 1;
        for f in 0..p.funcs.len() {
            if x.reached[f] {
                x.func(p, f);
            }
        }
        x.escaped_constructors(p);
        x.settle(p);
        if rounds > 60 {
            // Never seen; the claims would be unsound, so give all of them up.
            for f in 0..p.funcs.len() {
                x.reached[f] = false;
            }
            break;
        }
    }
    x
}

impl Inference {
    fn find(&mut self, n: Node) -> Node {
        let mut at = n.0;
        while self.nodes[at as usize].parent != at {
            let up = self.nodes[at as usize].parent;
            self.nodes[at as usize].parent = self.nodes[up as usize].parent;
            at = up;
        }
        Node(at)
    }
    fn fresh(&mut self) -> Node {
        let n = self.nodes.len() as u32;
        self.nodes.push(NodeData {
            parent: n,
            ty: Ty::default(),
            tainted: false,
        });
        Node(n)
    }
    /// The node of an allocation site.
    fn site(&mut self, at: (usize, usize, usize, u8)) -> Node {
        if let Some(n) = self.sites.get(&at) {
            return *n;
        }
        let n = self.fresh();
        self.sites.insert(at, n);
        n
    }
    pub fn content(&mut self, n: Node) -> Ty {
        let n = self.find(n);
        self.nodes[n.0 as usize].ty.clone()
    }
    fn unify(&mut self, a: Node, b: Node) {
        let (a, b) = (self.find(a), self.find(b));
        if a == b {
            return;
        }
        self.changed = true;
        self.nodes[b.0 as usize].parent = a.0;
        let ty = std::mem::take(&mut self.nodes[b.0 as usize].ty);
        let tainted = self.nodes[b.0 as usize].tainted;
        if tainted {
            self.taint(a);
        }
        self.put(a, &ty);
    }
    /// Adds a type to a node's contents.
    fn put(&mut self, n: Node, ty: &Ty) {
        let n = self.find(n);
        let mut content = std::mem::take(&mut self.nodes[n.0 as usize].ty);
        let grew = self.join(&mut content, ty);
        let n = self.find(n);
        let mut merged = content;
        let rest = std::mem::take(&mut self.nodes[n.0 as usize].ty);
        self.join(&mut merged, &rest);
        let n = self.find(n);
        self.nodes[n.0 as usize].ty = merged;
        if grew {
            self.changed = true;
            if self.nodes[n.0 as usize].tainted {
                self.pending_escape(ty.clone());
            }
        }
    }
    fn pending_escape(&mut self, ty: Ty) {
        self.escape_ty(&ty);
    }
    /// Joins `b` into `a`; whether `a` grew.
    fn join(&mut self, a: &mut Ty, b: &Ty) -> bool {
        let mut grew = b.bits & !a.bits != 0 || b.classes & !a.classes != 0;
        a.bits |= b.bits;
        a.classes |= b.classes;
        grew |= a.merge_known(&b.known);
        for (mine, theirs) in [(&mut a.elem, b.elem), (&mut a.value, b.value)] {
            match (*mine, theirs) {
                (None, Some(t)) => {
                    *mine = Some(t);
                    grew = true;
                }
                (Some(m), Some(t)) => self.unify(m, t),
                (_, None) => {}
            }
        }
        if a.is_top() {
            // What is mixed with the unknown is unknown to whoever holds it.
            self.taint_parts(a);
        }
        grew
    }
    fn taint_parts(&mut self, t: &Ty) {
        for n in [t.elem, t.value].into_iter().flatten() {
            self.taint(n);
        }
    }
    fn taint(&mut self, n: Node) {
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
    fn escape_ty(&mut self, t: &Ty) {
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
                Known::Builtin(_) => {}
            }
        }
        for k in class_indices(t.classes) {
            self.expose(k);
        }
    }
    /// A class object reaches unknown code.
    fn escape_class(&mut self, k: usize) {
        if self.escaped_classes.insert(k) {
            self.changed = true;
        }
    }
    /// An instance of this class reaches unknown code.
    fn expose(&mut self, k: usize) {
        if self.exposed.insert(k) {
            self.changed = true;
        }
    }
    /// What unknown code can do to the instances, classes and modules that it holds.
    fn settle(&mut self, p: &Program) {
        let any_name = self.world.dynamic_get || self.world.dynamic_set;
        // `type(x)`, `x.__class__`.
        for k in self.exposed.clone() {
            self.escape_class(k);
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
        for k in held {
            for (name, g) in self.world.classes[k].methods.clone() {
                let by_name = self.leaky.contains(&name) || self.called.contains(&name);
                if (any_name || by_name) && !self.escaped[g.index()] {
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
    fn is_open(&self, k: usize) -> bool {
        self.world.classes[k].is_open
            || self.world.unknown_bases
                && class_indices(self.world.classes[k].family)
                    .chain([k])
                    .any(|c| self.escaped_classes.contains(&c))
    }
    /// Whether globals of this module may be assigned by a name computed at run time.
    fn is_open_module(&self, m: u32) -> bool {
        self.world.open_modules.contains(&m)
            || self.world.dynamic_set && self.exposed_modules.contains(&m)
    }
    fn escape_func(&mut self, p: &Program, f: usize) {
        self.escaped[f] = true;
        self.reached[f] = true;
        let func = &p.funcs[f];
        for i in 0..func.num_params as usize {
            let t = self.escaped_param(f, func, i);
            self.set_local(f, i, &t);
        }
    }
    /// Unknown code that holds a class may make instances with anything.
    fn escaped_constructors(&mut self, p: &Program) {
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
    fn set_local(&mut self, f: usize, l: usize, ty: &Ty) {
        let mut t = std::mem::take(&mut self.locals[f][l]);
        if self.join(&mut t, ty) {
            self.changed = true;
        }
        self.locals[f][l] = t;
    }
    fn set_return(&mut self, f: usize, ty: &Ty) {
        let mut t = std::mem::take(&mut self.returns[f]);
        if self.join(&mut t, ty) {
            self.changed = true;
        }
        self.returns[f] = t;
        if self.escaped[f] {
            self.escape_ty(ty);
        }
    }
    fn set_global(&mut self, at: (u32, u32), name: Option<NameId>, ty: &Ty) {
        let mut t = self.globals.remove(&at).unwrap_or_default();
        if self.join(&mut t, ty) {
            self.changed = true;
        }
        self.globals.insert(at, t);
        if name.is_some_and(|n| self.leaky.contains(&n)) {
            self.escape_ty(ty);
        }
    }
    fn set_field(&mut self, class: usize, name: NameId, ty: &Ty) {
        let key = (self.world.field_owner(class, name), name);
        let mut t = self.fields.remove(&key).unwrap_or_default();
        if self.join(&mut t, ty) {
            self.changed = true;
        }
        self.fields.insert(key, t);
    }
    /// The type of a field of instances of these classes; unknown when any of them does not have it as a plain field.
    pub fn field_ty(&self, classes: ClassSet, name: NameId) -> Ty {
        let mut out = Ty::default();
        for k in class_indices(classes) {
            if self.world.field(k, name).is_none() || self.is_replaced(k, name) {
                return Ty::top();
            }
            let key = (self.world.field_owner(k, name), name);
            if let Some(t) = self.fields.get(&key) {
                if out.bits != 0
                    && (out.elem.is_some() && t.elem.is_some()
                        || out.value.is_some() && t.value.is_some())
                {
                    return Ty::top();
                }
                out.bits |= t.bits;
                out.classes |= t.classes;
                out.merge_known(&t.known);
                out.elem = out.elem.or(t.elem);
                out.value = out.value.or(t.value);
            }
        }
        out
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
    fn compares_itself(&mut self, t: &Ty, seen: &mut HashSet<u32>) -> bool {
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

    /// The type of an operand in a function.
    pub fn ty(&self, p: &Program, f: usize, o: Operand) -> Ty {
        match o {
            Operand::Local(l) => self.locals[f][l.index()].clone(),
            Operand::Unset => Ty::default(),
            Operand::Const(c) => const_ty(p.constant(c)),
        }
    }

    fn func(&mut self, p: &Program, f: usize) {
        let func = &p.funcs[f];
        if func.kind == FuncKind::Annotate && !self.escaped[f] {
            return;
        }
        if self.escaped[f]
            || matches!(
                func.kind,
                FuncKind::Annotate | FuncKind::TypeParams | FuncKind::ClassBody
            )
        {
            for i in 0..func.num_params as usize {
                let t = self.escaped_param(f, func, i);
                self.set_local(f, i, &t);
            }
            let r = self.returns[f].clone();
            self.escape_ty(&r);
        }
        if func.uses_callee {
            self.set_local(f, 0, &Ty::top());
        }
        // `*args` and `**kwargs` are always made anew, of unknown contents.
        let first_star = (func.params.num_positional + func.params.num_kwonly) as usize
            + usize::from(func.uses_callee);
        for i in first_star..func.num_params as usize {
            self.set_local(f, i, &Ty::top());
        }
        for (b, block) in func.blocks.iter().enumerate() {
            for (n, i) in block.insts.iter().enumerate() {
                let result = self.inst(p, f, func, (b, n), i);
                if let Some(d) = i.dest {
                    self.set_local(f, d.index(), &result);
                }
            }
            match &block.term {
                Terminator::ForNext { iter, dest, .. } => {
                    let t = self.ty(p, f, *iter);
                    let e = self.elem_of(&t);
                    self.set_local(f, dest.index(), &e);
                }
                Terminator::Return(v) => {
                    let t = self.ty(p, f, *v);
                    if func.is_generator || func.kind == FuncKind::ClassBody {
                        self.escape_ty(&t);
                    } else {
                        self.set_return(f, &t);
                    }
                }
                Terminator::Yield { value, dest, .. } => {
                    let t = self.ty(p, f, *value);
                    let n = self.yield_node(f);
                    self.put(n, &t);
                    if let Some(d) = dest {
                        self.set_local(f, d.index(), &Ty::top());
                    }
                }
                Terminator::Jump(_)
                | Terminator::Branch { .. }
                | Terminator::Unwind
                | Terminator::Suspend(_)
                | Terminator::Switch { .. }
                | Terminator::Unreachable => {}
            }
        }
    }

    /// What parameter `i` of a function that unknown code may call can be. The receiver of a method that is only found through
    /// instances is an instance of the class or of a descendant.
    fn escaped_param(&self, f: usize, func: &Func, i: usize) -> Ty {
        let receiver = usize::from(func.uses_callee);
        if i == receiver
            && let Some(k) = self.world.method_owner.get(&FuncId::new(f))
            && self.world.classes[*k].is_static
            && !self.is_open(*k)
            && !self.held.contains(&f)
            && !class_indices(self.world.classes[*k].family)
                .any(|c| self.escaped_classes.contains(&c))
            && self.world.classes[*k].family != 0
        {
            return Ty {
                bits: INSTANCE,
                classes: self.world.classes[*k].family,
                ..Ty::default()
            };
        }
        Ty::top()
    }

    fn yield_node(&mut self, f: usize) -> Node {
        if let Some(n) = self.yields.get(&f) {
            return *n;
        }
        let n = self.fresh();
        self.yields.insert(f, n);
        if self.escaped[f] {
            self.taint(n);
        }
        n
    }

    /// What iterating yields.
    fn elem_of(&mut self, t: &Ty) -> Ty {
        let mut out = Ty::default();
        if t.has(LIST | TUPLE | SET | ITER | DICT) {
            match t.elem {
                Some(n) => out = self.content(n),
                None => out.bits |= TOP,
            }
        }
        if t.has(RANGE | BYTES) {
            out.bits |= INT;
        }
        if t.has(STR) {
            out.bits |= STR;
        }
        if t.bits & !(LIST | TUPLE | SET | ITER | DICT | RANGE | BYTES | STR) != 0 {
            out.bits |= TOP;
        }
        out
    }

    fn escape_args(&mut self, p: &Program, f: usize, args: &[Operand]) {
        for a in args {
            let t = self.ty(p, f, *a);
            self.escape_ty(&t);
        }
    }

    fn inst(&mut self, p: &Program, f: usize, func: &Func, at: (usize, usize), i: &Inst) -> Ty {
        let ty = |x: &Self, n: usize| x.ty(p, f, i.args[n]);
        let site = (f, at.0, at.1);
        match &i.op {
            Op::Copy | Op::CheckBound { .. } => ty(self, 0),
            Op::Clear
            | Op::StoreCell
            | Op::Retain
            | Op::Release
            | Op::SetItem
            | Op::SetAttr { .. }
            | Op::StoreGlobal { .. }
            | Op::DeleteGlobal { .. } => {
                self.store(p, f, i);
                Ty::default()
            }
            Op::LoadGlobal { module, slot, name } => {
                if let Some(b) = self.world.bindings.get(&(*module, *slot)).copied()
                    && !self.stored.contains(name)
                {
                    return Ty::known(match b {
                        Binding::Func(id) => Known::Func(id.0),
                        Binding::Class(k) => Known::Class(k as u32),
                    });
                }
                let mut t = self
                    .globals
                    .get(&(module.0, *slot))
                    .cloned()
                    .unwrap_or_default();
                if self.stored.contains(name) || self.is_open_module(module.0) || t.bits == 0 {
                    t.bits |= TOP;
                }
                t
            }
            Op::LoadBuiltin { name } => Ty::known(Known::Builtin(name.0)),
            Op::LoadFree { .. } | Op::LoadCell { .. } | Op::NewCell => {
                self.escape_args(p, f, &i.args);
                Ty::top()
            }
            Op::Binary { op, in_place } => self.binary(p, f, site, i, *op, *in_place),
            Op::Compare { .. } => {
                if ty(self, 0).bits == 0 || ty(self, 1).bits == 0 {
                    return Ty::default();
                }
                let scalar = NONE | BOOL | INT | FLOAT | STR | BYTES;
                if ty(self, 0).within(scalar) && ty(self, 1).within(scalar) {
                    Ty::of(BOOL)
                } else {
                    let (a, b) = (ty(self, 0), ty(self, 1));
                    self.meet(&[&a, &b]);
                    Ty::top()
                }
            }
            Op::Unary { .. } => {
                let t = ty(self, 0);
                match t.bits {
                    b if t.within(INT | BOOL) && b != 0 => Ty::of(INT),
                    b if t.within(INT | BOOL | FLOAT) => Ty::of(if b & (INT | BOOL) != 0 {
                        INT | FLOAT
                    } else {
                        FLOAT
                    }),
                    0 => Ty::default(),
                    _ => Ty::top(),
                }
            }
            Op::CompareTruth { .. } | Op::In { .. } => {
                let (a, b) = (ty(self, 0), ty(self, 1));
                self.meet(&[&a, &b]);
                Ty::of(BOOL)
            }
            Op::Truth | Op::Is { .. } | Op::IsUnset | Op::BoolNot | Op::ExceptionMatches => {
                Ty::of(BOOL)
            }
            Op::BoolValue => Ty::of(BOOL),
            Op::GetAttr { name, .. } => self.get_attr(p, &ty(self, 0), *name),
            Op::GetItem => {
                let (o, k) = (ty(self, 0), ty(self, 1));
                self.meet_keys(&o, &k);
                self.get_item(&o, &k)
            }
            Op::Call { kwnames } => self.call(p, f, site, i, *kwnames),
            Op::CallMethod { name, kwnames, .. } => {
                self.call_method(p, f, func, site, i, *name, *kwnames)
            }
            Op::CallDirect { .. } | Op::CallBody { .. } | Op::ClassFinish { .. } => {
                if let Op::CallBody { func, .. } = i.op {
                    self.reached[func.index()] = true;
                }
                if let Op::ClassFinish { layout } = i.op {
                    return Ty::known(Known::Class(layout.0));
                }
                Ty::top()
            }
            Op::Runtime { function } => self.runtime(p, f, site, i, *function),
            Op::BuildList | Op::BuildTuple | Op::BuildSet => {
                let n = self.site((site.0, site.1, site.2, 0));
                for a in &i.args {
                    let t = self.ty(p, f, *a);
                    self.put(n, &t);
                }
                let made = Ty::container(
                    match i.op {
                        Op::BuildList => LIST,
                        Op::BuildTuple => TUPLE,
                        _ => SET,
                    },
                    n,
                );
                self.meet_keys(&made, &Ty::default());
                made
            }
            Op::BuildDict => {
                let (k, v) = (
                    self.site((site.0, site.1, site.2, 0)),
                    self.site((site.0, site.1, site.2, 1)),
                );
                for pair in i.args.chunks(2) {
                    let (a, b) = (self.ty(p, f, pair[0]), self.ty(p, f, pair[1]));
                    self.put(k, &a);
                    self.put(v, &b);
                }
                let made = Ty {
                    bits: DICT,
                    elem: Some(k),
                    value: Some(v),
                    ..Ty::default()
                };
                self.meet_keys(&made, &Ty::default());
                made
            }
            Op::BuildString => Ty::of(STR),
            Op::MakeFunction { func: g } => {
                self.make_function(p, f, i, *g);
                Ty::known(Known::Func(g.0))
            }
            Op::MakeGenerator { func: g } => {
                // Generator expressions take one iterator (and their closure).
                let t: Vec<Ty> = i.args.iter().map(|a| self.ty(p, f, *a)).collect();
                self.reached[g.index()] = true;
                for (n, t) in t.iter().enumerate() {
                    self.set_local(g.index(), n, t);
                }
                let n = self.yield_node(g.index());
                Ty::container(ITER, n)
            }
            Op::Unpack { .. } => {
                let t = ty(self, 0);
                self.elem_of(&t)
            }
            Op::UnpackStar { .. } => {
                self.escape_args(p, f, &i.args);
                Ty::top()
            }
            Op::Take { .. } => match i.args[0] {
                Operand::Local(l) if self.is_unpack(func, l) => self.locals[f][l.index()].clone(),
                _ => Ty::top(),
            },
            Op::ImportModule { module } => Ty::known(Known::Module(module.0)),
            Op::Array { .. } | Op::Address { .. } => Ty::default(),
            Op::Immediate { .. } => Ty::of(INT),
            Op::Catch => Ty::top(),
            Op::Box
            | Op::UnboxFloat
            | Op::UnboxInt
            | Op::IntArith { .. }
            | Op::IntWord { .. }
            | Op::FloatArith { .. }
            | Op::FloatNeg
            | Op::IntToFloat
            | Op::IntCompare { .. }
            | Op::IntWordCompare { .. }
            | Op::FloatCompare { .. }
            | Op::StrCompare { .. }
            | Op::LoadField { .. }
            | Op::StoreField { .. }
            | Op::NewInstance { .. }
            | Op::ListGet
            | Op::ToFloat
            | Op::ClampInt
            | Op::FloatSqrt
            | Op::FloatAbs
            | Op::GuardGlobal { .. }
            | Op::ClassIs { .. }
            | Op::ListSet { .. }
            | Op::ListLen
            | Op::Length
            | Op::FrameStore { .. }
            | Op::FrameTake { .. }
            | Op::SetState { .. }
            | Op::GetState => Ty::top(),
        }
    }

    /// Is the address the result of an exact `Unpack` (and not of an array that the runtime filled)?
    fn is_unpack(&self, func: &Func, l: Local) -> bool {
        let mut defs = func
            .blocks
            .iter()
            .flat_map(|b| &b.insts)
            .filter(|i| i.dest == Some(l));
        defs.all(|i| matches!(i.op, Op::Unpack { .. }))
    }

    fn store(&mut self, p: &Program, f: usize, i: &Inst) {
        match &i.op {
            Op::StoreGlobal { module, slot } => {
                let t = self.ty(p, f, i.args[0]);
                let name = p.modules[module.index()].globals[*slot as usize];
                if self.world.bindings.contains_key(&(*module, *slot)) {
                    return;
                }
                self.set_global((module.0, *slot), Some(name), &t);
            }
            Op::SetAttr { name, .. } => {
                let (o, v) = (self.ty(p, f, i.args[0]), self.ty(p, f, i.args[1]));
                for k in class_indices(o.classes) {
                    // An attribute of an instance shadows a method of the same name.
                    if self.world.method(k, *name).is_some() && self.stored_on.insert((k, *name)) {
                        self.changed = true;
                    }
                    self.set_field(k, *name, &v);
                    if self.world.field(k, *name).is_none() {
                        // Perhaps a property: its setter receives both.
                        self.expose(k);
                        self.escape_ty(&v);
                    }
                }
                if o.bits & (TOP | KNOWN) != 0 {
                    // Through an unknown receiver: any exposed class with that field, any module with that global.
                    for k in self.exposed.clone() {
                        if self.world.classes[k].fields.contains(name) {
                            self.set_field(k, *name, &v);
                        }
                    }
                    for known in &o.known {
                        let grew = match known {
                            Known::Class(c) => self.stored_on.insert((*c as usize, *name)),
                            Known::Module(_) => self.stored.insert(*name),
                            Known::Func(_) | Known::Builtin(_) => false,
                        };
                        self.changed |= grew;
                    }
                    if o.is_top() && self.stored.insert(*name) {
                        self.changed = true;
                    }
                    self.escape_ty(&v);
                }
            }
            Op::SetItem => {
                let (o, k, v) = (
                    self.ty(p, f, i.args[0]),
                    self.ty(p, f, i.args[1]),
                    self.ty(p, f, i.args[2]),
                );
                if o.has(LIST)
                    && let Some(n) = o.elem
                {
                    if k.within(INT | BOOL) {
                        self.put(n, &v);
                    } else {
                        let e = self.elem_of(&v);
                        self.put(n, &e);
                        if k.has(!(SLICE)) {
                            self.put(n, &v);
                        }
                    }
                }
                self.meet_keys(&o, &k);
                if o.has(DICT) {
                    if let Some(n) = o.elem {
                        self.put(n, &k);
                    }
                    if let Some(n) = o.value {
                        self.put(n, &v);
                    }
                }
                if o.bits & !(LIST | DICT) != 0 {
                    self.escape_ty(&k);
                    self.escape_ty(&v);
                }
            }
            Op::StoreCell => self.escape_args(p, f, &i.args),
            _ => {}
        }
    }

    fn make_function(&mut self, p: &Program, f: usize, i: &Inst, g: FuncId) {
        let target = &p.funcs[g.index()];
        let n = i.args.len();
        self.escape_args(p, f, &i.args[..n - 3]);
        let defaults = self.ty(p, f, i.args[n - 3]);
        if let Some(e) = defaults.elem {
            let t = self.content(e);
            for l in 0..target.params.num_positional as usize {
                self.set_local(g.index(), l + usize::from(target.uses_callee), &t);
            }
        } else if let Operand::Const(c) = i.args[n - 3]
            && let Const::Tuple(items) = p.constant(c)
        {
            let first = target.params.num_positional as usize - items.len();
            for (k, item) in items.iter().enumerate() {
                let t = const_ty(p.constant(*item));
                self.set_local(g.index(), first + k + usize::from(target.uses_callee), &t);
            }
        } else if i.args[n - 3] != Operand::Unset {
            for l in 0..target.params.num_positional as usize {
                self.set_local(g.index(), l + usize::from(target.uses_callee), &Ty::top());
            }
        }
        if i.args[n - 2] != Operand::Unset {
            let kw = self.ty(p, f, i.args[n - 2]);
            let t = match kw.value {
                Some(v) => self.content(v),
                None => Ty::top(),
            };
            for l in target.params.num_positional
                ..target.params.num_positional + target.params.num_kwonly
            {
                self.set_local(g.index(), l as usize + usize::from(target.uses_callee), &t);
            }
        }
        if self.world.reads_annotations && self.held.contains(&g.index()) {
            self.escape_args(p, f, &i.args[n - 1..]);
        }
        // A function made outside of a module's or class's body may be held by anyone who gets the value.
        if target.uses_callee {
            self.set_local(g.index(), 0, &Ty::top());
        }
    }

    /// A call of a known function with these argument types.
    fn call_func(&mut self, p: &Program, g: usize, args: &[Ty], keywords: &[(String, Ty)]) -> Ty {
        let target = &p.funcs[g];
        if !self.reached[g] {
            self.reached[g] = true;
            self.changed = true;
        }
        let offset = usize::from(target.uses_callee);
        for (n, a) in args.iter().enumerate() {
            if n < target.params.num_positional as usize {
                self.set_local(g, n + offset, a);
            } else {
                self.escape_ty(a);
            }
        }
        for (name, t) in keywords {
            let named = (target.params.num_positional + target.params.num_kwonly) as usize;
            match target.params.names[..named]
                .iter()
                .position(|x| p.name(*x) == name)
            {
                Some(at) => self.set_local(g, at + offset, t),
                None => self.escape_ty(t),
            }
        }
        if target.is_generator {
            let n = self.yield_node(g);
            return Ty::container(ITER, n);
        }
        if target.is_coroutine {
            return Ty::top();
        }
        self.returns[g].clone()
    }

    fn keywords(
        &self,
        p: &Program,
        f: usize,
        i: &Inst,
        kwnames: Option<taipan_mir::ConstId>,
    ) -> (usize, Vec<(String, Ty)>) {
        let names: Vec<String> = match kwnames.map(|k| p.constant(k)) {
            Some(Const::Tuple(items)) => items
                .iter()
                .map(|c| match p.constant(*c) {
                    Const::Str(s) => String::from_utf8_lossy(s).into_owned(),
                    _ => String::new(),
                })
                .collect(),
            _ => vec![],
        };
        let first = i.args.len() - names.len();
        let list = names
            .into_iter()
            .zip(&i.args[first..])
            .map(|(n, a)| (n, self.ty(p, f, *a)))
            .collect();
        (first, list)
    }

    fn call(
        &mut self,
        p: &Program,
        f: usize,
        site: (usize, usize, usize),
        i: &Inst,
        kwnames: Option<taipan_mir::ConstId>,
    ) -> Ty {
        let callee = self.ty(p, f, i.args[0]);
        let (end, keywords) = self.keywords(p, f, i, kwnames);
        let args: Vec<Ty> = i.args[1..end].iter().map(|a| self.ty(p, f, *a)).collect();
        self.call_known(p, site, &callee, &args, &keywords)
    }

    fn call_known(
        &mut self,
        p: &Program,
        site: (usize, usize, usize),
        callee: &Ty,
        args: &[Ty],
        keywords: &[(String, Ty)],
    ) -> Ty {
        let mut out = Ty::default();
        for k in callee.known.clone() {
            let t = match k {
                Known::Func(g) => self.call_func(p, g as usize, args, keywords),
                Known::Class(c) => self.construct(p, c as usize, args, keywords),
                Known::Builtin(name) => {
                    let n = p.name(NameId(name)).to_string();
                    if n == "type" {
                        for a in args {
                            for c in class_indices(a.classes) {
                                self.escape_class(c);
                            }
                        }
                    }
                    self.builtin_call(site, &n, args, keywords)
                }
                Known::Module(_) => Ty::top(),
            };
            self.join(&mut out, &t);
        }
        if callee.bits & !KNOWN != 0 {
            for t in args.iter().chain(keywords.iter().map(|k| &k.1)) {
                self.escape_ty(t);
            }
            out.bits |= TOP;
        }
        out
    }

    fn construct(
        &mut self,
        p: &Program,
        class: usize,
        args: &[Ty],
        keywords: &[(String, Ty)],
    ) -> Ty {
        if class >= MAX_CLASSES || !self.world.classes[class].is_static {
            for t in args.iter().chain(keywords.iter().map(|k| &k.1)) {
                self.escape_ty(t);
            }
            return Ty::top();
        }
        let this = Ty::instance(class);
        if let Some(init) = p.names.get_index_of("__init__").map(NameId::new) {
            match self.world.method(class, init) {
                Some(Some(g)) => {
                    let mut all = vec![this.clone()];
                    all.extend_from_slice(args);
                    self.call_func(p, g.index(), &all, keywords);
                }
                Some(None) => {
                    for t in args {
                        self.escape_ty(t);
                    }
                }
                None => {}
            }
        }
        this
    }

    #[allow(clippy::too_many_arguments)]
    fn call_method(
        &mut self,
        p: &Program,
        f: usize,
        func: &Func,
        site: (usize, usize, usize),
        i: &Inst,
        name: NameId,
        kwnames: Option<taipan_mir::ConstId>,
    ) -> Ty {
        let receiver = self.ty(p, f, i.args[0]);
        let (end, keywords) = self.keywords(p, f, i, kwnames);
        let args: Vec<Ty> = i.args[1..end].iter().map(|a| self.ty(p, f, *a)).collect();
        let mut out = Ty::default();
        if let Some((g, this)) = self.super_method(p, f, func, i.args[0], name) {
            let mut all = vec![this];
            all.extend_from_slice(&args);
            return self.call_func(p, g, &all, &keywords);
        }
        for k in class_indices(receiver.classes) {
            match self.world.method(k, name) {
                Some(Some(g)) if !self.is_replaced(k, name) => {
                    let mut all = vec![Ty::instance(k)];
                    all.extend_from_slice(&args);
                    let t = self.call_func(p, g.index(), &all, &keywords);
                    self.join(&mut out, &t);
                }
                _ => {
                    // Perhaps a class method: it receives the class; or something that was decorated.
                    self.escape_class(k);
                    self.expose(k);
                    self.call_by_name(p, name, &args, &keywords);
                    out.bits |= TOP;
                }
            }
        }
        for known in receiver.known.clone() {
            let t = match known {
                Known::Module(m) => {
                    let found = self.module_attr(p, m as usize, name);
                    let module = &p.modules[m as usize];
                    if module.is_native {
                        builtins::native_function(&module.name, p.name(name)).unwrap_or_else(|| {
                            for t in args.iter().chain(keywords.iter().map(|k| &k.1)) {
                                self.escape_ty(t);
                            }
                            Ty::top()
                        })
                    } else {
                        self.call_known(p, site, &found, &args, &keywords)
                    }
                }
                Known::Class(c) => match self.world.method(c as usize, name) {
                    Some(Some(g))
                        if !self.is_replaced(c as usize, name)
                            && self.world.classes[c as usize].is_static =>
                    {
                        self.call_func(p, g.index(), &args, &keywords)
                    }
                    _ => {
                        // A class method receives the class.
                        self.escape_class(c as usize);
                        self.call_by_name(p, name, &args, &keywords);
                        Ty::top()
                    }
                },
                Known::Func(_) | Known::Builtin(_) => {
                    self.call_by_name(p, name, &args, &keywords);
                    Ty::top()
                }
            };
            self.join(&mut out, &t);
        }
        let native = receiver.bits & !(INSTANCE | KNOWN | TOP);
        if native != 0 && native != NONE {
            let text = p.name(name).to_string();
            let t = self.native_method(site, &receiver, &text, &args, &keywords);
            self.join(&mut out, &t);
        }
        if receiver.is_top() {
            self.call_by_name(p, name, &args, &keywords);
            out.bits |= TOP;
        }
        out
    }

    /// `super().name(…)` in a method of a static class whose subclasses are all static (single inheritance everywhere).
    pub fn super_method(
        &self,
        p: &Program,
        f: usize,
        func: &Func,
        receiver: Operand,
        name: NameId,
    ) -> Option<(usize, Ty)> {
        let Operand::Local(l) = receiver else {
            return None;
        };
        let owner = *self.world.method_owner.get(&FuncId::new(f))?;
        if self.is_open(owner)
            || !self.world.classes[owner].is_static
            || self.is_replaced(owner, name)
        {
            return None;
        }
        let mut defs = func
            .blocks
            .iter()
            .flat_map(|b| &b.insts)
            .filter(|i| i.dest == Some(l));
        let first = defs.next()?;
        if defs.next().is_some() || world::runtime_fn(first) != Some(RuntimeFn::make_super) {
            return None;
        }
        let base = self.world.classes[owner].base?;
        let g = self.world.method(base, name)??;
        let this = self.ty(p, f, first.args[1]);
        Some((g.index(), this))
    }

    /// A method call on something unknown: every method of that name may run.
    fn call_by_name(&mut self, p: &Program, name: NameId, args: &[Ty], keywords: &[(String, Ty)]) {
        for t in args.iter().chain(keywords.iter().map(|k| &k.1)) {
            self.escape_ty(t);
        }
        if self.called.insert(name) {
            self.changed = true;
        }
        self.escape_name(p, name);
    }

    /// Functions of this name in modules may be called with anything ([`Inference::settle`] sees to methods).
    fn escape_name(&mut self, p: &Program, name: NameId) {
        for (place, b) in self.world.bindings.clone() {
            let global = p.modules[place.0.index()].globals[place.1 as usize];
            if global == name {
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

    fn module_attr(&mut self, p: &Program, m: usize, name: NameId) -> Ty {
        let module = &p.modules[m];
        let Some(slot) = module.globals.iter().position(|g| *g == name) else {
            return Ty::top();
        };
        if let Some(b) = self
            .world
            .bindings
            .get(&(taipan_mir::ModuleId::new(m), slot as u32))
            .copied()
            && !self.stored.contains(&name)
        {
            return Ty::known(match b {
                Binding::Func(id) => Known::Func(id.0),
                Binding::Class(k) => Known::Class(k as u32),
            });
        }
        let mut t = self
            .globals
            .get(&(m as u32, slot as u32))
            .cloned()
            .unwrap_or_default();
        if self.stored.contains(&name) || self.is_open_module(m as u32) || t.bits == 0 {
            t.bits |= TOP;
        }
        t
    }

    fn get_attr(&mut self, p: &Program, o: &Ty, name: NameId) -> Ty {
        let mut out = Ty::default();
        for k in class_indices(o.classes) {
            let t = if self.world.field(k, name).is_some() {
                self.field_ty(1 << k, name)
            } else {
                Ty::top()
            };
            if self.world.field(k, name).is_none() {
                // A method or property taken as a value, or a class attribute.
                self.escape_class(k);
                self.expose(k);
                self.leak(p, name);
            }
            self.join(&mut out, &t);
        }
        for known in o.known.clone() {
            let t = match known {
                Known::Module(m) if !p.modules[m as usize].is_native => {
                    self.module_attr(p, m as usize, name)
                }
                Known::Module(m) => {
                    builtins::native_constant(&p.modules[m as usize].name, p.name(name))
                }
                Known::Class(c) => {
                    self.escape_class(c as usize);
                    self.leak(p, name);
                    Ty::top()
                }
                Known::Func(_) | Known::Builtin(_) => {
                    self.escape_ty(&Ty::known(known));
                    self.leak(p, name);
                    Ty::top()
                }
            };
            self.join(&mut out, &t);
        }
        if o.bits & !(INSTANCE | KNOWN | NONE) != 0 {
            if o.is_top() {
                self.leak(p, name);
            }
            out.bits |= TOP;
        }
        out
    }

    /// A name read through something unknown: fields, globals and methods of that name reach unknown code.
    fn leak(&mut self, p: &Program, name: NameId) {
        if !self.leaky.insert(name) {
            return;
        }
        self.changed = true;
        let mut all = vec![];
        for ((m, slot), t) in &self.globals {
            if p.modules[*m as usize].globals[*slot as usize] == name {
                all.push(t.clone());
            }
        }
        for t in all {
            self.escape_ty(&t);
        }
        self.escape_name(p, name);
    }

    fn get_item(&mut self, o: &Ty, k: &Ty) -> Ty {
        let mut out = Ty::default();
        if o.has(LIST | TUPLE) {
            if !k.within(SLICE) {
                let e = match o.elem {
                    Some(n) => self.content(n),
                    None => Ty::top(),
                };
                self.join(&mut out, &e);
            }
            if k.bits & !(INT | BOOL) != 0 {
                let same = Ty {
                    bits: o.bits & (LIST | TUPLE),
                    elem: o.elem,
                    ..Ty::default()
                };
                self.join(&mut out, &same);
            }
        }
        if o.has(DICT) {
            let v = match o.value {
                Some(n) => self.content(n),
                None => Ty::top(),
            };
            self.join(&mut out, &v);
        }
        if o.has(STR) {
            out.bits |= STR;
        }
        if o.has(BYTES) {
            out.bits |= INT | BYTES;
        }
        if o.bits & !(LIST | TUPLE | DICT | STR | BYTES | NONE) != 0 {
            self.escape_ty(k);
            out.bits |= TOP;
        }
        out
    }

    fn binary(
        &mut self,
        p: &Program,
        f: usize,
        site: (usize, usize, usize),
        i: &Inst,
        op: BinOp,
        in_place: bool,
    ) -> Ty {
        let (mut a, mut b) = (self.ty(p, f, i.args[0]), self.ty(p, f, i.args[1]));
        if a.bits == 0 || b.bits == 0 {
            return Ty::default();
        }
        // What has no operators raises, whatever the other operand is; the result comes from the rest.
        let plain = |x: &Self, t: &Ty| !class_indices(t.classes).any(|k| x.world.operates(k));
        if !a.is_top() && !b.is_top() && plain(self, &a) && plain(self, &b) {
            for t in [&mut a, &mut b] {
                t.bits &= !(INSTANCE | NONE);
                t.classes = 0;
            }
            if a.bits == 0 || b.bits == 0 {
                return Ty::default();
            }
        }
        let number = INT | BOOL | FLOAT;
        if a.within(number) && b.within(number) {
            let ints = a.has(INT | BOOL) && b.has(INT | BOOL);
            let floats = a.has(FLOAT) || b.has(FLOAT);
            let both_bool = a.within(BOOL)
                && b.within(BOOL)
                && matches!(op, BinOp::BitAnd | BinOp::BitOr | BinOp::BitXor);
            return match op {
                BinOp::Div => Ty::of(FLOAT),
                _ if both_bool => Ty::of(BOOL),
                BinOp::Pow => {
                    let natural = match i.args[1] {
                        Operand::Const(c) => matches!(p.constant(c), Const::Int(n) if *n >= 0),
                        _ => false,
                    };
                    let mut bits = 0;
                    if ints {
                        bits |= if natural { INT } else { INT | FLOAT };
                    }
                    if floats {
                        bits |= FLOAT;
                    }
                    Ty::of(bits)
                }
                BinOp::MatMul => Ty::top(),
                _ => {
                    let mix = if matches!(op, BinOp::BitAnd | BinOp::BitOr | BinOp::BitXor)
                        && (a.has(BOOL) && b.has(BOOL))
                    {
                        BOOL
                    } else {
                        0
                    };
                    Ty::of(if ints { INT | mix } else { 0 } | if floats { FLOAT } else { 0 })
                }
            };
        }
        match op {
            BinOp::Add if a.within(STR) && b.within(STR) => return Ty::of(STR),
            BinOp::Mod if a.within(STR) => return Ty::of(STR),
            BinOp::Mul
                if a.within(STR) && b.within(INT | BOOL)
                    || b.within(STR) && a.within(INT | BOOL) =>
            {
                return Ty::of(STR);
            }
            BinOp::Add if a.within(BYTES) && b.within(BYTES) => return Ty::of(BYTES),
            BinOp::Add if a.within(LIST) && in_place => {
                let e = self.elem_of(&b);
                if let Some(n) = a.elem {
                    self.put(n, &e);
                }
                return a;
            }
            BinOp::Add
                if a.within(LIST) && b.within(LIST) || a.within(TUPLE) && b.within(TUPLE) =>
            {
                let n = self.site((site.0, site.1, site.2, 0));
                for t in [&a, &b] {
                    let e = self.elem_of(t);
                    self.put(n, &e);
                }
                return Ty::container(a.bits, n);
            }
            BinOp::Mul
                if a.within(LIST | TUPLE) && b.within(INT | BOOL)
                    || b.within(LIST | TUPLE) && a.within(INT | BOOL) =>
            {
                let s = if a.has(LIST | TUPLE) { a } else { b };
                if in_place {
                    return s;
                }
                let n = self.site((site.0, site.1, site.2, 0));
                let e = self.elem_of(&s);
                self.put(n, &e);
                return Ty::container(s.bits, n);
            }
            _ => {}
        }
        // User-defined operators, or a TypeError: the operands are seen by unknown code.
        self.escape_ty(&a);
        self.escape_ty(&b);
        Ty::top()
    }

    fn runtime(
        &mut self,
        p: &Program,
        f: usize,
        site: (usize, usize, usize),
        i: &Inst,
        function: RuntimeFn,
    ) -> Ty {
        use RuntimeFn as F;
        let ty = |x: &Self, n: usize| x.ty(p, f, i.args[n]);
        match function {
            F::get_iter => {
                let t = ty(self, 0);
                if t.bits == 0 {
                    return Ty::default();
                }
                if t.within(ITER) {
                    return t;
                }
                if t.within(LIST | TUPLE | SET | DICT | ITER | RANGE | STR | BYTES) {
                    if let (Some(n), false) = (t.elem, t.has(RANGE | STR | BYTES)) {
                        return Ty::container(ITER, n);
                    }
                    let n = self.site((site.0, site.1, site.2, 0));
                    let e = self.elem_of(&t);
                    self.put(n, &e);
                    return Ty::container(ITER, n);
                }
                self.escape_ty(&t);
                Ty::top()
            }
            F::iter_next => {
                let t = ty(self, 0);
                self.elem_of(&t)
            }
            F::list_append => {
                let (o, v) = (ty(self, 0), ty(self, 1));
                if let Some(n) = o.elem {
                    self.put(n, &v);
                }
                if o.bits & !LIST != 0 {
                    self.escape_ty(&v);
                }
                Ty::default()
            }
            F::set_add => {
                let (o, v) = (ty(self, 0), ty(self, 1));
                self.meet_keys(&o, &v);
                if let Some(n) = o.elem {
                    self.put(n, &v);
                }
                Ty::default()
            }
            F::dict_set => {
                let (o, k, v) = (ty(self, 0), ty(self, 1), ty(self, 2));
                self.meet_keys(&o, &k);
                if let Some(n) = o.elem {
                    self.put(n, &k);
                }
                if let Some(n) = o.value {
                    self.put(n, &v);
                }
                Ty::default()
            }
            F::list_from_tuple => {
                let n = self.site((site.0, site.1, site.2, 0));
                if let Operand::Const(c) = i.args[0]
                    && let Const::Tuple(items) = p.constant(c)
                {
                    for item in items {
                        self.put(n, &const_ty(p.constant(*item)));
                    }
                } else {
                    let t = ty(self, 0);
                    let e = self.elem_of(&t);
                    self.put(n, &e);
                }
                Ty::container(LIST, n)
            }
            F::list_extend => {
                let (o, v) = (ty(self, 0), ty(self, 1));
                let e = self.elem_of(&v);
                if let Some(n) = o.elem {
                    self.put(n, &e);
                }
                if !v.within(LIST | TUPLE | SET | DICT | ITER | RANGE | STR | BYTES) {
                    self.escape_ty(&v);
                }
                Ty::default()
            }
            F::list_to_tuple => {
                let t = ty(self, 0);
                match t.elem {
                    Some(n) if t.within(LIST) => Ty::container(TUPLE, n),
                    _ => Ty::top(),
                }
            }
            F::import_from => {
                let module = ty(self, 0);
                match (&module.known[..], text_name(p, i.args[1])) {
                    ([Known::Module(m)], Some(name))
                        if module.within(KNOWN) && !p.modules[*m as usize].is_native =>
                    {
                        let known = p.names.get_index_of(name).map(NameId::new);
                        let has = |n| p.modules[*m as usize].globals.contains(&n);
                        match known {
                            Some(n) if has(n) => self.module_attr(p, *m as usize, n),
                            _ => {
                                self.escape_args(p, f, &i.args);
                                Ty::top()
                            }
                        }
                    }
                    _ => {
                        self.escape_args(p, f, &i.args);
                        Ty::top()
                    }
                }
            }
            F::make_super => {
                // Nothing sees the receiver but the methods that are called on it, when all of them are known.
                let func = &p.funcs[f];
                let dest = i.dest.map(Operand::Local);
                let known = |c: &Inst| match c.op {
                    Op::CallMethod { name, .. } => {
                        c.args[1..].iter().all(|a| Some(*a) != dest)
                            && self.super_method(p, f, func, c.args[0], name).is_some()
                    }
                    _ => false,
                };
                let uses = |args: &[Operand]| args.iter().any(|a| Some(*a) == dest);
                let all_known = func.blocks.iter().all(|b| {
                    b.insts.iter().all(|c| !uses(&c.args) || known(c)) && !uses(&b.term.operands())
                });
                if !all_known {
                    self.escape_args(p, f, &i.args);
                }
                Ty::top()
            }
            F::build_slice => Ty::of(SLICE),
            F::format_value => Ty::of(STR),
            F::length => Ty::of(INT),
            F::class_store => {
                // Plain functions of class bodies are methods: they are called through instances.
                let v = ty(self, 2);
                let plain = v.known.iter().all(|k| match k {
                    Known::Func(g) => {
                        self.world.method_owner.contains_key(&FuncId(*g))
                            || p.funcs[*g as usize].kind == FuncKind::Annotate
                    }
                    _ => false,
                });
                if !(v.within(KNOWN) && plain) {
                    self.escape_ty(&v);
                }
                if self.world.reads_annotations
                    && let Some(k) = self.world.class_of_body.get(&FuncId::new(f)).copied()
                    && (self.escaped_classes.contains(&k) || !self.world.classes[k].is_static)
                {
                    for known in v.known.clone() {
                        if let Known::Func(g) = known
                            && p.funcs[g as usize].kind == FuncKind::Annotate
                        {
                            self.escape_ty(&Ty::known(known));
                        }
                    }
                }
                for k in v.known.clone() {
                    if let Known::Func(g) = k
                        && let Some(n) = text_name(p, i.args[1])
                        && (n.starts_with("__") && n != "__init__"
                            || !self.is_static_method(FuncId(g)))
                        && p.funcs[g as usize].kind != FuncKind::Annotate
                        && !self.escaped[g as usize]
                    {
                        // Special methods are called by the runtime with anything.
                        self.changed = true;
                        self.escape_func(p, g as usize);
                    }
                }
                Ty::default()
            }
            F::class_begin => {
                // Bases reach the metaclass; static classes have only `type`.
                let func = &p.funcs[f];
                let finish = func.blocks.iter().flat_map(|b| &b.insts).find(|c| {
                    matches!(c.op, Op::ClassFinish { .. })
                        && c.args[0] == Operand::Local(i.dest.unwrap_or(Local(u32::MAX)))
                });
                let is_static = match finish.map(|c| &c.op) {
                    Some(Op::ClassFinish { layout }) => {
                        self.world.classes[layout.index()].is_static
                    }
                    _ => false,
                };
                if !is_static {
                    self.escape_args(p, f, &i.args);
                }
                Ty::top()
            }
            F::exception_matches
            | F::class_namespace
            | F::push_handled
            | F::pop_handled
            | F::import_missing => Ty::top(),
            F::match_sequence | F::match_mapping => Ty::of(INT),
            _ => {
                self.escape_args(p, f, &i.args);
                match function.row().result {
                    Kind::I => Ty::of(INT),
                    _ => Ty::top(),
                }
            }
        }
    }

    fn is_static_method(&self, g: FuncId) -> bool {
        self.world
            .method_owner
            .get(&g)
            .is_some_and(|k| self.world.classes[*k].is_static)
    }
}

fn text_name(p: &Program, o: Operand) -> Option<&str> {
    match o {
        Operand::Const(c) => match p.constant(c) {
            Const::Str(s) => std::str::from_utf8(s).ok(),
            _ => None,
        },
        _ => None,
    }
}

/// The indices in a class set.
pub fn class_indices(set: ClassSet) -> impl Iterator<Item = usize> {
    let mut rest = set;
    std::iter::from_fn(move || {
        (rest != 0).then(|| {
            let k = rest.trailing_zeros() as usize;
            rest &= rest - 1;
            k
        })
    })
}

fn const_ty(c: &Const) -> Ty {
    match c {
        Const::None => Ty::of(NONE),
        Const::Bool(_) => Ty::of(BOOL),
        Const::Int(_) | Const::BigInt(_) => Ty::of(INT),
        Const::Float(_) => Ty::of(FLOAT),
        Const::Str(_) => Ty::of(STR),
        Const::Bytes(_) => Ty::of(BYTES),
        Const::Tuple(_) | Const::Ellipsis | Const::NotImplemented => Ty::top(),
    }
}
