//! What the program defines: classes with their methods and bases, globals that are bound once, and the dynamic operations
//! that break such facts.

use std::collections::{HashMap, HashSet};
use taipan_abi::runtime_fns::RuntimeFn;
use taipan_mir::{
    BlockId, Const, FuncId, FuncKind, Inst, Local, ModuleId, NameId, Op, Operand, Program,
};

/// A class statement, as far as it is static.
#[derive(Clone, Debug, Default)]
pub struct ClassInfo {
    /// Bases are known classes (or none), no metaclass, no decorator: instances are made by `__init__` alone and laid out as
    /// fields in order.
    pub is_static: bool,
    pub base: Option<usize>,
    pub methods: HashMap<NameId, FuncId>,
    /// Names that the body binds to anything but a plain function.
    pub others: HashSet<NameId>,
    /// Those of `others` that are constant defaults of a data class's fields: for instances they stand behind the field.
    pub plain: HashSet<NameId>,
    /// `dataclass` is applied to the class, which keeps its layout and methods.
    pub is_dataclass: bool,
    /// Own and inherited fields in layout order (static classes).
    pub fields: Vec<NameId>,
    pub has_subclass: bool,
    /// A class that is not static derives from it (or from a descendant): method order and layout of instances are not known.
    pub is_open: bool,
    /// The class and its static descendants.
    pub family: u128,
    pub uses_slots: bool,
    /// What `__slots__` names, where the body shows it: in the order of the fields.
    pub slots: Option<Vec<NameId>>,
    /// The fields are those of `__slots__`: set in any order, words all of them.
    pub has_slots: bool,
    /// The body defines what makes or reaches into instances in its own way.
    pub is_special: bool,
    /// The body defines a binary operator.
    pub operates: bool,
    /// The body defines a comparison, `__contains__` or `__hash__`.
    pub compares: bool,
}

/// Names that a class with fields at fixed places may not define.
const SPECIAL: &[&str] = &[
    "__new__",
    "__getattribute__",
    "__getattr__",
    "__setattr__",
    "__delattr__",
    "__init_subclass__",
];

/// Functions of these names are class methods or static ones without saying so.
const IMPLICIT: &[&str] = &["__class_getitem__", "__init_subclass__", "__new__"];

/// What `dataclass` may give a class that its body does not have.
const DATACLASS: &[&str] = &[
    "__dataclass_fields__",
    "__dataclass_params__",
    "__doc__",
    "__hash__",
    "__match_args__",
    "__replace__",
    "__repr__",
];

/// A global that one statement binds, to a function or class.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Binding {
    Func(FuncId),
    Class(usize),
}

#[derive(Default)]
pub struct World {
    pub classes: Vec<ClassInfo>,
    /// Bound once and never rebound.
    pub bindings: HashMap<(ModuleId, u32), Binding>,
    /// Bindings made before anything in their module could call a function.
    pub early: HashSet<(ModuleId, u32)>,
    /// Globals that a `del` statement names.
    pub deleted: HashSet<(ModuleId, u32)>,
    /// Fields may be written by name at run time (`setattr`, `__dict__`, `vars`): field types are unknown.
    pub dynamic_set: bool,
    /// Attributes may be read by name at run time: methods may be called with anything.
    pub dynamic_get: bool,
    /// Modules may be held without an `import` of them (`sys.modules`, `__globals__`).
    pub holds_modules: bool,
    /// Some class statement has bases that are not known: any class that unknown code holds may be one of them.
    pub unknown_bases: bool,
    /// Modules with a method that uses `__class__`, its name for the class around it, for more than `super()`.
    pub names_own_class: HashSet<ModuleId>,
    /// All classes are found from `object`.
    pub shows_all: bool,
    /// Modules that use `globals()` or `import *`.
    pub open_modules: HashSet<u32>,
    /// `__annotations__` is read somewhere: annotate functions run.
    pub reads_annotations: bool,
    /// Names assigned through receivers that are not known to be instances, decided by `infer`.
    pub class_of_body: HashMap<FuncId, usize>,
    /// For a method: the class whose body defines it.
    pub method_owner: HashMap<FuncId, usize>,
}

