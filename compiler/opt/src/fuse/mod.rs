//! Generators that only one loop sees become part of it.
//!
//! After this pass `for x in gen(…)`, where the generator is made for that loop alone, is no iteration any more: the
//! generator's parameters and variables are locals of the consumer, its blocks stand in front of the loop's body, each `yield`
//! assigns the loop's variable and goes to the body, and the loop's header goes on behind the last `yield` (through a switch
//! on a state where there are several). No frame is made, nothing is resumed. Pipelines collapse from the outside in; `sum`,
//! `any`, `all` and their like over such a generator become loops first ([`consume`]), `enumerate` and `zip` counters and
//! iterators of the loop ([`pairs`]).
//!
//! Left alone: generators that suspend inside of `try` or `with` (closing them would be seen), programs in which destructors
//! can be seen, and consumers that are class bodies, or module bodies but for generator expressions (their ints are not fast,
//! those of a generator function may be).
//! Runs before the last inference, which then knows the types of each use.

mod consume;
mod delegate;
mod pairs;
mod unpack;

use crate::counts::{Counts, Place};
use crate::infer::ty::{self, Known};
use crate::infer::{Inference, class_indices};
use std::collections::{HashMap, HashSet};
use std::ops::Range;
use taipan_abi::runtime_fns::RuntimeFn;
use taipan_mir::{
    AddressOf, Block, BlockId, Const, Func, FuncId, FuncKind, InlineSite, Inst, Local, LocalDecl,
    NameId, Op, Operand, Program, Repr, Span, Terminator,
};

/// The largest generator that is taken in: instructions, blocks, yields.
const GENERATOR: (usize, usize, usize) = (160, 60, 6);
/// Instructions past which a consumer takes in no more.
const CONSUMER: usize = 600;

/// Fuses what it can in the whole program; whether it found anything.
pub fn run(p: &mut Program, x: &mut Inference) -> bool {
    if p.has_finalizers {
        return false;
    }
    let generators: Vec<Option<Func>> = (0..p.funcs.len())
        .map(|g| x.reached[g].then(|| simplified(&p.funcs[g])).flatten())
        .collect();
    let consts = Consts::intern(p);
    let mut found = false;
    for f in 0..p.funcs.len() {
        let func = &p.funcs[f];
        if x.reached[f]
            && !func.is_coroutine
            && matches!(
                func.kind,
                FuncKind::Def | FuncKind::GenExpr | FuncKind::Module
            )
        {
            let mut fuse = Fuse::new(p, x, &generators, f, consts);
            let changed = fuse.run();
            let (func, sites) = (fuse.func, fuse.sites);
            if changed {
                p.inline_sites.extend(sites);
                p.funcs[f] = func;
                found = true;
            }
        }
    }
    found
}

/// The generator as it is to be taken in, if it can be.
fn simplified(g: &Func) -> Option<Func> {
    let size: usize = g.blocks.iter().map(|b| b.insts.len()).sum();
    if !g.is_generator
        || g.is_coroutine
        || !matches!(g.kind, FuncKind::Def | FuncKind::GenExpr)
        || g.params.has_varargs
        || g.params.has_varkeywords
        || size > GENERATOR.0
        || g.blocks.len() > GENERATOR.1
    {
        return None;
    }
    let mut g = g.clone();
    delegate::run(&mut g);
    let mut yields = 0;
    for b in &g.blocks {
        if let Terminator::Yield { raise, .. } = &b.term {
            if raise.is_some() {
                return None;
            }
            yields += 1;
        }
    }
    (1..=GENERATOR.2).contains(&yields).then_some(g)
}

/// A loop and the generator that it alone sees.
struct Loop {
    header: usize,
    /// Of the operation that makes the generator.
    made: Place,
    generator: usize,
    /// One operand per parameter, the callee first where the generator uses it.
    args: Vec<Operand>,
}

struct Fuse<'a> {
    p: &'a Program,
    x: &'a mut Inference,
    generators: &'a [Option<Func>],
    f: usize,
    func: Func,
    /// Of each local, the function and local that the inference knows it as.
    origin: Vec<Option<(usize, Local)>>,
    /// Of each block, the generators that it came with, outermost first.
    chain: Vec<Vec<usize>>,
    /// The blocks where generators start, and the locals that came with each.
    starts: Vec<(BlockId, Range<u32>)>,
    /// What the program's inline sites grow by.
    sites: Vec<InlineSite>,
    consts: Consts,
}

