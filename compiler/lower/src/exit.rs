//! Leaving loops, handlers, `with` blocks and `finally` clauses by `return`, `break` and `continue`.
//!
//! A small `finally` body is lowered once per way out of its statement, as CPython does. A large one is lowered twice: for
//! exceptions, and for all other ways out together, which note in a machine local where to go on afterwards.

use crate::builder::Builder;
use taipan_abi::runtime_fns::RuntimeFn;
use taipan_hir as hir;
use taipan_hir::{NameRef, Stmt, StmtKind};
use taipan_mir::{BlockId, Local, Op, Operand, Repr, Span, Terminator};

/// Statements in a `finally` body from which on its normal copies are shared.
const SHARE_FROM: usize = 6;

#[derive(Clone)]
pub(crate) struct Frame<'a> {
    pub kind: FrameKind<'a>,
    /// Where exceptions go outside of this construct.
    pub outer: Option<BlockId>,
    pub span: Span,
}

#[derive(Clone)]
pub(crate) enum FrameKind<'a> {
    Loop {
        break_to: BlockId,
        continue_to: BlockId,
        /// What a `for` loop holds on to until it is left, where its destruction can be seen.
        iterator: Option<Operand>,
    },
    /// The body of an `except` clause or an exceptional copy of a `finally` body.
    Handler {
        previous: Operand,
        name: Option<&'a NameRef>,
    },
    Finally(&'a [Stmt]),
    /// Index into [`Builder::shared_finallys`].
    SharedFinally(usize),
    With {
        exit: Operand,
    },
}

#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Exit {
    Return(Operand),
    /// Out of the loop that is the frame at this index.
    Break(usize),
    Continue(usize),
}

pub(crate) struct SharedFinally {
    pub entry: BlockId,
    /// I64: 0 goes on after the statement, n takes `exits[n - 1]`.
    dispatch: Local,
    result: Local,
    exits: Vec<Exit>,
}