/// What a program must mention for the standard library to look modules up by name and hand out what they hold.
const MODULE_FINDERS: &[&str] = &[
    "get_type_hints",
    "evaluate_forward_ref",
    "evaluate",
    "ForwardRef",
    "singledispatch",
    "singledispatchmethod",
    "global_enum",
    "_convert_",
    "import_module",
    "__import__",
    "pickle",
    "copyreg",
];

/// Whether a function names one of these: as an attribute, a method, an import, a global or a string.
pub fn mentions(p: &Program, f: &taipan_mir::Func, names: &[&str]) -> bool {
    let named = |n: NameId| names.contains(&p.name(n));
    f.blocks.iter().flat_map(|b| &b.insts).any(|i| {
        (match i.op {
            Op::GetAttr { name, .. }
            | Op::CallMethod { name, .. }
            | Op::LoadGlobal { name, .. }
            | Op::LoadBuiltin { name } => named(name),
            _ => false,
        }) || i
            .args
            .iter()
            .any(|a| text(p, *a).is_some_and(|t| names.contains(&t)))
    })
}

/// `__add__`, `__radd__`, `__iadd__` and so on.
pub fn is_operator(name: &str) -> bool {
    let Some(stem) = name.strip_prefix("__").and_then(|n| n.strip_suffix("__")) else {
        return false;
    };
    const STEMS: &[&str] = &[
        "add", "sub", "mul", "matmul", "truediv", "floordiv", "mod", "pow", "lshift", "rshift",
        "or", "xor", "and", "divmod",
    ];
    STEMS.contains(&stem)
        || stem
            .strip_prefix(['r', 'i'])
            .is_some_and(|s| STEMS.contains(&s))
}

/// The instruction that defines a temporary, when exactly one does.
pub fn single_defs(f: &taipan_mir::Func) -> HashMap<Local, (usize, usize)> {
    let mut out = HashMap::new();
    let mut many = HashSet::new();
    for (b, block) in f.blocks.iter().enumerate() {
        for (n, i) in block.insts.iter().enumerate() {
            if let Some(d) = i.dest
                && out.insert(d, (b, n)).is_some()
            {
                many.insert(d);
            }
        }
        if let Some(d) = block.term.dest() {
            many.insert(d);
        }
    }
    out.retain(|l, _| !many.contains(l) && l.0 >= f.num_params);
    out
}

/// The blocks that every execution which comes to the end goes through.
fn certain_blocks(f: &taipan_mir::Func) -> Vec<bool> {
    let ends = |without: usize| {
        let mut seen = vec![false; f.blocks.len()];
        seen[without] = true;
        let mut work = vec![BlockId::new(0)];
        while let Some(b) = work.pop() {
            if std::mem::replace(&mut seen[b.index()], true) {
                continue;
            }
            if matches!(f.blocks[b.index()].term, taipan_mir::Terminator::Return(_)) {
                return true;
            }
            work.extend(f.successors(b));
        }
        false
    };
    match f.blocks.len() {
        1 => vec![true],
        n => (0..n).map(|b| !ends(b)).collect(),
    }
}

/// Whether a cell `__class__` is used for nothing but `super()`.
fn is_for_super(func: &taipan_mir::Func, cell: &Inst) -> bool {
    let cell = cell.dest.map(Operand::Local);
    let is_super = |i: &Inst| runtime_fn(i) == Some(RuntimeFn::make_super);
    func.blocks.iter().flat_map(|b| &b.insts).all(|i| {
        let mut uses = i.args.iter().enumerate().filter(|(_, a)| Some(**a) == cell);
        uses.all(|(n, _)| n == 0 && is_super(i))
    })
}

pub fn runtime_fn(i: &Inst) -> Option<RuntimeFn> {
    match i.op {
        Op::Runtime { function } => Some(function),
        _ => None,
    }
}