/// Constants that the rewriting needs.
#[derive(Clone, Copy)]
struct Consts {
    none: Operand,
    /// False and True.
    truth: [Operand; 2],
    /// 0 and 1.
    int: [Operand; 2],
    /// `()`.
    empty: Operand,
}

impl Consts {
    fn intern(p: &mut Program) -> Consts {
        let mut intern = |c| Operand::Const(p.intern_const(c));
        Consts {
            none: intern(Const::None),
            truth: [intern(Const::Bool(false)), intern(Const::Bool(true))],
            int: [intern(Const::Int(0)), intern(Const::Int(1))],
            empty: intern(Const::Tuple(vec![])),
        }
    }
}

impl<'a> Fuse<'a> {
    fn new(
        p: &'a Program,
        x: &'a mut Inference,
        generators: &'a [Option<Func>],
        f: usize,
        consts: Consts,
    ) -> Self {
        let func = p.funcs[f].clone();
        Fuse {
            origin: (0..func.locals.len())
                .map(|l| Some((f, Local::new(l))))
                .collect(),
            chain: vec![vec![]; func.blocks.len()],
            starts: vec![],
            sites: vec![],
            consts,
            p,
            x,
            generators,
            f,
            func,
        }
    }

    fn run(&mut self) -> bool {
        let mut found = false;
        loop {
            let size: usize = self.func.blocks.iter().map(|b| b.insts.len()).sum();
            if size > CONSUMER {
                break;
            }
            let counts = Counts::of(&self.func);
            let next = (0..self.func.blocks.len())
                .filter(|b| !self.func.blocks[*b].cold)
                .find_map(|b| self.find(&counts, b));
            if let Some(l) = next {
                self.take_in(l);
            } else if !(0..self.func.blocks.len()).any(|b| self.pair(&counts, b).is_some())
                && !self.consume(&counts)
            {
                break;
            }
            found = true;
        }
        if found {
            self.mark_unset();
        }
        found
    }

    /// The function whose entry a traceback shows for code with this span.
    fn written_in(&self, span: Span) -> FuncId {
        let known = self.p.inline_sites.len() as u32;
        match span.inlined {
            n if n > known => self.sites[(n - known) as usize - 1].func,
            _ => self.p.written_in(span, FuncId::new(self.f)),
        }
    }

    fn ty(&self, o: Operand) -> ty::Ty {
        match o {
            Operand::Local(l) => match self.origin[l.index()] {
                Some((f, l)) => self.x.ty(self.p, f, Operand::Local(l)),
                None => ty::Ty::top(),
            },
            o => self.x.ty(self.p, self.f, o),
        }
    }

    fn new_local(&mut self, decl: LocalDecl, origin: Option<(usize, Local)>) -> Local {
        self.func.locals.push(decl);
        self.origin.push(origin);
        Local::new(self.func.locals.len() - 1)
    }

    fn temp(&mut self, repr: Repr) -> Local {
        let decl = LocalDecl {
            name: None,
            repr,
            maybe_unset: false,
            borrowed: false,
        };
        self.new_local(decl, None)
    }

    fn new_block(&mut self, like: usize) -> BlockId {
        let b = self.func.new_block();
        self.func.blocks[b.index()].cold = self.func.blocks[like].cold;
        let chain = self.chain[like].clone();
        self.chain.push(chain);
        b
    }

    /// The loop at `header`, if it alone sees its generator.
    fn find(&self, counts: &Counts, header: usize) -> Option<Loop> {
        let block = &self.func.blocks[header];
        let Terminator::ForNext { iter, .. } = block.term else {
            return None;
        };
        if !block.insts.is_empty() {
            return None;
        }
        let (made, generator, args) = self.maker(counts, iter)?;
        if generator == self.f || self.chain[header].contains(&generator) {
            return None;
        }
        self.enters_once(header, made.0).then_some(Loop {
            header,
            made,
            generator,
            args,
        })
    }

    /// Follows a value that is used once to the operation that makes it as a generator.
    fn maker(&self, counts: &Counts, from: Operand) -> Option<(Place, usize, Vec<Operand>)> {
        let found = self.any_maker(counts, from)?;
        let is_expression = self.p.funcs[found.1].kind == FuncKind::GenExpr;
        (is_expression || self.func.kind != FuncKind::Module).then_some(found)
    }

