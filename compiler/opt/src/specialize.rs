//! Rewrites operations on values of known types.
//!
//! After this pass: calls of known functions and methods are direct; instances of static classes are made and accessed
//! by layout; arithmetic on proven floats is machine arithmetic; locals that only ever hold floats are `F64`, those that only
//! hold ints are `Int` words. Where an operand's representation differs from what an operation takes, a conversion stands
//! between them.

mod calls;
mod reprs;
mod special;

use crate::constructed::Constructed;
use crate::infer::ty::{self, Known, Ty};
use crate::infer::world::Binding;
use crate::infer::{Inference, class_indices};
use crate::liveness::local_of;
use reprs::{choose_reprs, machine_return, remove_dead_loads, split_steps};
use taipan_abi::layout;
use taipan_abi::runtime_fns::RuntimeFn;
use taipan_mir::{
    BinOp, BlockId, ClassRef, CmpOp, Const, ConstId, Func, FuncId, FuncKind, Inst, Items, Local,
    NameId, Op, Operand, Program, Repr, Rounding, Span, Terminator,
};

/// Specialises every function that the inference has reached.
pub fn run(p: &mut Program) {
    for f in 0..p.funcs.len() {
        crate::extremes::run(p, f);
    }
    name_methods(p);
    let mut x = crate::infer::infer(p);
    if crate::fuse::run(p, &mut x) {
        x = crate::infer::infer(p);
    }
    for (k, c) in x.world.classes.iter().enumerate() {
        p.classes[k].num_static_fields = if c.is_static {
            c.fields.len() as u32
        } else {
            0
        };
        let mask = |fields: &[NameId]| {
            let first = fields.iter().take(layout::MAX_DOUBLE_FIELDS).enumerate();
            first
                .filter(|(_, n)| x.holds_doubles(k, **n))
                .fold(0, |mask, (at, _)| mask | 1 << at)
        };
        p.classes[k].doubles = mask(&p.classes[k].fields);
        p.classes[k].static_doubles = mask(&c.fields);
    }
    let mut reprs: Vec<Vec<Repr>> = vec![];
    for f in 0..p.funcs.len() {
        let (mut list, fixed) = choose_reprs(p, &x, f);
        if x.reached[f] {
            let machine = crate::loops::run(p, &x, f, &fixed);
            if split_steps(p, &mut x, f) {
                list = choose_reprs(p, &x, f).0;
            }
            crate::lists::run(p, &mut x, f);
            list.extend(p.funcs[f].locals[list.len()..].iter().map(|l| l.repr));
            for l in machine {
                list[l.index()] = Repr::I64;
            }
        }
        reprs.push(list);
    }
    let none = p.intern_const(Const::None);
    let idle: Vec<Option<ConstId>> = crate::supers::idle_callees(p, &x)
        .into_iter()
        .map(|is_idle| is_idle.then_some(none))
        .collect();
    let constructed = Constructed::gather(p, &x);
    for f in 0..p.funcs.len() {
        if x.reached[f] && p.funcs[f].kind != FuncKind::Annotate {
            rewrite(p, &mut x, f, &idle, &constructed);
        }
    }
    for (f, list) in reprs.iter().enumerate() {
        for (l, repr) in list.iter().enumerate() {
            p.funcs[f].locals[l].repr = *repr;
        }
        if x.reached[f]
            && let Some(ret) = machine_return(p, &x, f)
        {
            p.funcs[f].ret = ret;
        }
    }
    for f in 0..p.funcs.len() {
        remove_dead_loads(p, &x, f);
        crate::coerce::coerce(p, f);
    }
    let small = crate::inline::candidates(p);
    for f in 0..p.funcs.len() {
        if x.reached[f] {
            crate::inline::run(p, f, &small);
            crate::borrow::run(p, f);
            crate::versions::run(p, f);
            crate::inline::run_itself(p, f);
            crate::chains::run(&mut p.funcs[f]);
            crate::branches::run(p, f);
        }
    }
}