/// The fields of a data class, as the entry says that came with its methods (`resolve/dataclasses`).
fn shown_fields<'p>(p: &'p Program, body: &taipan_mir::Func) -> HashSet<&'p str> {
    body.blocks
        .iter()
        .flat_map(|b| &b.insts)
        .filter(|i| {
            runtime_fn(i) == Some(RuntimeFn::class_store)
                && text(p, i.args[1]) == Some(".dataclass")
        })
        .filter_map(|i| match i.args[2] {
            Operand::Const(c) => Some(p.constant(c)),
            _ => None,
        })
        .filter_map(|c| match c {
            Const::Tuple(items) => items.first(),
            _ => None,
        })
        .filter_map(|c| match p.constant(*c) {
            Const::Str(s) => std::str::from_utf8(s).ok(),
            _ => None,
        })
        .flat_map(|s| s.split(' '))
        .filter_map(|s| s.split(':').next())
        .collect()
}

fn text(p: &Program, o: Operand) -> Option<&str> {
    match o {
        Operand::Const(c) => match p.constant(c) {
            Const::Str(s) => std::str::from_utf8(s).ok(),
            _ => None,
        },
        _ => None,
    }
}

impl World {
    pub fn gather(p: &Program) -> World {
        let mut w = World {
            classes: vec![ClassInfo::default(); p.classes.len()],
            ..World::default()
        };
        for (k, c) in p.classes.iter().enumerate() {
            w.class_of_body.insert(c.body, k);
        }
        w.class_bodies(p);
        w.dataclasses(p);
        w.global_bindings(p);
        w.class_statements(p);
        w.lay_out(p);
        w.dynamic_operations(p);
        w
    }

    fn class_bodies(&mut self, p: &Program) {
        for (k, c) in p.classes.iter().enumerate() {
            let body = &p.funcs[c.body.index()];
            let defs = single_defs(body);
            let shown = shown_fields(p, body);
            let certain = certain_blocks(body);
            let blocks = body.blocks.iter().zip(&certain);
            for (i, is_certain) in blocks.flat_map(|(b, c)| b.insts.iter().map(move |i| (i, *c))) {
                if !matches!(
                    runtime_fn(i),
                    Some(RuntimeFn::class_store | RuntimeFn::class_delete)
                ) {
                    continue;
                }
                // Whether or not an operation of the program names them.
                self.classes[k].uses_slots |= text(p, i.args[1]) == Some("__slots__");
                self.classes[k].is_special |=
                    text(p, i.args[1]).is_some_and(|t| SPECIAL.contains(&t));
                self.classes[k].operates |= text(p, i.args[1]).is_some_and(is_operator);
                self.classes[k].compares |= matches!(
                    text(p, i.args[1]),
                    Some(
                        "__eq__"
                            | "__ne__"
                            | "__lt__"
                            | "__le__"
                            | "__gt__"
                            | "__ge__"
                            | "__contains__"
                            | "__hash__"
                            | "__index__"
                    )
                );
                if text(p, i.args[1]) == Some("__slots__") {
                    self.classes[k].slots = super::slots::shown(p, body)
                        .filter(|_| is_certain)
                        .and_then(|names| {
                            let ids = names.iter().map(|n| p.names.get_index_of(*n));
                            ids.map(|n| n.map(NameId::new)).collect()
                        });
                }
                let Some(name) = text(p, i.args[1])
                    .and_then(|t| p.names.get_index_of(t))
                    .map(NameId::new)
                else {
                    continue;
                };
                let value = match i.args.get(2) {
                    Some(Operand::Local(l)) => defs.get(l),
                    _ => None,
                };
                let func = value.and_then(|(b, n)| {
                    let made = &body.blocks[*b].insts[*n];
                    match made.op {
                        Op::MakeFunction { func } => Some(func),
                        // `__radd__ = __add__`
                        _ => self.namesake(p, k, made),
                    }
                });
                match func {
                    Some(f)
                        if is_certain
                            && !IMPLICIT.contains(&p.name(name))
                            && !self.classes[k].methods.contains_key(&name)
                            && !self.classes[k].others.contains(&name) =>
                    {
                        self.classes[k].methods.insert(name, f);
                        self.method_owner.insert(f, k);
                    }
                    _ => {
                        let is_constant = matches!(i.args.get(2), Some(Operand::Const(_)))
                            && !p.name(name).starts_with("__")
                            && !self.classes[k].methods.contains_key(&name)
                            && !self.classes[k].others.contains(&name);
                        // What had the name before may have another, or be what stays.
                        if let Some(f) = self.classes[k].methods.remove(&name) {
                            self.method_owner.remove(&f);
                        }
                        self.classes[k].plain.remove(&name);
                        if is_constant && shown.contains(&p.name(name)) {
                            self.classes[k].plain.insert(name);
                        }
                        self.classes[k].others.insert(name);
                    }
                }
            }
        }
    }