    fn any_maker(&self, counts: &Counts, from: Operand) -> Option<(Place, usize, Vec<Operand>)> {
        let mut at = from;
        for _ in 0..16 {
            let place = counts.single(&self.func, at)?;
            let i = &self.func.blocks[place.0].insts[place.1];
            match &i.op {
                Op::Copy
                | Op::Runtime {
                    function: RuntimeFn::get_iter,
                } => {
                    if let Some(found) = self.iterates(i, place) {
                        return Some(found);
                    }
                    at = i.args[0];
                }
                Op::MakeGenerator { func } => {
                    let generator = func.index();
                    let g = self.generators[generator].as_ref()?;
                    let fits = i.args.len() == g.num_params as usize;
                    return fits.then(|| (place, generator, i.args.clone()));
                }
                Op::Call { kwnames } => {
                    let t = self.ty(i.args[0]);
                    let [Known::Func(g)] = t.known[..] else {
                        return None;
                    };
                    if !t.within(ty::KNOWN) {
                        return None;
                    }
                    let uses_callee = self.generators[g as usize].as_ref()?.uses_callee;
                    let args =
                        crate::specialize::bind(self.p, FuncId(g), None, &i.args[1..], *kwnames)?;
                    let callee = uses_callee.then_some(i.args[0]);
                    let all = callee.into_iter().chain(args).collect();
                    return Some((place, g as usize, all));
                }
                Op::CallMethod { name, kwnames, .. } => {
                    let g = self.method(i.args[0], *name)?;
                    let this = Some(i.args[0]);
                    let args = crate::specialize::bind(self.p, g, this, &i.args[1..], *kwnames)?;
                    return Some((place, g.index(), args));
                }
                _ => return None,
            }
        }
        None
    }

    /// The only method of this name that a receiver of a known class has, where it is a generator that calls need no callee for.
    fn method(&self, receiver: Operand, name: NameId) -> Option<FuncId> {
        let t = self.ty(receiver);
        let mut target = None;
        if !t.within(ty::INSTANCE) {
            return None;
        }
        for k in class_indices(t.classes) {
            if self.x.is_replaced(k, name) || self.x.world.classes[k].fields.contains(&name) {
                return None;
            }
            let g = self.x.world.method(k, name)??;
            if target.is_some_and(|t| t != g) {
                return None;
            }
            target = Some(g);
        }
        let g = target?;
        let generator = self.generators[g.index()].as_ref()?;
        (!generator.uses_callee).then_some(g)
    }

    /// `iter(object)` where the object's class is known and its `__iter__` is a generator.
    fn iterates(&self, i: &Inst, place: Place) -> Option<(Place, usize, Vec<Operand>)> {
        if i.op == Op::Copy {
            return None;
        }
        let name = NameId::new(self.p.names.get_index_of("__iter__")?);
        let g = self.method(i.args[0], name)?;
        let args = crate::specialize::bind(self.p, g, Some(i.args[0]), &[], None)?;
        Some((place, g.index(), args))
    }

    /// Whether the loop is entered at most once for each time that block `made` is run.
    fn enters_once(&self, header: usize, made: usize) -> bool {
        let entries = self.entries(header);
        let mut seen = HashSet::from([made]);
        let mut work = vec![header];
        while let Some(b) = work.pop() {
            for s in self.func.successors(BlockId::new(b)) {
                if seen.insert(s.index()) {
                    work.push(s.index());
                }
            }
        }
        !entries.is_empty()
            && entries.iter().all(|e| *e == made || !seen.contains(e))
            && made != header
    }

    /// The blocks that come to the header from outside of the loop.
    fn entries(&self, header: usize) -> Vec<usize> {
        let mut seen = HashSet::from([0]);
        let mut work = vec![0];
        let mut out = vec![];
        while let Some(b) = work.pop() {
            for s in self.func.successors(BlockId::new(b)) {
                if s.index() == header {
                    if !out.contains(&b) {
                        out.push(b);
                    }
                } else if seen.insert(s.index()) {
                    work.push(s.index());
                }
            }
        }
        out
    }

