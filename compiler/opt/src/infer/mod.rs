//! Whole-program type inference: flow-insensitive within functions, a fixpoint over all of them.
//!
//! The types are what can really arrive, never what an annotation says. A value that reaches something unknown *escapes*:
//! the contents of its containers may then be anything, and functions among it may be called with anything.
//!
//! **Invariant:** a claim of this module holds on every execution of the closed world, for the operations that
//! [`world::World`] has seen; what breaks claims by name at run time (`setattr`, `__dict__`) is counted there.

pub mod builtins;
mod calls;
mod escape;
mod operations;
pub mod slots;
pub mod special;
mod tuples;
pub mod ty;
pub mod world;

use std::collections::{HashMap, HashSet};
use taipan_abi::runtime_fns::{Kind, RuntimeFn};
use taipan_mir::{
    BinOp, Const, ConstId, Func, FuncId, FuncKind, Inst, Local, NameId, Op, Operand, Program,
    Terminator,
};
use tuples::Shape;
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
    /// Where the globals of a name are.
    places: HashMap<NameId, Vec<(u32, u32)>>,
    fields: HashMap<(usize, NameId), Ty>,
    nodes: Vec<NodeData>,
    sites: HashMap<(usize, usize, usize, u8), Node>,
    yields: HashMap<usize, Node>,
    /// The contents of constant tuples, by function.
    tuples: HashMap<(usize, ConstId), Node>,
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
    /// Unknown code can get at the class of an object that it holds.
    shows_classes: bool,
    /// Functions whose objects themselves reach unknown code.
    held: HashSet<usize>,
    /// Classes whose special methods unknown code may call, though it holds no instance.
    operated: HashSet<usize>,
    /// The names of special methods whose calls are followed ([`special::is_followed`]).
    followed: HashSet<NameId>,
    /// `type`, and the names of attributes that lead to classes.
    finders: HashSet<NameId>,
    class_texts: HashSet<NameId>,
    /// A global that nothing has been seen to be assigned to may be anything: so when all that is assigned has been seen.
    is_late: bool,
    changed: bool,
}

struct NodeData {
    parent: u32,
    ty: Ty,
    tainted: bool,
    shape: Shape,
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
        places: HashMap::new(),
        fields: HashMap::new(),
        nodes: vec![],
        sites: HashMap::new(),
        yields: HashMap::new(),
        tuples: HashMap::new(),
        leaky: HashSet::new(),
        called: HashSet::new(),
        stored: HashSet::new(),
        stored_on: HashSet::new(),
        escaped_classes: HashSet::new(),
        exposed: HashSet::new(),
        exposed_modules: HashSet::new(),
        shows_classes: false,
        held: HashSet::new(),
        operated: HashSet::new(),
        followed: named(p, special::is_followed),
        finders: named(p, |n| n == "type" || escape::CLASS_NAMES.contains(&n)),
        class_texts: named(p, |n| escape::CLASS_TEXTS.contains(&n)),
        is_late: false,
        changed: true,
    };
    for (n, m) in p.modules.iter().enumerate() {
        if let Some(b) = m.body {
            x.reached[b.index()] = true;
        }
        for (slot, name) in m.globals.iter().enumerate() {
            let place = (n as u32, slot as u32);
            x.places.entry(*name).or_default().push(place);
        }
    }
    for (k, c) in p.classes.iter().enumerate() {
        if x.world.shows_all || x.world.names_own_class.contains(&c.module) {
            x.escaped_classes.insert(k);
        }
    }
    if x.world.holds_modules {
        x.exposed_modules.extend(0..p.modules.len() as u32);
    }
    x.constant_tuples(p);
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
        if !x.changed && !x.is_late {
            x.is_late = true;
            x.changed = true;
        }
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