    /// The method of the class whose body has come so far that an instruction reads by its name.
    fn namesake(&self, p: &Program, k: usize, i: &Inst) -> Option<FuncId> {
        if runtime_fn(i) != Some(RuntimeFn::class_load) {
            return None;
        }
        let name = p.names.get_index_of(text(p, i.args[1])?)?;
        self.classes[k].methods.get(&NameId::new(name)).copied()
    }

    /// What `dataclass` adds to the classes that have their methods already.
    fn dataclasses(&mut self, p: &Program) {
        for f in p.funcs.iter().filter(|f| f.kind == FuncKind::Module) {
            let defs = single_defs(f);
            for i in f.blocks.iter().flat_map(|b| &b.insts) {
                if runtime_fn(i) != Some(RuntimeFn::class_decorate) {
                    continue;
                }
                let Operand::Local(l) = i.args[1] else {
                    continue;
                };
                let Some((b, n)) = defs.get(&l) else { continue };
                let Op::ClassFinish { layout } = f.blocks[*b].insts[*n].op else {
                    continue;
                };
                let class = &mut self.classes[layout.index()];
                class.is_dataclass = true;
                for name in DATACLASS {
                    if let Some(name) = p.names.get_index_of(*name).map(NameId::new)
                        && !class.methods.contains_key(&name)
                    {
                        class.others.insert(name);
                    }
                }
            }
        }
    }

    fn global_bindings(&mut self, p: &Program) {
        let mut stores: HashMap<(ModuleId, u32), Vec<Option<Binding>>> = HashMap::new();
        let mut closed_modules: HashSet<ModuleId> = HashSet::new();
        for f in &p.funcs {
            let defs = single_defs(f);
            for i in f.blocks.iter().flat_map(|b| &b.insts) {
                match i.op {
                    Op::StoreGlobal { module, slot } => {
                        let binding = match i.args[0] {
                            Operand::Local(l) if f.kind == FuncKind::Module => defs
                                .get(&l)
                                .and_then(|(b, n)| match f.blocks[*b].insts[*n].op {
                                    Op::MakeFunction { func } => Some(Binding::Func(func)),
                                    Op::ClassFinish { layout } => {
                                        Some(Binding::Class(layout.index()))
                                    }
                                    _ => None,
                                }),
                            _ => None,
                        };
                        stores.entry((module, slot)).or_default().push(binding);
                    }
                    Op::DeleteGlobal { module, slot, .. } => {
                        self.deleted.insert((module, slot));
                        stores.entry((module, slot)).or_default().push(None)
                    }
                    Op::Runtime {
                        function: RuntimeFn::globals | RuntimeFn::import_star,
                    } => {
                        closed_modules.insert(f.module);
                    }
                    _ => {}
                }
            }
        }
        for (place, list) in stores {
            if let [Some(b)] = list[..]
                && !closed_modules.contains(&place.0)
                && !p.modules[place.0.index()].shows_builtin.contains(&place.1)
            {
                self.bindings.insert(place, b);
            }
        }
        for (m, module) in p.modules.iter().enumerate() {
            if let Some(body) = module.body {
                self.early_bindings(p, ModuleId::new(m), body);
            }
        }
    }