    fn take_in(&mut self, l: Loop) {
        let g = self.generators[l.generator].clone().expect("found");
        let entries = self.entries(l.header);
        let Terminator::ForNext {
            iter,
            dest,
            body,
            exit,
            raise,
            span,
        } = self.func.blocks[l.header].term.clone()
        else {
            unreachable!("found as a loop");
        };
        let landing = self.landing(l.header, raise, span);
        self.sites.push(InlineSite {
            func: FuncId::new(l.generator),
            call: span,
        });
        let site = (self.p.inline_sites.len() + self.sites.len()) as u32;
        // Locals of the generator.
        let locals: Vec<Local> = g
            .locals
            .iter()
            .enumerate()
            .map(|(n, decl)| {
                let decl = LocalDecl {
                    borrowed: false,
                    ..decl.clone()
                };
                let known = n < self.x.locals[l.generator].len();
                self.new_local(decl, known.then_some((l.generator, Local::new(n))))
            })
            .collect();
        self.detach(iter, &l, &locals[..g.num_params as usize]);
        let mut chain = self.chain[l.header].clone();
        chain.push(l.generator);
        let start = self.new_block(l.header);
        let range = locals
            .first()
            .map_or(0..0, |l| l.0..l.0 + locals.len() as u32);
        self.starts.push((start, range));
        let first = self.func.blocks.len();
        self.func.blocks[start.index()].term = Terminator::Jump(BlockId::new(first));
        for _ in &g.blocks {
            self.func.new_block();
            self.chain.push(chain.clone());
        }
        let count = g
            .blocks
            .iter()
            .filter(|b| matches!(b.term, Terminator::Yield { .. }))
            .count();
        let state = (count > 1).then(|| self.temp(Repr::I64));
        let mut resumes = vec![];
        let map = Map {
            locals: &locals,
            first,
            site,
            landing,
        };
        for (at, block) in g.blocks.iter().enumerate() {
            let mut insts: Vec<Inst> = block.insts.iter().map(|i| map.inst(i)).collect();
            let cold = block.cold;
            let term = match &block.term {
                Terminator::Yield {
                    value,
                    dest: sent,
                    resume,
                    span,
                    ..
                } => {
                    let span = map.span(*span);
                    insts.push(copy(map.operand(*value), dest, span));
                    if let Some(s) = state {
                        insts.push(Inst {
                            op: Op::Immediate {
                                value: resumes.len() as i64,
                            },
                            args: vec![],
                            dest: Some(s),
                            raise: None,
                            span,
                        });
                    }
                    resumes.push((map.block(*resume), sent.map(|s| map.local(s)), span));
                    Terminator::Jump(body)
                }
                Terminator::Return(_) => Terminator::Jump(exit),
                Terminator::Unwind => Terminator::Jump(landing),
                other => map.term(other),
            };
            self.func.blocks[first + at] = Block {
                insts,
                term,
                cold,
                aside: false,
            };
        }
        // The loop's turn goes on behind the yield.
        let resumes: Vec<BlockId> = resumes
            .into_iter()
            .map(|(to, sent, span)| match sent {
                Some(s) => {
                    let b = self.new_block(l.header);
                    self.chain[b.index()] = chain.clone();
                    let none = self.consts.none;
                    self.func.blocks[b.index()].insts.push(copy(none, s, span));
                    self.func.blocks[b.index()].term = Terminator::Jump(to);
                    b
                }
                None => to,
            })
            .collect();
        for e in entries {
            let to = |t: BlockId| {
                if t.index() == l.header { start } else { t }
            };
            self.func.blocks[e].term.map_targets(to);
            for i in &mut self.func.blocks[e].insts {
                i.raise = i.raise.map(to);
            }
        }
        self.func.blocks[l.header].term = match state {
            Some(s) => Terminator::Switch {
                on: Operand::Local(s),
                default: resumes[0],
                targets: resumes,
            },
            None => Terminator::Jump(resumes[0]),
        };
        self.unpack(dest);
    }

    /// Removes what made the generator and what carried it to the loop; its parameters are assigned where it was made.
    fn detach(&mut self, iter: Operand, l: &Loop, params: &[Local]) {
        let counts = Counts::of(&self.func);
        let mut gone: Vec<Place> = vec![];
        let mut at = iter;
        while let Some(place) = counts.single(&self.func, at) {
            if place == l.made {
                break;
            }
            gone.push(place);
            at = self.func.blocks[place.0].insts[place.1].args[0];
        }
        let span = self.func.blocks[l.made.0].insts[l.made.1].span;
        let nothing = |n: usize| (n, vec![]);
        let mut by_block: HashMap<usize, Vec<(usize, Vec<Inst>)>> = HashMap::new();
        for (b, n) in gone {
            by_block.entry(b).or_default().push(nothing(n));
        }
        let copies = l
            .args
            .iter()
            .zip(params)
            .map(|(a, p)| copy(*a, *p, span))
            .collect();
        by_block
            .entry(l.made.0)
            .or_default()
            .push((l.made.1, copies));
        for (b, mut list) in by_block {
            list.sort_by_key(|(n, _)| std::cmp::Reverse(*n));
            for (n, by) in list {
                self.func.blocks[b].insts.splice(n..=n, by);
            }
        }
    }