impl<'a> Builder<'a, '_> {
    pub fn push_frame(&mut self, kind: FrameKind<'a>, outer: Option<BlockId>, span: Span) {
        self.frames.push(Frame { kind, outer, span });
    }

    /// The frame index of the innermost loop.
    fn innermost_loop(&self) -> usize {
        self.frames
            .iter()
            .rposition(|f| matches!(f.kind, FrameKind::Loop { .. }))
            .expect("break and continue stand in a loop")
    }

    pub fn return_value(&mut self, value: Operand, at: Span) {
        let value = if self.frames.is_empty() {
            value
        } else {
            self.pin(value, at)
        };
        self.exit(Exit::Return(value));
    }

    pub fn break_loop(&mut self) {
        let target = self.innermost_loop();
        self.exit(Exit::Break(target));
    }

    pub fn continue_loop(&mut self) {
        let target = self.innermost_loop();
        self.exit(Exit::Continue(target));
    }

    /// Leaves every frame inside of the exit's target, innermost first, then goes there.
    fn exit(&mut self, exit: Exit) {
        let keep = match exit {
            Exit::Return(_) => 0,
            Exit::Break(target) | Exit::Continue(target) => target + 1,
        };
        let raise_to = self.raise_to;
        let frames = self.frames.clone();
        while self.frames.len() > keep && !self.done {
            let Some(frame) = self.frames.pop() else {
                break;
            };
            self.raise_to = frame.outer;
            self.leave(&frame, exit);
        }
        self.frames = frames;
        self.raise_to = raise_to;
        match exit {
            Exit::Return(value) => self.terminate(Terminator::Return(value)),
            Exit::Break(target) | Exit::Continue(target) => {
                let FrameKind::Loop {
                    break_to,
                    continue_to,
                    iterator,
                } = self.frames[target].kind
                else {
                    panic!("the target of break is a loop");
                };
                if exit == Exit::Break(target) {
                    self.keep_until_here(iterator);
                }
                self.jump(if matches!(exit, Exit::Break(_)) {
                    break_to
                } else {
                    continue_to
                });
            }
        }
    }

    /// A use without effect: the value lives at least until here.
    fn keep_until_here(&mut self, value: Option<Operand>) {
        if let Some(value) = value {
            let at = self.frames.last().map_or(Span::default(), |f| f.span);
            let dest = self.temp(Repr::Bool);
            self.emit_to(Some(dest), Op::IsUnset, vec![value], at);
        }
    }

    fn leave(&mut self, frame: &Frame<'a>, exit: Exit) {
        match &frame.kind {
            FrameKind::Loop { iterator, .. } => self.keep_until_here(*iterator),
            FrameKind::Handler { previous, name } => {
                self.runtime(RuntimeFn::pop_handled, vec![*previous], frame.span);
                if let Some(name) = name {
                    self.unbind(name, frame.span);
                }
            }
            FrameKind::Finally(body) => self.stmts(body),
            FrameKind::With { exit } => {
                let args = vec![*exit, Operand::Unset];
                self.runtime(RuntimeFn::with_exit, args, frame.span);
            }
            FrameKind::SharedFinally(index) => self.leave_through(*index, exit, frame.span),
        }
    }

    /// Goes through a shared `finally` body on the way to `exit`.
    fn leave_through(&mut self, index: usize, exit: Exit, at: Span) {
        let SharedFinally {
            entry,
            dispatch,
            result,
            ..
        } = self.shared_finallys[index];
        let exit = match exit {
            Exit::Return(value) => {
                self.emit_to(Some(result), Op::Copy, vec![value], at);
                Exit::Return(Operand::Local(result))
            }
            Exit::Break(_) | Exit::Continue(_) => exit,
        };
        let exits = &mut self.shared_finallys[index].exits;
        let number = match exits.iter().position(|e| *e == exit) {
            Some(number) => number,
            None => {
                exits.push(exit);
                exits.len() - 1
            }
        };
        let value = number as i64 + 1;
        self.emit_to(Some(dispatch), Op::Immediate { value }, vec![], at);
        self.jump(entry);
    }

    /// The frame for a `finally` body.
    pub fn finally_frame(&mut self, body: &'a [Stmt]) -> FrameKind<'a> {
        if count(body) < SHARE_FROM {
            return FrameKind::Finally(body);
        }
        let shared = SharedFinally {
            entry: self.new_block(),
            dispatch: self.temp(Repr::I64),
            result: self.temp(Repr::Value),
            exits: Vec::new(),
        };
        self.func.locals[shared.result.index()].maybe_unset = true;
        self.shared_finallys.push(shared);
        FrameKind::SharedFinally(self.shared_finallys.len() - 1)
    }

    /// The way through a `finally` body that goes on after its statement, at `end`. The frame is already popped.
    pub fn finish_finally(
        &mut self,
        frame: FrameKind<'a>,
        body: &'a [Stmt],
        end: BlockId,
        at: Span,
    ) {
        let FrameKind::SharedFinally(index) = frame else {
            if !self.done {
                self.stmts(body);
                self.jump(end);
            }
            return;
        };
        let SharedFinally {
            entry, dispatch, ..
        } = self.shared_finallys[index];
        self.emit_to(Some(dispatch), Op::Immediate { value: 0 }, vec![], at);
        self.jump(entry);
        self.switch_to(entry);
        self.stmts(body);
        if self.done {
            return;
        }
        let exits = std::mem::take(&mut self.shared_finallys[index].exits);
        if exits.is_empty() {
            self.jump(end);
            return;
        }
        let targets: Vec<_> = std::iter::once(end)
            .chain(exits.iter().map(|_| self.func.new_block()))
            .collect();
        self.terminate(Terminator::Switch {
            on: Operand::Local(dispatch),
            targets: targets.clone(),
            default: end,
        });
        for (block, exit) in targets.into_iter().skip(1).zip(exits) {
            self.switch_to(block);
            self.exit(exit);
        }
    }
}

/// Statements, nested ones included.
fn count(body: &[Stmt]) -> usize {
    body.iter()
        .map(|s| {
            1 + match &s.kind {
                StmtKind::If { body, orelse, .. }
                | StmtKind::While { body, orelse, .. }
                | StmtKind::For { body, orelse, .. } => count(body) + count(orelse),
                StmtKind::With { body, .. } => count(body) + 1,
                StmtKind::Try {
                    body,
                    handlers,
                    orelse,
                    finally,
                    ..
                } => {
                    let handlers: usize = handlers
                        .iter()
                        .map(|h: &hir::Handler| 1 + count(&h.body))
                        .sum();
                    count(body) + handlers + count(orelse) + count(finally)
                }
                StmtKind::Match { cases, .. } => cases.iter().map(|c| 1 + count(&c.body)).sum(),
                _ => 0,
            }
        })
        .sum()
}