    /// Walks the module body's straight line up to the first operation that might call Python code.
    fn early_bindings(&mut self, p: &Program, module: ModuleId, body: FuncId) {
        let f = &p.funcs[body.index()];
        let mut at = BlockId::new(0);
        let mut seen = HashSet::new();
        let decorators: HashSet<Option<Local>> = f
            .blocks
            .iter()
            .flat_map(|b| &b.insts)
            .filter(|i| runtime_fn(i) == Some(RuntimeFn::class_decorate))
            .filter_map(|i| match i.args[0] {
                Operand::Local(l) => Some(Some(l)),
                Operand::Const(_) | Operand::Unset => None,
            })
            .collect();
        while seen.insert(at) {
            for i in &f.blocks[at.index()].insts {
                match i.op {
                    Op::StoreGlobal { module: m, slot } if m == module => {
                        self.early.insert((m, slot));
                    }
                    Op::MakeFunction { .. }
                    | Op::Copy
                    | Op::LoadGlobal { .. }
                    | Op::LoadBuiltin { .. }
                    | Op::BuildList
                    | Op::BuildTuple
                    | Op::NewCell
                    | Op::BoolValue
                    | Op::Address { .. }
                    | Op::Immediate { .. } => {}
                    Op::Binary { .. } | Op::BuildDict | Op::BuildSet
                        if i.args.iter().all(|a| self.is_plain(f, *a)) => {}
                    // Class statements without bases, keywords or decorators run only their own bodies.
                    Op::Runtime {
                        function: RuntimeFn::class_begin,
                    } if i.args[1..].iter().all(|a| self.is_plain(f, *a)) => {}
                    Op::Runtime {
                        function: RuntimeFn::class_namespace,
                    }
                    | Op::ClassFinish { .. } => {}
                    Op::CallBody { func, .. } if self.is_quiet_body(p, func) => {}
                    // Runs code of the library, which calls nothing of the module's.
                    Op::Runtime {
                        function: RuntimeFn::class_decorate,
                    } => {}
                    Op::Call { .. } if decorators.contains(&i.dest) => {}
                    Op::ImportModule { module }
                        if p.modules[module.index()].is_native
                            || p.modules[module.index()].is_stdlib => {}
                    Op::Runtime {
                        function: RuntimeFn::import_from,
                    } => {}
                    _ => return,
                }
            }
            match f.blocks[at.index()].term {
                taipan_mir::Terminator::Jump(to) => at = to,
                _ => return,
            }
        }
    }

    /// A constant, or a global read (annotations, bases): nothing that runs code when used as a builder's operand.
    fn is_plain(&self, f: &taipan_mir::Func, o: Operand) -> bool {
        match o {
            Operand::Const(_) | Operand::Unset => true,
            Operand::Local(l) => {
                let defs = f
                    .blocks
                    .iter()
                    .flat_map(|b| &b.insts)
                    .filter(|i| i.dest == Some(l));
                defs.clone().count() == 1
                    && defs.clone().all(|i| match i.op {
                        Op::Binary { .. } => i
                            .args
                            .iter()
                            .all(|a| matches!(a, Operand::Const(_)) || self.is_plain(f, *a)),
                        Op::BuildTuple => i.args.iter().all(|a| self.is_plain(f, *a)),
                        Op::LoadGlobal { module, slot, .. } => {
                            matches!(self.bindings.get(&(module, slot)), Some(Binding::Class(_)))
                        }
                        _ => false,
                    })
            }
        }
    }

    fn is_quiet_body(&self, p: &Program, func: FuncId) -> bool {
        p.funcs[func.index()]
            .blocks
            .iter()
            .flat_map(|b| &b.insts)
            .all(|i| {
                matches!(
                    i.op,
                    Op::MakeFunction { .. }
                        | Op::Copy
                        | Op::NewCell
                        | Op::LoadFree { .. }
                        | Op::LoadBuiltin { .. }
                        | Op::BuildTuple
                ) || matches!(runtime_fn(i), Some(RuntimeFn::class_store))
                    && p.funcs[func.index()].blocks.len() == 1
            })
    }

