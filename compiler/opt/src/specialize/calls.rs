//! Calls of what is known: functions, constructors, methods, built-ins.

use super::*;

impl Rewrite<'_> {
    pub(super) fn bind(
        &self,
        g: FuncId,
        receiver: Option<Operand>,
        args: &[Operand],
        kwnames: Option<ConstId>,
    ) -> Option<Vec<Operand>> {
        let mut all = bind(self.p, g, receiver, args, kwnames)?;
        if self.p.funcs[g.index()].uses_callee {
            all.insert(0, Operand::Const(self.idle[g.index()]?));
        }
        Some(all)
    }

    pub(super) fn call(&mut self, at: usize, i: Inst, kwnames: Option<ConstId>) -> usize {
        let t = self.ty(i.args[0]);
        if t.within(ty::KNOWN) && t.known.len() == 1 {
            match t.known[0] {
                Known::Func(g) => {
                    if let Some(args) = self.bind(FuncId(g), None, &i.args[1..], kwnames) {
                        self.push(
                            at,
                            Inst {
                                op: Op::CallDirect { func: FuncId(g) },
                                args,
                                ..i
                            },
                        );
                        return at;
                    }
                }
                Known::Class(k) if self.x.world.classes[k as usize].is_static => {
                    if let Some(at) = self.construct(at, &i, k as usize, kwnames) {
                        return at;
                    }
                }
                Known::Builtin(name) => {
                    let name = self.p.name(NameId(name)).to_string();
                    if kwnames.is_none()
                        && let Some(new) = self.builtin(&i, &name)
                    {
                        self.push(at, new);
                        return at;
                    }
                    if matches!(&name[..], "list" | "sorted") {
                        return self.packed_copy(at, i);
                    }
                }
                Known::Class(_) | Known::Module(_) => {}
            }
        }
        self.push(at, i);
        at
    }

    /// A call that makes a list of whatever it is given: packed, if what the list holds admits that.
    pub(super) fn packed_copy(&mut self, at: usize, i: Inst) -> usize {
        let made = i.dest.map(Operand::Local);
        let span = i.span;
        self.push(at, i);
        if let Some(list) = made
            && self.ty(list).within(ty::LIST)
            && matches!(self.items(list), Items::Floats | Items::Bools)
        {
            let op = Op::Runtime {
                function: RuntimeFn::list_pack,
            };
            self.push(
                at,
                Inst {
                    op,
                    args: vec![list],
                    dest: None,
                    raise: None,
                    span,
                },
            );
        }
        at
    }

    pub(super) fn builtin(&mut self, i: &Inst, name: &str) -> Option<Inst> {
        let args = i.args[1..].to_vec();
        let t = self.ty(*args.first()?);
        match (name, args.len()) {
            ("len", 1) if t.within(ty::LIST) => Some(Inst {
                op: Op::ListLen,
                args,
                raise: None,
                ..i.clone()
            }),
            ("len", 1)
                if t.within(ty::LIST | ty::STR | ty::TUPLE | ty::DICT | ty::SET | ty::BYTES) =>
            {
                let op = Op::Runtime {
                    function: RuntimeFn::length,
                };
                Some(Inst {
                    op,
                    args,
                    ..i.clone()
                })
            }
            ("float", 1) if t.within(ty::INT | ty::FLOAT) => Some(Inst {
                op: Op::ToFloat,
                args,
                ..i.clone()
            }),
            ("int", 1) if t.within(ty::FLOAT) => Some(Inst {
                op: Op::FloatToInt {
                    rounding: Rounding::Trunc,
                },
                args,
                ..i.clone()
            }),
            ("int", 1) if t.within(ty::STR | ty::INT | ty::BOOL) => {
                let op = Op::Runtime {
                    function: RuntimeFn::int_of,
                };
                Some(Inst {
                    op,
                    args,
                    ..i.clone()
                })
            }
            ("abs", 1) if t.within(ty::FLOAT) => Some(Inst {
                op: Op::FloatAbs,
                args,
                raise: None,
                ..i.clone()
            }),
            _ => None,
        }
    }

    /// `C(args)` for a static class: a bare instance, then `__init__`.
    pub(super) fn construct(
        &mut self,
        at: usize,
        i: &Inst,
        k: usize,
        kwnames: Option<ConstId>,
    ) -> Option<usize> {
        let init = NameId::new(self.p.names.get_index_of("__init__")?);
        if self.x.is_replaced(k, init) {
            return None;
        }
        let target = match self.x.world.method(k, init) {
            Some(Some(g)) => Some(g),
            Some(None) => return None,
            None if i.args.len() == 1 && kwnames.is_none() => None,
            None => return None,
        };
        let this = self.local(Repr::Ref);
        let args = match target {
            // `__init__` must be known to return None.
            Some(g)
                if self.x.returns[g.index()].within(ty::NONE)
                    || self.x.returns[g.index()].bits == 0 =>
            {
                Some(self.bind(g, Some(Operand::Local(this)), &i.args[1..], kwnames)?)
            }
            Some(_) => return None,
            None => None,
        };
        let span = i.span;
        let op = Op::NewInstance {
            class: ClassRef::new(k),
        };
        self.push(
            at,
            Inst {
                op,
                dest: Some(this),
                args: vec![],
                raise: i.raise,
                span,
            },
        );
        if let (Some(g), Some(args)) = (target, args) {
            let ignored = self.local(Repr::Value);
            self.push(
                at,
                Inst {
                    op: Op::CallDirect { func: g },
                    dest: Some(ignored),
                    args,
                    raise: i.raise,
                    span,
                },
            );
        }
        self.push(
            at,
            Inst {
                op: Op::Copy,
                dest: i.dest,
                args: vec![Operand::Local(this)],
                raise: None,
                span,
            },
        );
        Some(at)
    }

    pub(super) fn call_method(
        &mut self,
        at: usize,
        i: Inst,
        name: NameId,
        kwnames: Option<ConstId>,
    ) -> usize {
        let func = self.p.funcs[self.f].clone();
        if let Some((g, _)) = self.x.super_method(self.p, self.f, &func, i.args[0], name)
            && let Some(receiver) = self.super_receiver(&func, i.args[0])
            && let Some(args) = self.bind(FuncId::new(g), Some(receiver), &i.args[1..], kwnames)
        {
            self.push(
                at,
                Inst {
                    op: Op::CallDirect {
                        func: FuncId::new(g),
                    },
                    args,
                    ..i
                },
            );
            return at;
        }
        let t = self.ty(i.args[0]);
        if let [Known::Module(m)] = t.known[..]
            && t.within(ty::KNOWN)
        {
            return self.call_module(at, i, m as usize, name, kwnames);
        }
        if kwnames.is_none()
            && let Some(at) = self.container_method(at, &i, &t, name)
        {
            return at;
        }
        if t.has(ty::INSTANCE) && !class_indices(t.classes).any(|k| self.x.is_replaced(k, name)) {
            return self.devirtualize(at, i, &t, name, kwnames);
        }
        self.push(at, i);
        at
    }

    /// The methods of lists and dicts that loops live on, without a lookup.
    pub(super) fn container_method(
        &mut self,
        at: usize,
        i: &Inst,
        t: &Ty,
        name: NameId,
    ) -> Option<usize> {
        let text = self.p.name(name);
        let mut args = i.args.clone();
        let mut with = |function: RuntimeFn| {
            args.resize(function.row().args.len(), Operand::Unset);
            (Op::Runtime { function }, true)
        };
        let (op, result) = match (text, i.args.len()) {
            ("append", 2) if t.within(ty::LIST) => {
                let items = self.items_for(i.args[0], i.args[1]);
                (Op::ListAppend { items }, false)
            }
            ("pop", 1) if t.within(ty::LIST) => {
                let items = self.items(i.args[0]);
                (Op::ListPop { items }, true)
            }
            ("get", 2 | 3) if t.within(ty::DICT) => with(RuntimeFn::dict_get),
            _ => return None,
        };
        let raise = if op.may_raise() { i.raise } else { None };
        self.push(
            at,
            Inst {
                op,
                dest: i.dest.filter(|_| result),
                args,
                raise,
                span: i.span,
            },
        );
        if !result && let Some(d) = i.dest {
            let none = Operand::Const(self.p.intern_const(Const::None));
            self.push(
                at,
                Inst {
                    op: Op::Copy,
                    dest: Some(d),
                    args: vec![none],
                    raise: None,
                    span: i.span,
                },
            );
        }
        Some(at)
    }

    pub(super) fn super_receiver(&self, func: &Func, o: Operand) -> Option<Operand> {
        let l = local_of(o)?;
        let def = func
            .blocks
            .iter()
            .flat_map(|b| &b.insts)
            .find(|d| d.dest == Some(l))?;
        Some(def.args[1])
    }

    /// `module.function(args)`
    pub(super) fn call_module(
        &mut self,
        at: usize,
        i: Inst,
        m: usize,
        name: NameId,
        kwnames: Option<ConstId>,
    ) -> usize {
        let module = &self.p.modules[m];
        if module.is_native {
            let text = self.p.name(name);
            if module.name == "math"
                && kwnames.is_none()
                && i.args.len() == 2
                && self.ty(i.args[1]).within(ty::FLOAT)
            {
                let op = match text {
                    "sqrt" => Some(Op::FloatSqrt),
                    "fabs" => Some(Op::FloatAbs),
                    "floor" => Some(Op::FloatToInt {
                        rounding: Rounding::Floor,
                    }),
                    "ceil" => Some(Op::FloatToInt {
                        rounding: Rounding::Ceil,
                    }),
                    "trunc" => Some(Op::FloatToInt {
                        rounding: Rounding::Trunc,
                    }),
                    _ => None,
                };
                if let Some(op) = op {
                    let raise = if op.may_raise() { i.raise } else { None };
                    self.push(
                        at,
                        Inst {
                            op,
                            args: vec![i.args[1]],
                            raise,
                            dest: i.dest,
                            span: i.span,
                        },
                    );
                    return at;
                }
            }
        } else if let Some(slot) = module.globals.iter().position(|g| *g == name)
            && !self.x.stored.contains(&name)
            && let Some(Binding::Func(g)) = self
                .x
                .world
                .bindings
                .get(&(taipan_mir::ModuleId::new(m), slot as u32))
                .copied()
            && let Some(args) = self.bind(g, None, &i.args[1..], kwnames)
        {
            // A missing attribute of a module is another error than a missing name: leave that to the general path.
            let early = self
                .x
                .world
                .early
                .contains(&(taipan_mir::ModuleId::new(m), slot as u32));
            if early {
                self.push(
                    at,
                    Inst {
                        op: Op::CallDirect { func: g },
                        args,
                        ..i
                    },
                );
                return at;
            }
        }
        self.push(at, i);
        at
    }

    /// A method call on instances of known classes: direct, or a chain of class tests with the general call at its end.
    pub(super) fn devirtualize(
        &mut self,
        at: usize,
        i: Inst,
        t: &Ty,
        name: NameId,
        kwnames: Option<ConstId>,
    ) -> usize {
        // What is called, with what, on instances of which classes.
        let mut targets: Vec<(FuncId, Vec<Operand>, Vec<usize>)> = vec![];
        let mut covered = 0;
        for k in class_indices(t.classes) {
            let Some(Some(g)) = self.x.world.method(k, name) else {
                continue;
            };
            if self.x.world.classes[k].fields.contains(&name) {
                continue;
            }
            covered += 1;
            if let Some(target) = targets.iter_mut().find(|x| x.0 == g) {
                target.2.push(k);
            } else if let Some(args) = self.bind(g, Some(i.args[0]), &i.args[1..], kwnames) {
                targets.push((g, args, vec![k]));
            } else {
                self.push(at, i);
                return at;
            }
        }
        let is_instance = covered == t.classes.count_ones() && t.within(ty::INSTANCE | ty::NONE);
        // The one with the most classes comes last: it need not be tested for, if nothing else can come.
        targets.sort_by_key(|(_, _, classes)| classes.len());
        let tested = targets.len() - usize::from(is_instance && !targets.is_empty());
        let tests: usize = targets[..tested].iter().map(|x| x.2.len()).sum();
        if targets.is_empty() || tests > 6 || t.is_top() && tests > 3 {
            self.push(at, i);
            return at;
        }
        let call = |g, args| Inst {
            op: Op::CallDirect { func: g },
            args,
            ..i.clone()
        };
        if is_instance && targets.len() == 1 && !t.has(ty::NONE) {
            let (g, args, _) = targets.swap_remove(0);
            self.push(at, call(g, args));
            return at;
        }
        let cold = self.func.blocks[at].cold;
        let (mut here, done) = if is_instance && t.has(ty::NONE) {
            let [some, none, done] = self.unless_none(at, i.args[0], i.span);
            self.func.blocks[none].insts.push(i.clone());
            (some, BlockId::new(done))
        } else {
            let done = self.func.new_block();
            self.func.blocks[done.index()].cold = cold;
            // `done` takes over the terminator of `at`.
            let parked = std::mem::replace(&mut self.func.blocks[at].term, Terminator::Unreachable);
            self.func.blocks[done.index()].term = parked;
            (at, done)
        };
        for (n, (g, args, classes)) in targets.into_iter().enumerate() {
            let hit = self.func.new_block();
            self.func.blocks[hit.index()].cold = cold;
            self.func.blocks[hit.index()].insts.push(call(g, args));
            self.func.blocks[hit.index()].term = Terminator::Jump(done);
            if n == tested {
                self.func.blocks[here].term = Terminator::Jump(hit);
                return done.index();
            }
            for k in classes {
                let test = self.local(Repr::Bool);
                let miss = self.func.new_block();
                self.func.blocks[miss.index()].cold = cold;
                let op = Op::ClassIs {
                    class: ClassRef::new(k),
                    heap: is_instance || t.within(ty::HEAP),
                };
                self.push(
                    here,
                    Inst {
                        op,
                        dest: Some(test),
                        args: vec![i.args[0]],
                        raise: None,
                        span: i.span,
                    },
                );
                self.func.blocks[here].term = Terminator::Branch {
                    cond: Operand::Local(test),
                    then: hit,
                    orelse: miss,
                };
                here = miss.index();
            }
        }
        self.push(here, i);
        self.func.blocks[here].term = Terminator::Jump(done);
        done.index()
    }
}