/// Special methods that are no function statements have names too, and so have slots.
fn name_methods(p: &mut Program) {
    let mut found = vec![];
    for f in p.funcs.iter().filter(|f| f.kind == FuncKind::ClassBody) {
        let slots = crate::infer::slots::shown(p, f).unwrap_or_default();
        found.extend(slots.into_iter().map(str::to_string));
        for i in f.blocks.iter().flat_map(|b| &b.insts) {
            if let Some(RuntimeFn::class_store) = crate::infer::world::runtime_fn(i)
                && let Operand::Const(c) = i.args[1]
                && let Const::Str(s) = p.constant(c)
                && let Ok(name) = std::str::from_utf8(s)
                && (crate::infer::special::is_followed(name)
                    || matches!(name, "__len__" | "__bool__"))
                && !p.names.contains(name)
            {
                found.push(name.to_string());
            }
        }
    }
    for name in found {
        p.intern_name(&name);
    }
}

/// Operands for the parameters of a function, when the call binds them one to one with constant defaults.
pub fn bind(
    p: &Program,
    g: FuncId,
    receiver: Option<Operand>,
    args: &[Operand],
    kwnames: Option<ConstId>,
) -> Option<Vec<Operand>> {
    let target = &p.funcs[g.index()];
    let params = &target.params;
    if params.has_varargs || params.has_varkeywords || target.is_coroutine {
        return None;
    }
    let named = (params.num_positional + params.num_kwonly) as usize;
    let mut slots: Vec<Option<Operand>> = vec![None; named];
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
    let positional = args.len() - names.len();
    let all: Vec<Operand> = receiver
        .into_iter()
        .chain(args[..positional].iter().copied())
        .collect();
    if all.len() > params.num_positional as usize {
        return None;
    }
    for (s, a) in slots.iter_mut().zip(&all) {
        *s = Some(*a);
    }
    for (name, a) in names.iter().zip(&args[positional..]) {
        let at = params.names[params.num_posonly as usize..named]
            .iter()
            .position(|n| p.name(*n) == name)?
            + params.num_posonly as usize;
        if slots[at].is_some() {
            return None;
        }
        slots[at] = Some(*a);
    }
    if slots.iter().any(Option::is_none) {
        let defaults = constant_defaults(p, g)?;
        let first = (params.num_positional as usize).checked_sub(defaults.len())?;
        for (n, d) in defaults.iter().enumerate() {
            slots[first + n].get_or_insert(Operand::Const(*d));
        }
    }
    slots.into_iter().collect()
}

/// Defaults of the positional parameters, when the function is made once, with constants.
fn constant_defaults(p: &Program, g: FuncId) -> Option<Vec<ConstId>> {
    let mut found = None;
    for f in &p.funcs {
        for i in f.blocks.iter().flat_map(|b| &b.insts) {
            if i.op == (Op::MakeFunction { func: g }) {
                if found.is_some() {
                    return None;
                }
                found = Some(i.args[i.args.len() - 3]);
            }
        }
    }
    match found? {
        Operand::Const(c) => match p.constant(c) {
            Const::Tuple(items) => Some(items.clone()),
            _ => None,
        },
        Operand::Local(_) | Operand::Unset => None,
    }
}

/// Where instances of some classes have a field.
struct Field {
    offset: u32,
    /// The class whose later fields tell whether a first store comes in order.
    class: ClassRef,
    is_double: bool,
    /// It is certainly set.
    is_set: bool,
}

/// One function's rewriting.
struct Rewrite<'a> {
    p: &'a mut Program,
    x: &'a mut Inference,
    f: usize,
    /// The function's blocks as they grow.
    func: Func,
    /// By function: what is passed for the function object, where it needs none.
    idle: &'a [Option<ConstId>],
    constructed: &'a Constructed,
}