    /// Bases, metaclasses, decorators of class statements that a global binds.
    fn class_statements(&mut self, p: &Program) {
        let bound: HashMap<usize, (ModuleId, u32)> = self
            .bindings
            .iter()
            .filter_map(|(place, b)| match b {
                Binding::Class(k) => Some((*k, *place)),
                Binding::Func(_) => None,
            })
            .collect();
        let mut bases: HashMap<usize, Option<Option<usize>>> = HashMap::new();
        for f in p.funcs.iter().filter(|f| f.kind == FuncKind::Module) {
            let defs = single_defs(f);
            let def = |o: Operand| match o {
                Operand::Local(l) => defs.get(&l).map(|(b, n)| &f.blocks[*b].insts[*n]),
                _ => None,
            };
            for i in f.blocks.iter().flat_map(|b| &b.insts) {
                let Op::ClassFinish { layout } = i.op else {
                    continue;
                };
                let k = layout.index();
                if !bound.contains_key(&k) {
                    continue;
                }
                let Some(begin) = def(i.args[0]) else {
                    continue;
                };
                if runtime_fn(begin) != Some(RuntimeFn::class_begin)
                    || begin.args[2] != Operand::Unset
                {
                    continue;
                }
                let base = match begin.args[1] {
                    Operand::Const(c) if matches!(p.constant(c), Const::Tuple(items) if items.is_empty()) => {
                        Some(None)
                    }
                    o => match def(o) {
                        Some(tuple) if tuple.op == Op::BuildTuple && tuple.args.len() == 1 => {
                            match def(tuple.args[0]).map(|d| &d.op) {
                                Some(Op::LoadGlobal { module, slot, .. }) => {
                                    match self.bindings.get(&(*module, *slot)) {
                                        Some(Binding::Class(b)) => Some(Some(*b)),
                                        _ => None,
                                    }
                                }
                                Some(Op::LoadBuiltin { name }) if p.name(*name) == "object" => {
                                    Some(None)
                                }
                                _ => None,
                            }
                        }
                        _ => None,
                    },
                };
                if let Some(b) = base {
                    bases.insert(k, Some(b));
                }
            }
        }
        let mut is_static: HashMap<usize, bool> = HashMap::new();
        for k in 0..p.classes.len() {
            let mut at = k;
            let mut ok = true;
            let mut steps = 0;
            let mut slots = HashSet::new();
            loop {
                steps += 1;
                match bases.get(&at) {
                    Some(Some(base)) if steps < 64 && self.lays_out(at, *base, &mut slots) => {
                        match base {
                            Some(b) => at = *b,
                            None => break,
                        }
                    }
                    _ => {
                        ok = false;
                        break;
                    }
                }
            }
            ok = ok && !self.classes[k].is_special;
            is_static.insert(k, ok);
        }
        for k in 0..p.classes.len() {
            // A class is static only if its whole chain is.
            let mut at = Some(k);
            let mut ok = true;
            while let Some(a) = at {
                ok = ok && is_static[&a];
                at = bases.get(&a).copied().flatten().flatten();
                if !ok {
                    break;
                }
            }
            self.classes[k].is_static = ok;
            self.classes[k].base = if ok { bases[&k].flatten() } else { None };
        }
        for k in 0..p.classes.len() {
            if let Some(b) = self.classes[k].base {
                self.classes[b].has_subclass = true;
            }
        }
        self.open_classes(p);
        for k in (0..p.classes.len()).filter(|k| *k < 128) {
            let mut at = Some(k);
            while let Some(a) = at {
                self.classes[a].family |= 1 << k;
                at = self.classes[a].base;
            }
        }
    }

    /// Whether the `__slots__` of a class, if it has some, are known and add to those of its ancestors.
    fn lays_out(&self, k: usize, base: Option<usize>, below: &mut HashSet<NameId>) -> bool {
        let class = &self.classes[k];
        match &class.slots {
            Some(own) => {
                base.is_none_or(|b| self.classes[b].uses_slots)
                    && own.iter().all(|n| below.insert(*n))
            }
            None => !class.uses_slots,
        }
    }

