//! Fields that every instance has from its constructor on.
//!
//! Where `__init__` sets the first fields of a class on every path, in layout order, before anything else can see the object, and
//! nothing takes an attribute away or makes instances without `__init__`, reading such a field needs no test.
//! What `__init__` itself does with its fields is tested as ever.

use crate::infer::{Inference, class_indices, world};
use std::collections::HashSet;
use taipan_abi::runtime_fns::RuntimeFn;
use taipan_mir::{Const, Func, FuncId, Inst, Local, NameId, Op, Operand, Program};

/// By class: how many of its fields, in layout order, every instance has that any code but `__init__` sees.
pub struct Constructed {
    counts: Vec<usize>,
    deleted: HashSet<NameId>,
    constructors: HashSet<FuncId>,
}

/// What makes or changes instances past their constructor, or shows the locals of one that is running.
const PAST_CONSTRUCTORS: &[&str] = &["__new__", "__reduce_ex__", "__reduce__", "f_locals"];

impl Constructed {
    pub fn gather(p: &Program, x: &Inference) -> Constructed {
        let mut found = Constructed {
            counts: vec![0; p.classes.len()],
            deleted: deleted(p),
            constructors: HashSet::new(),
        };
        let Some(init) = p.names.get_index_of("__init__").map(NameId::new) else {
            return found;
        };
        let has_others = x.world.dynamic_set
            || (p.funcs.iter()).any(|f| world::mentions(p, f, PAST_CONSTRUCTORS));
        let finalizer = p.names.get_index_of("__del__").map(NameId::new);
        for (k, class) in x.world.classes.iter().enumerate() {
            let has = |name: NameId| x.world.method(k, name);
            if !class.is_static || class.family == 0 || x.is_open(k) || x.is_replaced(k, init) {
                continue;
            }
            if finalizer.is_some_and(|n| has(n).is_some()) || has_others && x.is_known_outside(k) {
                continue;
            }
            if let Some(Some(g)) = has(init) {
                let mut walk = Walk {
                    p,
                    x,
                    init,
                    fields: &class.fields,
                    seen: class.fields.len(),
                };
                let set = walk.function(g, 0, 0).unwrap_or(0);
                found.counts[k] = set.min(walk.seen);
            }
        }
        for class in &x.world.classes {
            found.constructors.extend(class.methods.get(&init));
        }
        found
    }

    /// Whether instances of the class that a function comes by have this field set.
    pub fn is_set(&self, func: usize, class: usize, field: usize, name: NameId) -> bool {
        field < self.counts[class]
            && !self.deleted.contains(&name)
            && !self.constructors.contains(&FuncId::new(func))
    }
}

/// The names in `del o.name`.
fn deleted(p: &Program) -> HashSet<NameId> {
    let insts = p
        .funcs
        .iter()
        .flat_map(|f| &f.blocks)
        .flat_map(|b| &b.insts);
    insts
        .filter(|i| world::runtime_fn(i) == Some(RuntimeFn::delattr))
        .filter_map(|i| match i.args[1] {
            Operand::Const(c) => match p.constant(c) {
                Const::Str(s) => p.names.get_index_of(std::str::from_utf8(s).ok()?),
                _ => None,
            },
            _ => None,
        })
        .map(NameId::new)
        .collect()
}

/// The constructor of one class.
struct Walk<'a> {
    p: &'a Program,
    x: &'a Inference,
    init: NameId,
    fields: &'a [NameId],
    /// The fewest fields that are set where something else may see the object.
    seen: usize,
}

impl Walk<'_> {
    /// The number of fields set when the function returns, if they are `set` when it is called; `None`: it never returns, or its
    /// fields do not come in order.
    fn function(&mut self, f: FuncId, set: usize, depth: usize) -> Option<usize> {
        let func = &self.p.funcs[f.index()];
        let this = Local(u32::from(func.uses_callee));
        let is_assigned = func
            .blocks
            .iter()
            .any(|b| b.term.dest() == Some(this) || b.insts.iter().any(|i| i.dest == Some(this)));
        if func.is_generator || func.is_coroutine || is_assigned || depth > 16 {
            return None;
        }
        let mut entry: Vec<Option<usize>> = vec![None; func.blocks.len()];
        entry[0] = Some(set);
        let mut work = vec![0];
        let mut returned: Option<usize> = None;
        while let Some(b) = work.pop() {
            let mut at = entry[b].expect("reached");
            let block = &func.blocks[b];
            let mut reaches = |to: usize, at: usize| {
                if entry[to].is_none_or(|old| at < old) {
                    entry[to] = Some(at);
                    work.push(to);
                }
            };
            for i in &block.insts {
                if let Some(to) = i.raise {
                    reaches(to.index(), at);
                }
                at = self.inst(f, func, this, i, at, depth)?;
            }
            if block.term.operands().contains(&Operand::Local(this)) {
                self.seen = self.seen.min(at);
            }
            if let taipan_mir::Terminator::Return(_) = block.term {
                returned = Some(returned.map_or(at, |r| r.min(at)));
            }
            for to in block.term.targets() {
                reaches(to.index(), at);
            }
        }
        returned
    }

    fn inst(
        &mut self,
        f: FuncId,
        func: &Func,
        this: Local,
        i: &Inst,
        at: usize,
        depth: usize,
    ) -> Option<usize> {
        let this = Operand::Local(this);
        if !i.args.contains(&this) {
            return match i.op {
                // `super().__init__(…)`.
                Op::CallMethod { name, .. } if name == self.init => {
                    match self
                        .x
                        .super_method(self.p, f.index(), func, i.args[0], name)
                    {
                        Some((g, _)) => self.function(FuncId::new(g), at, depth + 1),
                        None => {
                            let owner = self.x.world.method_owner.get(&f);
                            if owner.is_none_or(|o| self.x.world.classes[*o].base.is_some()) {
                                self.seen = self.seen.min(at);
                            }
                            Some(at)
                        }
                    }
                }
                _ => Some(at),
            };
        }
        match i.op {
            Op::SetAttr { name, .. } if i.args[0] == this && !i.args[1..].contains(&this) => {
                match self.fields.iter().position(|n| *n == name) {
                    Some(n) if n > at => None,
                    Some(n) => Some(at.max(n + 1)),
                    None => Some(at),
                }
            }
            // A field, or an error.
            Op::GetAttr { name, .. } if self.fields.contains(&name) => Some(at),
            Op::Runtime {
                function: RuntimeFn::make_super,
            } if self.is_for_constructor(func, i) => Some(at),
            _ => {
                self.seen = self.seen.min(at);
                Some(at)
            }
        }
    }

    /// Whether the `super()` of an `__init__` is used for `super().__init__(…)` alone, and that one is known.
    fn is_for_constructor(&self, func: &Func, made: &Inst) -> bool {
        let Some(dest) = made.dest else {
            return false;
        };
        let held = Operand::Local(dest);
        func.blocks.iter().all(|b| {
            !b.term.operands().contains(&held)
                && b.insts.iter().all(|i| {
                    !i.args.contains(&held)
                        || matches!(i.op, Op::CallMethod { name, .. } if name == self.init)
                            && !i.args[1..].contains(&held)
                })
        })
    }
}

impl Inference {
    /// Whether unknown code may hold instances of the class, or it or an ancestor itself.
    fn is_known_outside(&self, k: usize) -> bool {
        self.world
            .chain(k)
            .chain(class_indices(self.world.classes[k].family))
            .any(|c| self.is_exposed(c))
    }
}