fn rewrite(
    p: &mut Program,
    x: &mut Inference,
    f: usize,
    idle: &[Option<ConstId>],
    constructed: &Constructed,
) {
    let func = p.funcs[f].clone();
    let mut r = Rewrite {
        p,
        x,
        f,
        func,
        idle,
        constructed,
    };
    let blocks = r.func.blocks.len();
    for b in 0..blocks {
        r.block(b);
    }
    let mut func = r.func;
    crate::lists::merge_truths(&mut func);
    if idle[f].is_some() {
        crate::supers::sweep(&mut func);
    }
    p.funcs[f] = func;
}

impl Rewrite<'_> {
    fn ty(&self, o: Operand) -> Ty {
        match o {
            Operand::Local(l) if l.index() >= self.x.locals[self.f].len() => Ty::top(),
            _ => self.x.ty(self.p, self.f, o),
        }
    }

    fn block(&mut self, index: usize) {
        let mut insts = std::mem::take(&mut self.func.blocks[index].insts);
        self.join_slices(&mut insts);
        self.take_tuples(&mut insts);
        let mut at = index;
        for i in insts {
            at = self.inst(at, i);
        }
        let _ = at;
    }

    /// `object[start:stop]` in one operation, where the slice is made for nothing else.
    fn join_slices(&self, insts: &mut Vec<Inst>) {
        let mut n = 0;
        while n + 1 < insts.len() {
            let (make, get) = (&insts[n], &insts[n + 1]);
            let is_slice = make.op
                == Op::Runtime {
                    function: RuntimeFn::build_slice,
                };
            if let (true, Op::GetItem, Some(d)) = (is_slice, &get.op, make.dest)
                && make.args[2] == Operand::Unset
                && get.args[1] == Operand::Local(d)
                && get.args[0] != Operand::Local(d)
                && self.p.funcs[self.f].locals[d.index()].name.is_none()
                && self.has_one_use(d)
            {
                let args = vec![get.args[0], make.args[0], make.args[1]];
                insts[n + 1].op = Op::Runtime {
                    function: RuntimeFn::get_slice,
                };
                insts[n + 1].args = args;
                insts.remove(n);
            }
            n += 1;
        }
    }

    /// `a, b = tuple` reads the items of what is exactly a tuple of this length where they are.
    fn take_tuples(&mut self, insts: &mut Vec<Inst>) {
        let mut n = 0;
        while n < insts.len() {
            n += 1;
            let (Op::Unpack { count }, Some(array)) = (&insts[n - 1].op, insts[n - 1].dest) else {
                continue;
            };
            let (count, tuple) = (*count as usize, insts[n - 1].args[0]);
            let t = self.ty(tuple);
            let known = self.x.tuple_items(&t).is_some_and(|i| i.len() == count);
            let takes = |i: &Inst| match i.op {
                Op::Take { index } if i.args[0] == Operand::Local(array) => Some(index as usize),
                _ => None,
            };
            let is_given = self.is_given(insts, n - 1);
            let items = &mut insts[n..];
            let found = items.iter().filter(|i| takes(i).is_some()).count();
            let all = &self.p.funcs[self.f].blocks;
            let total = all
                .iter()
                .flat_map(|b| &b.insts)
                .filter(|i| takes(i).is_some())
                .count();
            if !known || found != count || total != count || is_given {
                continue;
            }
            // The variable may be assigned before all items are read.
            let is_assigned = items.iter().any(|i| i.dest == local_of(tuple));
            let held = match is_assigned || local_of(tuple).is_none() {
                true => Operand::Local(self.local(Repr::Ref)),
                false => tuple,
            };
            for i in items {
                if let Some(at) = takes(i) {
                    let at = Operand::Const(self.p.intern_const(Const::Int(at as i64)));
                    i.op = Op::TupleGet { exact: true };
                    i.args = vec![held, at];
                }
            }
            if held == tuple {
                n -= 1;
                insts.remove(n);
            } else {
                let unpack = &mut insts[n - 1];
                unpack.op = Op::Copy;
                unpack.dest = local_of(held);
                unpack.raise = None;
            }
        }
    }

    /// Whether what the `n`th instruction unpacks is a call's result that nothing else uses: the items of a tuple that has no
    /// other owner are moved out of it.
    fn is_given(&self, insts: &[Inst], n: usize) -> bool {
        let Some(given) = local_of(insts[n].args[0]) else {
            return false;
        };
        let made = insts[..n].iter().rfind(|i| i.dest == Some(given));
        let is_call = made.is_some_and(|i| {
            matches!(
                i.op,
                Op::Call { .. } | Op::CallMethod { .. } | Op::CallDirect { .. }
            )
        });
        let is_named = self.p.funcs[self.f].locals[given.index()].name.is_some();
        is_call && !is_named && self.has_one_use(given)
    }

    /// `object[start:stop] += x` uses its slice twice.
    fn has_one_use(&self, local: Local) -> bool {
        let blocks = &self.p.funcs[self.f].blocks;
        let uses = blocks.iter().flat_map(|b| {
            let args = b.insts.iter().flat_map(|i| i.args.iter().copied());
            args.chain(b.term.operands())
        });
        uses.filter(|o| *o == Operand::Local(local)).count() == 1
    }

    /// What a list holds.
    fn items(&mut self, list: Operand) -> Items {
        let t = self.ty(list);
        crate::lists::items(self.x, &t)
    }

    /// What a list holds into which a value goes.
    fn items_for(&mut self, list: Operand, value: Operand) -> Items {
        let (items, v) = (self.items(list), self.ty(value));
        match items {
            Items::Floats if !v.within(ty::FLOAT) => Items::Any,
            Items::Bools if !v.within(ty::BOOL) => Items::Any,
            items => items,
        }
    }

    fn push(&mut self, at: usize, i: Inst) {
        self.func.blocks[at].insts.push(i);
    }

    fn local(&mut self, repr: Repr) -> Local {
        self.func.new_local(repr)
    }

    /// Rewrites one instruction into block `at`; yields the block where code goes on.
    fn inst(&mut self, at: usize, i: Inst) -> usize {
        if let Some(at) = self.special(at, &i) {
            return at;
        }
        match &i.op {
            Op::Binary { op, .. } => {
                let op = *op;
                if let Some(new) = self.float_binary(&i, op) {
                    self.push(at, new);
                    return at;
                }
            }
            Op::CompareTruth { op } | Op::Compare { op } => {
                let (a, b) = (self.ty(i.args[0]), self.ty(i.args[1]));
                if a.within(ty::STR) && b.within(ty::STR) {
                    let new = Op::StrCompare { op: *op };
                    return self.truth_op(at, i, new);
                }
                let floaty = |t: &Ty, o: Operand| t.within(ty::FLOAT) || self.is_small_int_const(o);
                if floaty(&a, i.args[0])
                    && floaty(&b, i.args[1])
                    && (a.within(ty::FLOAT) || b.within(ty::FLOAT))
                {
                    let new = Op::FloatCompare { op: *op };
                    return self.truth_op(at, i, new);
                }
                if matches!(i.op, Op::Compare { .. })
                    && (i.dest).is_some_and(|d| self.ty(Operand::Local(d)).within(ty::BOOL))
                {
                    let new = Op::CompareTruth { op: *op };
                    return self.truth_op(at, i, new);
                }
            }
            Op::Truth if self.ty(i.args[0]).within(ty::LIST) => {
                let length = self.local(Repr::I64);
                let zero = Operand::Const(self.p.intern_const(Const::Int(0)));
                self.push(
                    at,
                    Inst {
                        op: Op::ListLen,
                        dest: Some(length),
                        raise: None,
                        ..i.clone()
                    },
                );
                let op = Op::IntCompare { op: CmpOp::Ne };
                let args = vec![Operand::Local(length), zero];
                self.push(
                    at,
                    Inst {
                        op,
                        args,
                        raise: None,
                        ..i
                    },
                );
                return at;
            }
            Op::Truth if self.is_true_unless_none(i.args[0]) => {
                let op = Op::IsObject;
                self.push(
                    at,
                    Inst {
                        op,
                        raise: None,
                        ..i
                    },
                );
                return at;
            }
            Op::Is { negated } => {
                if let Some(x) = self.object_or_none(&i) {
                    self.is_none(at, &i, x, *negated);
                    return at;
                }
            }
            Op::Unary {
                op: taipan_mir::UnaryOp::Neg,
            } if self.ty(i.args[0]).within(ty::FLOAT) => {
                self.push(
                    at,
                    Inst {
                        op: Op::FloatNeg,
                        raise: None,
                        ..i
                    },
                );
                return at;
            }
            Op::GetAttr { name, .. } => {
                if let Some(field) = self.field_of(i.args[0], *name) {
                    let (offset, class, name) = (field.offset, field.class, *name);
                    let is_set = field.is_set;
                    let op = if field.is_double {
                        Op::LoadDouble {
                            offset,
                            name,
                            is_set,
                        }
                    } else {
                        Op::LoadField {
                            offset,
                            name,
                            class,
                            is_set,
                        }
                    };
                    return self.on_instance(at, i, op);
                }
            }
            Op::SetAttr { name, .. } => {
                if let Some(field) = self.field_of(i.args[0], *name)
                    && (!field.is_double || self.ty(i.args[1]).bits == ty::FLOAT)
                {
                    let (offset, class, name) = (field.offset, field.class, *name);
                    let is_set = field.is_set;
                    let op = if field.is_double {
                        Op::StoreDouble {
                            offset,
                            name,
                            class,
                            is_set,
                        }
                    } else {
                        Op::StoreField {
                            offset,
                            name,
                            class,
                            is_set,
                        }
                    };
                    return self.on_instance(at, i, op);
                }
            }
            Op::GetItem
                if self.ty(i.args[0]).within(ty::STR) && self.ty(i.args[1]).within(ty::INT) =>
            {
                let op = Op::Runtime {
                    function: RuntimeFn::str_item,
                };
                self.push(at, Inst { op, ..i });
                return at;
            }
            Op::GetItem
                if self.ty(i.args[0]).within(ty::LIST) && self.ty(i.args[1]).within(ty::INT) =>
            {
                let items = self.items(i.args[0]);
                let op = Op::ListGet { items };
                self.push(at, Inst { op, ..i });
                return at;
            }
            Op::SetItem
                if self.ty(i.args[0]).within(ty::LIST) && self.ty(i.args[1]).within(ty::INT) =>
            {
                let items = self.items_for(i.args[0], i.args[2]);
                let op = Op::ListSet { items };
                self.push(at, Inst { op, ..i });
                return at;
            }
            Op::GetItem
                if self.ty(i.args[0]).within(ty::TUPLE) && self.ty(i.args[1]).within(ty::INT) =>
            {
                let op = Op::TupleGet { exact: false };
                self.push(at, Inst { op, ..i });
                return at;
            }
            Op::BuildList if !i.args.is_empty() => {
                let list = i.dest.map(Operand::Local);
                let items = list.map_or(Items::Any, |l| self.items(l));
                if matches!(items, Items::Floats | Items::Bools) {
                    let op = Op::BuildPacked { items };
                    self.push(at, Inst { op, ..i });
                    return at;
                }
            }
            Op::Runtime {
                function: RuntimeFn::list_from_tuple,
            } => {
                let list = i.dest.map(Operand::Local);
                let items = list.map_or(Items::Any, |l| self.items(l));
                if matches!(items, Items::Floats | Items::Bools) {
                    let op = Op::Runtime {
                        function: RuntimeFn::packed_from_tuple,
                    };
                    self.push(at, Inst { op, ..i });
                    return at;
                }
            }
            Op::Runtime {
                function: RuntimeFn::list_append,
            } if self.ty(i.args[0]).within(ty::LIST) => {
                let items = self.items_for(i.args[0], i.args[1]);
                let op = Op::ListAppend { items };
                self.push(at, Inst { op, ..i });
                return at;
            }
            Op::Call { kwnames } => return self.call(at, i.clone(), *kwnames),
            Op::CallMethod { name, kwnames, .. } => {
                return self.call_method(at, i.clone(), *name, *kwnames);
            }
            _ => {}
        }
        self.push(at, i);
        at
    }

    /// A comparison that yields a Bool in the place of one that yields a Bool or an object.
    fn truth_op(&mut self, at: usize, i: Inst, op: Op) -> usize {
        let wants_object = matches!(i.op, Op::Compare { .. });
        let dest = if wants_object {
            Some(self.local(Repr::Bool))
        } else {
            i.dest
        };
        let raise = i.raise.filter(|_| op.may_raise());
        self.push(
            at,
            Inst {
                op,
                dest,
                args: i.args,
                raise,
                span: i.span,
            },
        );
        if wants_object {
            self.push(
                at,
                Inst {
                    op: Op::BoolValue,
                    dest: i.dest,
                    args: dest.into_iter().map(Operand::Local).collect(),
                    raise: None,
                    span: i.span,
                },
            );
        }
        at
    }

    fn is_small_int_const(&self, o: Operand) -> bool {
        matches!(o, Operand::Const(c) if matches!(self.p.constant(c), Const::Int(i) if i.unsigned_abs() < 1 << 53))
    }

    /// An int constant whose conversion to float raises.
    fn is_past_floats(&self, o: Operand) -> bool {
        let Operand::Const(c) = o else { return false };
        match self.p.constant(c) {
            Const::BigInt(digits) => !digits.parse::<f64>().is_ok_and(f64::is_finite),
            _ => false,
        }
    }

    fn float_binary(&mut self, i: &Inst, op: BinOp) -> Option<Inst> {
        let (a, b) = (self.ty(i.args[0]), self.ty(i.args[1]));
        let number = ty::INT | ty::FLOAT;
        if !a.within(number) || !b.within(number) || !(a.within(ty::FLOAT) || b.within(ty::FLOAT)) {
            return None;
        }
        if i.args.iter().any(|o| self.is_past_floats(*o)) {
            return None;
        }
        match op {
            BinOp::Add
            | BinOp::Sub
            | BinOp::Mul
            | BinOp::Div
            | BinOp::FloorDiv
            | BinOp::Mod
            | BinOp::Pow => {}
            BinOp::MatMul
            | BinOp::LShift
            | BinOp::RShift
            | BinOp::BitOr
            | BinOp::BitXor
            | BinOp::BitAnd => return None,
        }
        let new = Op::FloatArith { op };
        // An int that is no float raises where it is converted, which inherits this edge.
        Some(Inst {
            op: new,
            dest: i.dest,
            args: i.args.clone(),
            raise: i.raise,
            span: i.span,
        })
    }

    /// Whether an operand is an instance or None, and its truth tells which.
    fn is_true_unless_none(&self, o: Operand) -> bool {
        let t = self.ty(o);
        let names = &self.p.names;
        t.has(ty::INSTANCE)
            && t.within(ty::INSTANCE | ty::NONE)
            && class_indices(t.classes).all(|k| {
                ["__bool__", "__len__"].into_iter().all(|n| {
                    names.get_index_of(n).map(NameId::new).is_none_or(|n| {
                        self.x.world.method(k, n).is_none() && !self.x.is_replaced(k, n)
                    })
                })
            })
    }

    /// The operand of `x is None` that is an object or None, and may be both.
    fn object_or_none(&self, i: &Inst) -> Option<Operand> {
        let is_none =
            |o: &Operand| matches!(o, Operand::Const(c) if *self.p.constant(*c) == Const::None);
        let at = i.args.iter().position(is_none)?;
        let x = i.args[1 - at];
        let t = self.ty(x);
        (local_of(x).is_some() && t.within(ty::HEAP | ty::NONE)).then_some(x)
    }

    fn is_none(&mut self, at: usize, i: &Inst, x: Operand, negated: bool) {
        let dest = match negated {
            true => i.dest,
            false => Some(self.local(Repr::Bool)),
        };
        let inst = |op, arg, dest| Inst {
            op,
            args: vec![arg],
            dest,
            raise: None,
            span: i.span,
        };
        self.push(at, inst(Op::IsObject, x, dest));
        if let (false, Some(object)) = (negated, dest) {
            self.push(at, inst(Op::BoolNot, Operand::Local(object), i.dest));
        }
    }

    /// Emits `op` in the place of an operation whose receiver, the first operand, may be None besides: what that does is left to
    /// the operation itself. Yields the block where code goes on.
    fn on_instance(&mut self, at: usize, i: Inst, op: Op) -> usize {
        let receiver = i.args[0];
        if !self.ty(receiver).has(ty::NONE) {
            self.push(at, Inst { op, ..i });
            return at;
        }
        let [some, none, done] = self.unless_none(at, receiver, i.span);
        self.func.blocks[none].insts.push(i.clone());
        self.func.blocks[some].insts.push(Inst { op, ..i });
        self.func.blocks[some].term = Terminator::Jump(BlockId::new(done));
        done
    }

    /// Ends block `at` with a test of an object or None: the blocks for the one and for the other, which goes on to the third;
    /// that one has the terminator.
    fn unless_none(&mut self, at: usize, x: Operand, span: Span) -> [usize; 3] {
        let test = self.local(Repr::Bool);
        self.push(
            at,
            Inst {
                op: Op::IsObject,
                dest: Some(test),
                args: vec![x],
                raise: None,
                span,
            },
        );
        let cold = self.func.blocks[at].cold;
        let [some, none, done] = [(); 3].map(|()| self.func.new_block());
        for b in [some, done] {
            self.func.blocks[b.index()].cold = cold;
        }
        self.func.blocks[none.index()].cold = true;
        self.func.blocks[none.index()].term = Terminator::Jump(done);
        let branch = Terminator::Branch {
            cond: Operand::Local(test),
            then: some,
            orelse: none,
        };
        let parked = std::mem::replace(&mut self.func.blocks[at].term, branch);
        self.func.blocks[done.index()].term = parked;
        [some, none, done].map(BlockId::index)
    }

    /// A field that all classes of the receiver have at the same place, in the same form.
    fn field_of(&self, receiver: Operand, name: NameId) -> Option<Field> {
        let t = self.ty(receiver);
        if !t.has(ty::INSTANCE)
            || !t.within(ty::INSTANCE | ty::NONE)
            || class_indices(t.classes).any(|k| self.x.is_replaced(k, name))
        {
            return None;
        }
        let mut found = None;
        for k in class_indices(t.classes) {
            let at = self.x.world.field(k, name)?;
            let is_double =
                at < layout::MAX_DOUBLE_FIELDS && self.p.classes[k].static_doubles >> at & 1 != 0;
            if found.is_some_and(|(f, d, _)| (f, d) != (at, is_double)) {
                return None;
            }
            found = Some((at, is_double, k));
        }
        let (at, is_double, k) = found?;
        // The inline check of the attribute order looks at this class's later fields only.
        let class = if class_indices(t.classes).all(|k| self.x.world.classes[k].has_slots) {
            ClassRef::SLOTTED
        } else if t.classes.count_ones() == 1 && !self.x.world.classes[k].has_subclass {
            ClassRef::new(k)
        } else {
            ClassRef::UNKNOWN
        };
        Some(Field {
            offset: layout::INSTANCE_FIELDS as u32 + 8 * at as u32,
            class,
            is_double,
            is_set: class_indices(t.classes).all(|k| self.constructed.is_set(self.f, k, at, name)),
        })
    }
}