    /// Where an exception goes that leaves the generator: a StopIteration becomes RuntimeError, the consumer's entry is added.
    fn landing(&mut self, header: usize, raise: Option<BlockId>, span: Span) -> BlockId {
        let (code, place) = (self.temp(Repr::Raw), self.temp(Repr::I64));
        let packed = u64::from(span.start) | u64::from(span.end) << 32;
        let of = self.written_in(span);
        let inst = |op, args, dest| Inst {
            op,
            args,
            dest,
            raise: None,
            span,
        };
        let function = |function| Op::Runtime { function };
        let insts = vec![
            inst(function(RuntimeFn::generator_raised), vec![], None),
            inst(
                Op::Address {
                    of: AddressOf::Code(of),
                },
                vec![],
                Some(code),
            ),
            inst(
                Op::Immediate {
                    value: packed as i64,
                },
                vec![],
                Some(place),
            ),
            inst(
                function(RuntimeFn::traceback),
                vec![Operand::Local(code), Operand::Local(place)],
                None,
            ),
        ];
        let b = self.new_block(header);
        self.func.blocks[b.index()] = Block {
            insts,
            term: raise.map_or(Terminator::Unwind, Terminator::Jump),
            cold: true,
            aside: false,
        };
        b
    }

    /// With several yields, what one of them has left behind may not be there when another one is gone on from, as far as
    /// control flow tells: such locals are cleared where the generator starts.
    fn mark_unset(&mut self) {
        for l in taipan_mir::verify::unassigned(&self.func) {
            let Some((start, _)) = self.starts.iter().find(|(_, r)| r.contains(&l.0)) else {
                continue;
            };
            self.func.locals[l.index()].maybe_unset = true;
            let clear = Inst {
                op: Op::Clear,
                args: vec![],
                dest: Some(l),
                raise: None,
                span: self.func.span,
            };
            self.func.blocks[start.index()].insts.push(clear);
        }
    }
}

fn copy(from: Operand, to: Local, span: Span) -> Inst {
    Inst {
        op: Op::Copy,
        args: vec![from],
        dest: Some(to),
        raise: None,
        span,
    }
}

/// From the generator's names to the consumer's.
struct Map<'a> {
    locals: &'a [Local],
    first: usize,
    site: u32,
    landing: BlockId,
}

impl Map<'_> {
    fn local(&self, l: Local) -> Local {
        self.locals[l.index()]
    }
    fn operand(&self, o: Operand) -> Operand {
        match o {
            Operand::Local(l) => Operand::Local(self.local(l)),
            o => o,
        }
    }
    fn block(&self, b: BlockId) -> BlockId {
        BlockId::new(self.first + b.index())
    }
    fn span(&self, span: Span) -> Span {
        // Generators are taken in as they were written.
        Span {
            inlined: self.site,
            ..span
        }
    }
    fn raise(&self, raise: Option<BlockId>) -> BlockId {
        raise.map_or(self.landing, |r| self.block(r))
    }
    fn inst(&self, i: &Inst) -> Inst {
        Inst {
            op: i.op.clone(),
            args: i.args.iter().map(|a| self.operand(*a)).collect(),
            dest: i.dest.map(|d| self.local(d)),
            raise: i.op.may_raise().then(|| self.raise(i.raise)),
            span: self.span(i.span),
        }
    }
    fn term(&self, term: &Terminator) -> Terminator {
        let mut term = term.clone();
        term.map_targets(|b| self.block(b));
        match term {
            Terminator::Branch { cond, then, orelse } => Terminator::Branch {
                cond: self.operand(cond),
                then,
                orelse,
            },
            Terminator::ForNext {
                iter,
                dest,
                body,
                exit,
                raise,
                span,
            } => Terminator::ForNext {
                iter: self.operand(iter),
                dest: self.local(dest),
                body,
                exit,
                // Its targets are the consumer's blocks already.
                raise: Some(raise.unwrap_or(self.landing)),
                span: self.span(span),
            },
            Terminator::Switch {
                on,
                targets,
                default,
            } => Terminator::Switch {
                on: self.operand(on),
                targets,
                default,
            },
            other => other,
        }
    }
}