    /// Classes that other class statements than static ones derive from, and their ancestors.
    fn open_classes(&mut self, p: &Program) {
        let mut open = vec![];
        let mut unknown = false;
        for f in &p.funcs {
            let defs = single_defs(f);
            let def = |o: Operand| match o {
                Operand::Local(l) => defs.get(&l).map(|(b, n)| &f.blocks[*b].insts[*n]),
                _ => None,
            };
            for i in f.blocks.iter().flat_map(|b| &b.insts) {
                if let Op::LoadBuiltin { name } = i.op
                    && p.name(name) == "type"
                    && f.blocks.iter().flat_map(|b| &b.insts).any(|c| {
                        matches!(c.op, Op::Call { .. })
                            && c.args.len() > 3
                            && c.args[0] == Operand::Local(i.dest.unwrap_or(Local(u32::MAX)))
                    })
                {
                    unknown = true;
                }
                let Op::ClassFinish { layout } = i.op else {
                    continue;
                };
                if self.classes[layout.index()].is_static {
                    continue;
                }
                let bases = def(i.args[0])
                    .filter(|d| runtime_fn(d) == Some(RuntimeFn::class_begin))
                    .map(|d| d.args[1]);
                match bases {
                    Some(Operand::Const(_)) => {}
                    Some(o) => match def(o) {
                        Some(t) if t.op == Op::BuildTuple => {
                            for b in &t.args {
                                match def(*b).map(|d| &d.op) {
                                    Some(Op::LoadGlobal { module, slot, .. }) => {
                                        if let Some(Binding::Class(k)) =
                                            self.bindings.get(&(*module, *slot))
                                        {
                                            open.push(*k);
                                        }
                                        // A global that is not a single binding holds a decorated or imported class: found below.
                                    }
                                    Some(Op::LoadBuiltin { .. } | Op::GetAttr { .. }) => {}
                                    _ => unknown = true,
                                }
                            }
                        }
                        _ => unknown = true,
                    },
                    None => unknown = true,
                }
            }
        }
        self.unknown_bases = unknown;
        for k in open {
            let mut at = Some(k);
            while let Some(a) = at {
                self.classes[a].is_open = true;
                self.classes[a].has_subclass = true;
                at = self.classes[a].base;
            }
        }
    }

    /// Fields of static classes in the order in which the runtime lays them out.
    fn lay_out(&mut self, p: &Program) {
        for k in 0..p.classes.len() {
            if !self.classes[k].is_static {
                continue;
            }
            let mut chain = vec![k];
            while let Some(b) = self.classes[*chain.last().expect("not empty")].base {
                chain.push(b);
            }
            let slots = chain.iter().rev().flat_map(|c| &self.classes[*c].slots);
            let slots: Vec<NameId> = slots.flatten().copied().collect();
            if self.classes[k].uses_slots || !slots.is_empty() {
                // Other attributes, where there may be some, are no fields.
                self.classes[k].has_slots = true;
                self.classes[k].fields = slots;
                continue;
            }
            let mut fields: Vec<NameId> = vec![];
            for c in chain.iter().rev() {
                for n in &p.classes[*c].fields {
                    if !fields.contains(n) {
                        fields.push(*n);
                    }
                }
            }
            self.classes[k].fields = fields;
        }
    }