fn named(p: &Program, is_it: impl Fn(&str) -> bool) -> HashSet<NameId> {
    let all = p.names.iter().enumerate();
    all.filter(|(_, n)| is_it(n))
        .map(|(n, _)| NameId::new(n))
        .collect()
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
            shape: Shape::Unseen,
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
        let shape = std::mem::take(&mut self.nodes[b.0 as usize].shape);
        if tainted {
            self.taint(a);
        }
        self.put(a, &ty);
        self.shape(a, shape);
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

    /// The type of an attribute that is plain (`World::is_unshadowed`), be it a field or not.
    fn attribute_ty(&self, class: usize, name: NameId) -> Ty {
        if self.is_replaced(class, name) {
            return Ty::top();
        }
        let key = (self.world.field_owner(class, name), name);
        self.fields.get(&key).cloned().unwrap_or_default()
    }

    /// Whether instances hold the field as a bare double: every store is one of a float. Whoever inherits the field has it
    /// in the same form, so the class that first has it decides.
    pub fn holds_doubles(&self, class: usize, name: NameId) -> bool {
        let owner = self.world.field_owner(class, name);
        self.world.field(owner, name).is_some()
            && !self.world.classes[owner].has_slots
            && (self.fields.get(&(owner, name))).is_some_and(|t| t.bits == FLOAT)
            && class_indices(self.world.classes[owner].family)
                .chain([owner])
                .all(|k| !self.is_replaced(k, name))
    }

    /// The type of an operand in a function.
    pub fn ty(&self, p: &Program, f: usize, o: Operand) -> Ty {
        match o {
            Operand::Local(l) => self.locals[f][l.index()].clone(),
            Operand::Unset => Ty::default(),
            Operand::Const(c) => match self.tuples.get(&(f, c)) {
                Some(n) => Ty::container(TUPLE, *n),
                None => const_ty(p.constant(c)),
            },
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

    fn inst(&mut self, p: &Program, f: usize, func: &Func, at: (usize, usize), i: &Inst) -> Ty {
        let ty = |x: &Self, n: usize| x.ty(p, f, i.args[n]);
        let site = (f, at.0, at.1);
        match &i.op {
            Op::Copy | Op::Borrow | Op::CheckBound { .. } => ty(self, 0),
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
                if p.modules[module.index()].shows_builtin.contains(slot) {
                    return Ty::top();
                }
                if self.stored.contains(name)
                    || self.is_open_module(module.0)
                    || t.bits == 0 && self.is_late
                {
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
            Op::Compare { op } => {
                let (a, b) = (ty(self, 0), ty(self, 1));
                self.compare(p, &a, &b, *op)
            }
            Op::Unary { op } => {
                let mut t = ty(self, 0);
                let mut out = Ty::default();
                if t.has(INSTANCE) {
                    match self.special_call(p, &t, special::unary_name(*op), &[], &[]) {
                        Some(r) => out = r,
                        None => {
                            self.escape_ty(&t);
                            return Ty::top();
                        }
                    }
                    t = special::without_instances(&t);
                }
                let rest = match t.bits {
                    b if t.within(INT | BOOL) && b != 0 => Ty::of(INT),
                    b if t.within(INT | BOOL | FLOAT) => Ty::of(if b & (INT | BOOL) != 0 {
                        INT | FLOAT
                    } else {
                        FLOAT
                    }),
                    0 => Ty::default(),
                    _ => Ty::top(),
                };
                self.join(&mut out, &rest);
                out
            }
            Op::CompareTruth { op } => {
                let (a, b) = (ty(self, 0), ty(self, 1));
                self.compare(p, &a, &b, *op);
                Ty::of(BOOL)
            }
            Op::In { .. } => {
                let (a, mut b) = (ty(self, 0), ty(self, 1));
                if b.has(INSTANCE) {
                    let classes = special::has_all(self, p, b.classes, "__contains__");
                    if classes && !b.is_top() {
                        self.special_call(p, &b, "__contains__", std::slice::from_ref(&a), &[]);
                        b = special::without_instances(&b);
                    } else {
                        // Perhaps its items are compared, one by one.
                        self.escape_ty(&a);
                        self.escape_ty(&b);
                    }
                }
                if b.bits != 0 {
                    self.meet(&[&a, &b]);
                }
                Ty::of(BOOL)
            }
            Op::Truth | Op::Is { .. } | Op::IsUnset | Op::BoolNot | Op::ExceptionMatches => {
                Ty::of(BOOL)
            }
            Op::BoolValue => Ty::of(BOOL),
            Op::GetAttr { name, .. } => {
                let t = ty(self, 0);
                if t.is_top() && escape::CLASS_NAMES.contains(&p.name(*name)) {
                    self.show_classes(func, i);
                }
                self.get_attr(p, &t, *name)
            }
            Op::GetItem => {
                let (o, k) = (ty(self, 0), ty(self, 1));
                if let Operand::Const(c) = i.args[1]
                    && let Const::Int(at) = p.constant(c)
                    && let Some(t) = self.tuple_item(&o, *at, None)
                {
                    return t;
                }
                self.meet_keys(&o, &k);
                self.get_item(p, &o, &k)
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
                let items: Vec<Ty> = i.args.iter().map(|a| self.ty(p, f, *a)).collect();
                if i.op == Op::BuildTuple {
                    return self.tuple_of(site, &items);
                }
                let n = self.site((site.0, site.1, site.2, 0));
                for t in &items {
                    self.put(n, t);
                }
                let kind = if i.op == Op::BuildList { LIST } else { SET };
                let made = Ty::container(kind, n);
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
                self.operate(&t);
                self.elem_of(&t)
            }
            Op::UnpackStar { .. } => {
                self.escape_args(p, f, &i.args);
                Ty::top()
            }
            Op::Take { index } => match i.args[0] {
                Operand::Local(l) => self.taken(p, f, func, l, *index),
                _ => Ty::top(),
            },
            Op::ImportModule { module } => Ty::known(Known::Module(module.0)),
            Op::Array { .. } | Op::Address { .. } => Ty::default(),
            Op::Immediate { .. } => Ty::of(INT),
            Op::Catch => Ty::top(),
            Op::Box
            | Op::UnboxFloat
            | Op::UnboxBool
            | Op::UnboxInt
            | Op::IntArith { .. }
            | Op::IntWord { .. }
            | Op::FloatArith { .. }
            | Op::FloatNeg
            | Op::IntToFloat
            | Op::IntCompare { .. }
            | Op::IntWordCompare { .. }
            | Op::SmallArith { .. }
            | Op::IntMul
            | Op::RangeCount
            | Op::SmallCompare { .. }
            | Op::ToSmall
            | Op::SmallOfInt
            | Op::TagInt
            | Op::FloatCompare { .. }
            | Op::StrCompare { .. }
            | Op::LoadField { .. }
            | Op::StoreField { .. }
            | Op::LoadDouble { .. }
            | Op::StoreDouble { .. }
            | Op::NewInstance { .. }
            | Op::ListGet { .. }
            | Op::AnyItem { .. }
            | Op::TupleGet { .. }
            | Op::ListAppend { .. }
            | Op::ListPop { .. }
            | Op::BuildPacked { .. }
            | Op::ToFloat
            | Op::ClampInt
            | Op::FloatSqrt
            | Op::FloatToInt { .. }
            | Op::FloatAbs
            | Op::GuardGlobal { .. }
            | Op::ClassIs { .. }
            | Op::IsObject
            | Op::ListSet { .. }
            | Op::ListLen
            | Op::Length
            | Op::FrameStore { .. }
            | Op::FrameTake { .. }
            | Op::SetState { .. }
            | Op::GetState => Ty::top(),
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
        if self.stored.contains(&name)
            || self.is_open_module(m as u32)
            || t.bits == 0 && self.is_late
        {
            t.bits |= TOP;
        }
        t
    }

    fn get_attr(&mut self, p: &Program, o: &Ty, name: NameId) -> Ty {
        let mut out = Ty::default();
        for k in class_indices(o.classes) {
            if p.name(name) == "__class__"
                && self.world.classes[k].is_static
                && self.world.is_free(k, name)
                && !self.is_replaced(k, name)
            {
                self.join(&mut out, &Ty::known(Known::Class(k as u32)));
                continue;
            }
            let is_plain = self.world.is_unshadowed(p, k, name);
            let t = if is_plain {
                self.attribute_ty(k, name)
            } else {
                Ty::top()
            };
            if !is_plain {
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
                    self.find_class_by(name);
                    builtins::native_constant(&p.modules[m as usize].name, p.name(name))
                }
                // `type` has these, and they are texts.
                Known::Class(c)
                    if self.world.classes[c as usize].is_static
                        && matches!(p.name(name), "__name__" | "__qualname__") =>
                {
                    Ty::top()
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
        if o.is_top() {
            self.leak(p, name);
            out.bits |= TOP;
        } else if o.bits & !(INSTANCE | KNOWN | NONE) != 0 && builtins::has_attribute(p.name(name))
        {
            out.bits |= TOP;
        }
        out
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
