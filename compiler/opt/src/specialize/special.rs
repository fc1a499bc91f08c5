//! Operators on instances of known classes: direct calls of their special methods.

use super::*;
use crate::infer::special::{Special, binary_names, unary_name};
use taipan_abi::runtime_fns::Rest;

/// A method of the first operand (or of the second, for reflected ones), with its arguments, and the classes that have it.
struct Target {
    func: FuncId,
    args: Vec<Operand>,
    classes: Vec<usize>,
    /// What follows if it says `NotImplemented`.
    rest: i64,
    /// The result is the contrary of what it says.
    turned: bool,
}

/// What is made of a method's result.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Use {
    Value,
    /// A Bool: its truth.
    Truth,
    /// A length, which is no error if it is an index; and the truth of one.
    Length,
    LengthTruth,
    Ignored,
}

/// More tests of classes than this are left to the runtime.
const MAX_TESTS: usize = 4;

impl Rewrite<'_> {
    /// Whether an operand is an instance of known classes, if it is not None.
    fn is_instance(&self, o: Operand) -> bool {
        let t = self.ty(o);
        t.has(ty::INSTANCE) && t.within(ty::INSTANCE | ty::NONE)
    }

    /// Groups classes by what their instances run.
    fn targets(
        &self,
        o: Operand,
        mut found: impl FnMut(&Self, usize) -> Option<Target>,
    ) -> Option<Vec<Target>> {
        let mut all: Vec<Target> = vec![];
        for k in class_indices(self.ty(o).classes) {
            let target = found(self, k)?;
            let same = |t: &&mut Target| {
                t.func == target.func && t.rest == target.rest && t.turned == target.turned
            };
            match all.iter_mut().find(same) {
                Some(t) => t.classes.push(k),
                None => all.push(target),
            }
        }
        // The one with the most classes comes last: it need not be tested for.
        all.sort_by_key(|t| t.classes.len());
        let tests: usize = all.iter().map(|t| t.classes.len()).sum();
        let last = all.last().map_or(0, |t| t.classes.len());
        (!all.is_empty() && tests - last <= MAX_TESTS).then_some(all)
    }

    fn target(
        &self,
        k: usize,
        func: usize,
        receiver: Operand,
        args: &[Operand],
        kwnames: Option<ConstId>,
    ) -> Option<Target> {
        let func = FuncId::new(func);
        Some(Target {
            func,
            args: self.bind(func, Some(receiver), args, kwnames)?,
            classes: vec![k],
            rest: 0,
            turned: false,
        })
    }

    /// The targets where all classes of the receiver have a plain method of this name, and nothing follows it.
    fn plain_targets(
        &self,
        receiver: Operand,
        name: &str,
        args: &[Operand],
        kwnames: Option<ConstId>,
    ) -> Option<Vec<Target>> {
        if !self.is_instance(receiver) {
            return None;
        }
        let found = self.x.specials(self.p, self.ty(receiver).classes, name)?;
        self.targets(receiver, |r, k| {
            let (_, g) = found.iter().find(|(c, _)| *c == k)?;
            r.target(k, *g, receiver, args, kwnames)
        })
    }

    /// An operation on instances that becomes direct calls: yields the block where code goes on.
    pub(super) fn special(&mut self, at: usize, i: &Inst) -> Option<usize> {
        let args = &i.args;
        match &i.op {
            Op::Binary { op, in_place } => self.special_binary(at, i, *op, *in_place),
            Op::Compare { op } => self.special_compare(at, i, *op, Use::Value),
            Op::CompareTruth { op } => self.special_compare(at, i, *op, Use::Truth),
            Op::Unary { op } => {
                let targets = self.plain_targets(args[0], unary_name(*op), &[], None)?;
                Some(self.dispatch(at, i, args[0], targets, Use::Value))
            }
            Op::GetItem => {
                let targets = self.plain_targets(args[0], "__getitem__", &args[1..], None)?;
                Some(self.dispatch(at, i, args[0], targets, Use::Value))
            }
            Op::SetItem => {
                let targets = self.plain_targets(args[0], "__setitem__", &args[1..], None)?;
                Some(self.dispatch(at, i, args[0], targets, Use::Ignored))
            }
            Op::In { negated } => {
                let mut targets = self.plain_targets(args[1], "__contains__", &args[..1], None)?;
                targets.iter_mut().for_each(|t| t.turned = *negated);
                Some(self.dispatch(at, i, args[1], targets, Use::Truth))
            }
            Op::Truth => {
                let Some(targets) = self.plain_targets(args[0], "__bool__", &[], None) else {
                    let missing = |k| self.x.special(self.p, k, "__bool__") == Special::Missing;
                    let all = class_indices(self.ty(args[0]).classes).all(missing);
                    return all.then(|| self.length(at, i, args[0], Use::LengthTruth))?;
                };
                // Anything but a bool is a TypeError.
                let bools = |t: &Target| self.x.returns[t.func.index()].within(ty::BOOL);
                let all = targets.iter().all(bools);
                all.then(|| self.dispatch(at, i, args[0], targets, Use::Truth))
            }
            Op::Call { kwnames: None } if args.len() == 2 && self.is_len(args[0]) => {
                self.length(at, i, args[1], Use::Length)
            }
            Op::Call { kwnames } => {
                let targets = self.plain_targets(args[0], "__call__", &args[1..], *kwnames)?;
                Some(self.dispatch(at, i, args[0], targets, Use::Value))
            }
            _ => None,
        }
    }

    fn is_len(&self, o: Operand) -> bool {
        let t = self.ty(o);
        t.within(ty::KNOWN)
            && matches!(t.known[..], [Known::Builtin(n)] if self.p.name(NameId(n)) == "len")
    }

    /// `len(x)`, or the truth of what has a length.
    fn length(&mut self, at: usize, i: &Inst, x: Operand, to: Use) -> Option<usize> {
        let targets = self.plain_targets(x, "__len__", &[], None)?;
        let ints = |t: &Target| self.x.returns[t.func.index()].within(ty::INT);
        let all = targets.iter().all(ints);
        all.then(|| self.dispatch(at, i, x, targets, to))
    }

    fn special_binary(&mut self, at: usize, i: &Inst, op: BinOp, in_place: bool) -> Option<usize> {
        let (a, b) = (i.args[0], i.args[1]);
        if self.is_instance(a) {
            let right = self.ty(b);
            let targets = self.targets(a, |r, k| {
                let (g, own) = r.x.left_method(r.p, k, &right, op, in_place)?;
                let rest = if own {
                    Rest::AfterInPlace
                } else {
                    Rest::AfterLeft
                };
                let rest = rest.code(op as i64, in_place);
                let target = r.target(k, g, a, &[b], None)?;
                Some(Target { rest, ..target })
            })?;
            return Some(self.dispatch(at, i, a, targets, Use::Value));
        }
        // Numbers know nothing of instances.
        let number = self.ty(a).within(ty::BOOL | ty::INT | ty::FLOAT);
        if !number || !self.ty(b).within(ty::INSTANCE) {
            return None;
        }
        let mut targets = self.plain_targets(b, binary_names(op)[1], &[a], None)?;
        let rest = Rest::AfterRight.code(op as i64, in_place);
        targets.iter_mut().for_each(|t| t.rest = rest);
        Some(self.dispatch(at, i, b, targets, Use::Value))
    }

    fn special_compare(&mut self, at: usize, i: &Inst, op: CmpOp, to: Use) -> Option<usize> {
        let (a, b) = (i.args[0], i.args[1]);
        if !self.is_instance(a) {
            return None;
        }
        let right = self.ty(b);
        let targets = self.targets(a, |r, k| {
            let (g, turned) = r.x.compare_method(r.p, k, &right, op)?;
            let target = r.target(k, g, a, &[b], None)?;
            Some(Target {
                rest: op as i64,
                turned,
                ..target
            })
        })?;
        Some(self.dispatch(at, i, a, targets, to))
    }

    /// Calls the method of the receiver's class, of those that it may have, or does what the instruction says if the receiver
    /// is None.
    fn dispatch(
        &mut self,
        at: usize,
        i: &Inst,
        receiver: Operand,
        targets: Vec<Target>,
        to: Use,
    ) -> usize {
        let mut here = at;
        let mut end = None;
        if self.ty(receiver).has(ty::NONE) {
            let [some, none, done] = self.unless_none(at, receiver, i.span);
            self.func.blocks[none].insts.push(i.clone());
            (here, end) = (some, Some(BlockId::new(done)));
        }
        let tested = targets.len() - 1;
        for (n, target) in targets.into_iter().enumerate() {
            if n == tested {
                here = self.run_special(here, i, target, to);
                break;
            }
            let done = *end.get_or_insert_with(|| {
                let done = self.func.new_block();
                let cold = self.func.blocks[at].cold;
                self.func.blocks[done.index()].cold = cold;
                let parked =
                    std::mem::replace(&mut self.func.blocks[at].term, Terminator::Unreachable);
                self.func.blocks[done.index()].term = parked;
                done
            });
            let hit = self.block_like(at);
            for k in &target.classes {
                let test = self.local(Repr::Bool);
                let op = Op::ClassIs {
                    class: ClassRef::new(*k),
                    heap: true,
                };
                self.push(here, quiet(op, Some(test), vec![receiver], i.span));
                let miss = self.block_like(at);
                self.func.blocks[here].term = Terminator::Branch {
                    cond: Operand::Local(test),
                    then: hit,
                    orelse: miss,
                };
                here = miss.index();
            }
            let last = self.run_special(hit.index(), i, target, to);
            self.func.blocks[last].term = Terminator::Jump(done);
        }
        match end {
            Some(done) => {
                self.func.blocks[here].term = Terminator::Jump(done);
                done.index()
            }
            None => here,
        }
    }

    fn block_like(&mut self, at: usize) -> BlockId {
        let cold = self.func.blocks[at].cold;
        let b = self.func.new_block();
        self.func.blocks[b.index()].cold = cold;
        b
    }

    /// The call, and what becomes of its result.
    fn run_special(&mut self, at: usize, i: &Inst, target: Target, to: Use) -> usize {
        let returns = self.x.returns[target.func.index()].clone();
        let is_generator = self.p.funcs[target.func.index()].is_generator;
        let may_fail = match i.op {
            Op::Binary { .. } | Op::Compare { .. } | Op::CompareTruth { .. } => {
                self.x.implemented(self.p, returns.clone()).1 && !is_generator
            }
            _ => false,
        };
        let call = |dest| Inst {
            op: Op::CallDirect { func: target.func },
            args: target.args.clone(),
            dest,
            raise: i.raise,
            span: i.span,
        };
        if !may_fail && to == Use::Value && !target.turned {
            self.push(at, call(i.dest));
            return at;
        }
        if matches!(to, Use::Length | Use::LengthTruth) {
            let length = self.local(Repr::Int);
            self.push(at, call(Some(length)));
            return self.check_length(at, i, length, to);
        }
        let is_bool = returns.within(ty::BOOL) && !is_generator;
        let result = self.local(if is_bool { Repr::Bool } else { Repr::Value });
        self.push(at, call(Some(result)));
        if to == Use::Ignored {
            return at;
        }
        if !may_fail {
            self.finish(at, i, result, is_bool, to, target.turned);
            return at;
        }
        let failed = self.local(Repr::Bool);
        let nothing = Operand::Const(self.p.intern_const(Const::NotImplemented));
        let op = Op::Is { negated: false };
        let args = vec![Operand::Local(result), nothing];
        self.push(at, quiet(op, Some(failed), args, i.span));
        let [fine, rest, done] = [(); 3].map(|()| self.block_like(at));
        let branch = Terminator::Branch {
            cond: Operand::Local(failed),
            then: rest,
            orelse: fine,
        };
        let parked = std::mem::replace(&mut self.func.blocks[at].term, branch);
        self.func.blocks[done.index()].term = parked;
        self.func.blocks[rest.index()].cold = true;
        self.func.blocks[rest.index()].term = Terminator::Jump(done);
        self.func.blocks[fine.index()].term = Terminator::Jump(done);
        self.finish(fine.index(), i, result, false, to, target.turned);
        let function = match i.op {
            Op::Binary { .. } => RuntimeFn::binary_rest,
            _ => RuntimeFn::compare_rest,
        };
        let code = self.local(Repr::I64);
        let op = Op::Immediate { value: target.rest };
        self.push(rest.index(), quiet(op, Some(code), vec![], i.span));
        let value = self.local(Repr::Value);
        self.push(
            rest.index(),
            Inst {
                op: Op::Runtime { function },
                dest: Some(value),
                args: vec![i.args[0], i.args[1], Operand::Local(code)],
                raise: i.raise,
                span: i.span,
            },
        );
        // The other operand's answer stands as it is.
        self.finish(rest.index(), i, value, false, to, false);
        done.index()
    }

    /// What `__len__` has said becomes the result unless it is below zero, or larger than an index may be.
    fn check_length(&mut self, at: usize, i: &Inst, length: Local, to: Use) -> usize {
        let mut here = at;
        let [error, done] = [(); 2].map(|()| self.block_like(at));
        let parked = std::mem::replace(&mut self.func.blocks[at].term, Terminator::Unreachable);
        self.func.blocks[done.index()].term = parked;
        self.func.blocks[error.index()].cold = true;
        self.func.blocks[error.index()].term = Terminator::Jump(done);
        for (op, bound) in [(CmpOp::Ge, 0), (CmpOp::Le, (1 << 62) - 1)] {
            let bound = Operand::Const(self.p.intern_const(Const::Int(bound)));
            let is_fine = self.local(Repr::Bool);
            let op = Op::CompareTruth { op };
            let args = vec![Operand::Local(length), bound];
            let test = quiet(op, Some(is_fine), args, i.span);
            self.push(
                here,
                Inst {
                    raise: i.raise,
                    ..test
                },
            );
            let fine = self.block_like(at);
            self.func.blocks[here].term = Terminator::Branch {
                cond: Operand::Local(is_fine),
                then: fine,
                orelse: error,
            };
            here = fine.index();
        }
        let checked = self.local(Repr::I64);
        self.push(
            error.index(),
            Inst {
                op: Op::Runtime {
                    function: RuntimeFn::check_length,
                },
                dest: Some(checked),
                args: vec![Operand::Local(length)],
                raise: i.raise,
                span: i.span,
            },
        );
        for (b, from) in [(here, length), (error.index(), checked)] {
            let mut args = vec![Operand::Local(from)];
            let mut op = Op::Copy;
            let mut raise = None;
            if to == Use::LengthTruth {
                args.push(Operand::Const(self.p.intern_const(Const::Int(0))));
                op = Op::CompareTruth { op: CmpOp::Ne };
                raise = i.raise;
            }
            let last = quiet(op, i.dest, args, i.span);
            self.push(b, Inst { raise, ..last });
        }
        self.func.blocks[here].term = Terminator::Jump(done);
        done.index()
    }

    /// Gives the instruction's destination what it wants of a result.
    fn finish(&mut self, at: usize, i: &Inst, result: Local, is_bool: bool, to: Use, turned: bool) {
        let mut last = result;
        if (to == Use::Truth || turned) && !is_bool {
            last = self.local(Repr::Bool);
            self.push(
                at,
                Inst {
                    op: Op::Truth,
                    dest: Some(last),
                    args: vec![Operand::Local(result)],
                    raise: i.raise,
                    span: i.span,
                },
            );
        }
        if turned {
            let not = self.local(Repr::Bool);
            let args = vec![Operand::Local(last)];
            self.push(at, quiet(Op::BoolNot, Some(not), args, i.span));
            last = not;
        }
        self.push(
            at,
            quiet(Op::Copy, i.dest, vec![Operand::Local(last)], i.span),
        );
    }
}

fn quiet(op: Op, dest: Option<Local>, args: Vec<Operand>, span: Span) -> Inst {
    Inst {
        op,
        dest,
        args,
        raise: None,
        span,
    }
}
