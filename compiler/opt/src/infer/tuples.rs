//! What tuples hold, item by item.
//!
//! A node of contents tells what all items of its containers may be; its shape tells it for each item, as long as the tuples
//! at the node have one length. **Invariant:** what is in a part of a shape is in the node's contents too, so that whoever
//! does not ask for items sees (and lets escape) all of them. Tuples do not change: a part is true of a tuple that unknown
//! code holds.

use super::ty::*;
use super::*;

/// The tuples at a node of contents.
#[derive(Clone, Default)]
pub(super) enum Shape {
    /// There are none.
    #[default]
    Unseen,
    /// All have these items.
    Items(Vec<Node>),
    /// They differ in length, or are too long to be told apart.
    Any,
}

/// The longest tuple whose items are told apart.
const LONGEST: usize = 12;
/// Sites number their items from here.
const FIRST_ITEM: u8 = 8;

impl Inference {
    /// A node for each constant tuple that a function uses.
    pub(super) fn constant_tuples(&mut self, p: &Program) {
        for (f, func) in p.funcs.iter().enumerate() {
            for b in &func.blocks {
                let args = b.insts.iter().flat_map(|i| i.args.iter().copied());
                for o in args.chain(b.term.operands()) {
                    if let Operand::Const(c) = o
                        && let Const::Tuple(_) = p.constant(c)
                    {
                        self.constant_tuple(p, f, c);
                    }
                }
            }
        }
    }

    fn constant_tuple(&mut self, p: &Program, f: usize, c: ConstId) -> Ty {
        let Const::Tuple(items) = p.constant(c) else {
            return const_ty(p.constant(c));
        };
        if let Some(n) = self.tuples.get(&(f, c)) {
            return Ty::container(TUPLE, *n);
        }
        let n = self.fresh();
        self.tuples.insert((f, c), n);
        let items: Vec<Ty> = items
            .iter()
            .map(|i| self.constant_tuple(p, f, *i))
            .collect();
        let parts: Vec<Node> = match items.len() {
            0..=LONGEST => items.iter().map(|_| self.fresh()).collect(),
            _ => vec![],
        };
        self.fill(n, &parts, &items);
        Ty::container(TUPLE, n)
    }

    /// A tuple that is made at a site of these items.
    pub(super) fn tuple_of(&mut self, site: (usize, usize, usize), items: &[Ty]) -> Ty {
        let mut node = |at: u8| self.site((site.0, site.1, site.2, at));
        let n = node(0);
        let parts: Vec<Node> = match items.len() {
            0..=LONGEST => (0..items.len())
                .map(|at| node(FIRST_ITEM + at as u8))
                .collect(),
            _ => vec![],
        };
        self.fill(n, &parts, items);
        Ty::container(TUPLE, n)
    }

    /// An iterator over such tuples.
    pub(super) fn iterator_of(&mut self, site: (usize, usize, usize), items: &[Ty]) -> Ty {
        let t = self.tuple_of(site, items);
        let out = self.site((site.0, site.1, site.2, 1));
        self.put(out, &t);
        Ty::container(ITER, out)
    }

    fn fill(&mut self, n: Node, parts: &[Node], items: &[Ty]) {
        for t in items {
            self.put(n, t);
        }
        for (part, t) in parts.iter().zip(items) {
            self.put(*part, t);
        }
        let shape = match parts.len() == items.len() {
            true => Shape::Items(parts.to_vec()),
            false => Shape::Any,
        };
        self.shape(n, shape);
    }

    /// Tuples of this shape are at the node.
    pub(super) fn shape(&mut self, n: Node, shape: Shape) {
        let n = self.find(n).0 as usize;
        match (&self.nodes[n].shape, shape) {
            (Shape::Any, _) | (_, Shape::Unseen) => {}
            (Shape::Items(mine), Shape::Items(theirs)) if mine.len() == theirs.len() => {
                for (a, b) in mine.clone().into_iter().zip(theirs) {
                    self.unify(a, b);
                }
            }
            (Shape::Unseen, shape) => {
                self.nodes[n].shape = shape;
                self.changed = true;
            }
            (Shape::Items(_), _) => {
                self.nodes[n].shape = Shape::Any;
                self.changed = true;
            }
        }
    }

    /// Tuples of another length come to be at the nodes of this one.
    pub(super) fn any_shape(&mut self, t: &Ty) {
        if let Some(n) = t.elem.filter(|_| t.has(TUPLE)) {
            self.shape(n, Shape::Any);
        }
    }

    /// The items of what is exactly a tuple, if they are told apart.
    pub fn tuple_items(&mut self, t: &Ty) -> Option<Vec<Ty>> {
        let n = t.elem.filter(|_| t.within(TUPLE))?;
        let n = self.find(n);
        match self.nodes[n.0 as usize].shape.clone() {
            Shape::Items(parts) => Some(parts.into_iter().map(|n| self.content(n)).collect()),
            Shape::Unseen | Shape::Any => None,
        }
    }

    /// The item of what is a tuple, if anything that has items, at a constant index; `count`: the length that it must have.
    pub(super) fn tuple_item(&mut self, t: &Ty, at: i64, count: Option<usize>) -> Option<Ty> {
        let tuple = Ty {
            bits: t.bits & !NONE,
            ..t.clone()
        };
        let items = self.tuple_items(&tuple)?;
        let len = items.len() as i64;
        let at = if at < 0 { at + len } else { at };
        if count.is_some_and(|c| c != items.len()) || !(0..len).contains(&at) {
            return None;
        }
        Some(items[at as usize].clone())
    }

    /// What `take` moves out of an array: an item of what was unpacked there, or anything that the runtime has put there.
    pub(super) fn taken(
        &mut self,
        p: &Program,
        f: usize,
        func: &Func,
        array: Local,
        index: u32,
    ) -> Ty {
        let insts = func.blocks.iter().flat_map(|b| &b.insts);
        let mut out = Ty::default();
        for i in insts.filter(|i| i.dest == Some(array)) {
            let Op::Unpack { count } = i.op else {
                return Ty::top();
            };
            let source = self.ty(p, f, i.args[0]);
            let t = match self.tuple_item(&source, i64::from(index), Some(count as usize)) {
                Some(t) => t,
                None => self.elem_of(&source),
            };
            self.join(&mut out, &t);
        }
        out
    }
}