    fn dynamic_operations(&mut self, p: &Program) {
        let finds_modules = p
            .funcs
            .iter()
            .filter(|f| !p.modules[f.module.index()].is_stdlib)
            .any(|f| mentions(p, f, MODULE_FINDERS));
        for f in &p.funcs {
            let is_own = !p.modules[f.module.index()].is_stdlib;
            for i in f.blocks.iter().flat_map(|b| &b.insts) {
                match &i.op {
                    Op::LoadBuiltin { name } => match p.name(*name) {
                        "setattr" | "delattr" | "vars" => {
                            self.dynamic_set = true;
                            self.dynamic_get = true;
                        }
                        "getattr" | "hasattr" | "dir" => self.dynamic_get = true,
                        _ => {}
                    },
                    Op::GetAttr { name, .. }
                    | Op::SetAttr { name, .. }
                    | Op::CallMethod { name, .. } => match p.name(*name) {
                        "__dict__" | "__class__" | "__setattr__" | "__setstate__" | "__set__"
                        | "__delattr__" | "__delete__" | "__reduce_ex__" => {
                            self.dynamic_set |= !matches!(
                                (&i.op, p.name(*name)),
                                (Op::GetAttr { .. }, "__class__")
                            );
                            self.dynamic_get = true;
                        }
                        "__annotations__" | "__annotate__" => self.reads_annotations = true,
                        // From `object` to all; the library begins with what it is given.
                        "__subclasses__" => self.shows_all |= is_own,
                        "modules" | "__globals__" | "f_globals" => {
                            self.holds_modules |= is_own || finds_modules;
                        }
                        _ => {}
                    },
                    Op::Runtime {
                        function: RuntimeFn::match_class,
                    } => self.dynamic_get = true,
                    Op::LoadFree { index } => {
                        let name = f.free_names.get(*index as usize);
                        if name.is_some_and(|n| p.name(*n) == "__class__") && !is_for_super(f, i) {
                            self.names_own_class.insert(f.module);
                        }
                    }
                    Op::Runtime {
                        function: RuntimeFn::globals | RuntimeFn::import_star,
                    } => {
                        self.open_modules.insert(f.module.0);
                    }
                    _ => {}
                }
            }
        }
    }

    /// Whether instances have comparisons or a hash of their own.
    pub fn compares(&self, k: usize) -> bool {
        self.chain(k).any(|c| self.classes[c].compares)
    }

    /// Whether instances have binary operators of their own.
    pub fn operates(&self, k: usize) -> bool {
        self.chain(k).any(|c| self.classes[c].operates)
    }

    /// A class and its ancestors.
    pub fn chain(&self, k: usize) -> impl Iterator<Item = usize> + '_ {
        std::iter::successors(Some(k), |k| self.classes[*k].base)
    }

    /// The method that `name` finds on instances of a static class: `Some(None)` when it is something else than a function.
    pub fn method(&self, class: usize, name: NameId) -> Option<Option<FuncId>> {
        let mut at = Some(class);
        while let Some(k) = at {
            let c = &self.classes[k];
            if !c.is_static {
                return Some(None);
            }
            if let Some(f) = c.methods.get(&name) {
                return Some(Some(*f));
            }
            if c.others.contains(&name) {
                return Some(None);
            }
            at = c.base;
        }
        None
    }

    /// Whether the class and its ancestors have nothing of this name, or constants only.
    pub fn is_free(&self, class: usize, name: NameId) -> bool {
        self.chain(class).all(|k| {
            let c = &self.classes[k];
            !c.methods.contains_key(&name) && (!c.others.contains(&name) || c.plain.contains(&name))
        })
    }

    /// Index of a field of a static class that nothing in the class shadows.
    pub fn field(&self, class: usize, name: NameId) -> Option<usize> {
        let c = &self.classes[class];
        if !c.is_static || !self.is_free(class, name) {
            return None;
        }
        c.fields.iter().position(|f| *f == name)
    }

    /// Whether nothing in the class stands in the way of an attribute of this name of its instances, be it a field or not.
    pub fn is_unshadowed(&self, p: &Program, class: usize, name: NameId) -> bool {
        self.classes[class].is_static
            && self.is_free(class, name)
            && !p.name(name).starts_with("__")
    }

    /// The class in the chain that first has the field: the key of its type.
    pub fn field_owner(&self, class: usize, name: NameId) -> usize {
        let mut owner = class;
        let mut at = self.classes[class].base;
        while let Some(k) = at {
            if self.classes[k].fields.contains(&name) {
                owner = k;
            }
            at = self.classes[k].base;
        }
        owner
    }
}
