//! Operators on instances of known classes: the special methods that they run, in CPython's order.
//!
//! The methods in [`FOLLOWED`] are called by what the program writes and by unknown code that holds an instance
//! ([`Inference::settle`]), and by nothing else: a value that the runtime operates on without being followed here is given to
//! [`Inference::operate`].

use super::ty::*;
use super::*;
use taipan_mir::{CmpOp, UnaryOp};

/// The names of a binary operator's methods: plain, reflected, in place.
pub fn binary_names(op: BinOp) -> [&'static str; 3] {
    macro_rules! names {
        ($stem:literal) => {
            [
                concat!("__", $stem, "__"),
                concat!("__r", $stem, "__"),
                concat!("__i", $stem, "__"),
            ]
        };
    }
    match op {
        BinOp::Add => names!("add"),
        BinOp::Sub => names!("sub"),
        BinOp::Mul => names!("mul"),
        BinOp::MatMul => names!("matmul"),
        BinOp::Div => names!("truediv"),
        BinOp::FloorDiv => names!("floordiv"),
        BinOp::Mod => names!("mod"),
        BinOp::Pow => names!("pow"),
        BinOp::LShift => names!("lshift"),
        BinOp::RShift => names!("rshift"),
        BinOp::BitOr => names!("or"),
        BinOp::BitXor => names!("xor"),
        BinOp::BitAnd => names!("and"),
    }
}

pub fn compare_name(op: CmpOp) -> &'static str {
    match op {
        CmpOp::Lt => "__lt__",
        CmpOp::Le => "__le__",
        CmpOp::Eq => "__eq__",
        CmpOp::Ne => "__ne__",
        CmpOp::Gt => "__gt__",
        CmpOp::Ge => "__ge__",
    }
}

pub fn unary_name(op: UnaryOp) -> &'static str {
    match op {
        UnaryOp::Neg => "__neg__",
        UnaryOp::Pos => "__pos__",
        UnaryOp::Invert => "__invert__",
    }
}

/// Whether a special method is called by operations that the inference follows.
pub fn is_followed(name: &str) -> bool {
    world::is_operator(name)
        || matches!(
            name,
            "__lt__"
                | "__le__"
                | "__eq__"
                | "__ne__"
                | "__gt__"
                | "__ge__"
                | "__neg__"
                | "__pos__"
                | "__invert__"
                | "__getitem__"
                | "__setitem__"
                | "__delitem__"
                | "__contains__"
                | "__call__"
        )
}

/// What instances of a class have under the name of a special method.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Special {
    /// Nothing, or what `object` has.
    Missing,
    Plain(usize),
    Unknown,
}

impl Inference {
    pub fn special(&self, p: &Program, k: usize, name: &str) -> Special {
        let Some(name) = p.names.get_index_of(name).map(NameId::new) else {
            return Special::Missing;
        };
        if self.is_replaced(k, name) {
            return Special::Unknown;
        }
        match self.world.method(k, name) {
            Some(Some(g)) => Special::Plain(g.index()),
            Some(None) => Special::Unknown,
            None => Special::Missing,
        }
    }

    /// The function of each class, where all of them have one.
    pub fn specials(
        &self,
        p: &Program,
        classes: ClassSet,
        name: &str,
    ) -> Option<Vec<(usize, usize)>> {
        class_indices(classes)
            .map(|k| match self.special(p, k, name) {
                Special::Plain(g) => Some((k, g)),
                Special::Missing | Special::Unknown => None,
            })
            .collect()
    }

    /// The function that compares instances of a class: `!=` is the contrary of `==` where nothing else is defined, told by
    /// the second.
    pub fn comparison(&self, p: &Program, k: usize, op: CmpOp) -> (Special, bool) {
        match (self.special(p, k, compare_name(op)), op) {
            (Special::Missing, CmpOp::Ne) => (self.special(p, k, "__eq__"), true),
            (found, _) => (found, false),
        }
    }

    pub fn is_descendant(&self, k: usize, of: usize) -> bool {
        k != of && self.world.chain(k).any(|c| c == of)
    }

    /// The classes that derive from `k` of which an operand of this type may be; `None` if they are not all known.
    fn descendants_in(&self, k: usize, t: &Ty) -> Option<ClassSet> {
        let below = self.world.classes[k].family & !(1 << k);
        if t.is_top() {
            return (!self.is_open(k)).then_some(below);
        }
        Some(below & t.classes)
    }

    /// What runs first in `a op b` for an `a` of class `k`, if that is a method of `a`; and whether it is the in-place one.
    pub fn left_method(
        &self,
        p: &Program,
        k: usize,
        b: &Ty,
        op: BinOp,
        in_place: bool,
    ) -> Option<(usize, bool)> {
        let [name, reflected, inplace] = binary_names(op);
        if in_place {
            match self.special(p, k, inplace) {
                Special::Plain(g) => return Some((g, true)),
                Special::Unknown => return None,
                Special::Missing => {}
            }
        }
        let Special::Plain(g) = self.special(p, k, name) else {
            return None;
        };
        let mine = self.special(p, k, reflected);
        let mut below = class_indices(self.descendants_in(k, b)?);
        below
            .all(|d| self.special(p, d, reflected) == mine && mine != Special::Unknown)
            .then_some((g, false))
    }

    /// What runs first in a comparison with an `a` of class `k`, if that is a method of `a`; and whether its answer is turned round.
    pub fn compare_method(
        &self,
        p: &Program,
        k: usize,
        b: &Ty,
        op: CmpOp,
    ) -> Option<(usize, bool)> {
        match self.comparison(p, k, op) {
            (Special::Plain(g), turned) if self.descendants_in(k, b)? == 0 => Some((g, turned)),
            _ => None,
        }
    }

    /// A result without `NotImplemented`; whether it may be that.
    pub fn implemented(&self, p: &Program, mut t: Ty) -> (Ty, bool) {
        let id = p.names.get_index_of("NotImplemented").map(|n| n as u32);
        let is_it = |k: &Known| matches!(k, Known::Builtin(n) if Some(*n) == id);
        let found = t.known.iter().any(is_it);
        t.known.retain(|k| !is_it(k));
        if found && t.known.is_empty() {
            t.bits &= !KNOWN;
        }
        let fails = found || t.is_top();
        (t, fails)
    }

    /// Special methods of these instances may be called with anything.
    pub(super) fn operate(&mut self, t: &Ty) {
        for k in class_indices(t.classes) {
            if self.operated.insert(k) {
                self.changed = true;
            }
        }
    }

    /// What follows a method that is called and may say `NotImplemented`: whether anything does.
    fn attempt(&mut self, p: &Program, g: usize, args: &[Ty], out: &mut Ty, turned: bool) -> bool {
        let r = self.call_func(p, g, args, &[]);
        let (r, fails) = self.implemented(p, r);
        let r = match turned {
            true if r.bits != 0 => Ty::of(BOOL),
            _ => r,
        };
        self.join(out, &r);
        fails
    }

    /// `a op b` where one of them is an instance and both are known; `None` if what runs is not.
    pub(super) fn special_binary(
        &mut self,
        p: &Program,
        a: &Ty,
        b: &Ty,
        op: BinOp,
        in_place: bool,
    ) -> Option<Ty> {
        if a.is_top() {
            return None;
        }
        let mut out = Ty::default();
        if b.is_top() {
            // Whatever `b` is, methods of `a` come first; it is seen by unknown code unless they are the last.
            if !a.within(INSTANCE) {
                return None;
            }
            let mut ends = true;
            for k in class_indices(a.classes) {
                let (g, _) = self.left_method(p, k, b, op, in_place)?;
                let args = [Ty::instance(k), b.clone()];
                ends &= !self.attempt(p, g, &args, &mut out, false);
            }
            return ends.then_some(out);
        }
        let [name, reflected, inplace] = binary_names(op);
        let (a_rest, b_rest) = (without_instances(a), without_instances(b));
        let sequences = STR | BYTES | LIST | TUPLE | DICT | SET;
        for ka in class_indices(a.classes) {
            let rights = class_indices(b.classes).map(Some);
            for kb in rights.chain((b_rest.bits != 0).then_some(None)) {
                let left = Ty::instance(ka);
                let right = kb.map_or_else(|| b_rest.clone(), Ty::instance);
                let mut steps = vec![];
                if in_place {
                    steps.push((self.special(p, ka, inplace), true));
                }
                steps.push((self.special(p, ka, name), true));
                if let Some(kb) = kb.filter(|kb| *kb != ka) {
                    let own = self.special(p, kb, reflected);
                    let first = self.is_descendant(kb, ka) && own != self.special(p, ka, reflected);
                    let at = steps.len() - usize::from(first);
                    steps.insert(at, (own, false));
                }
                let mut goes_on = true;
                for (method, is_left) in steps {
                    goes_on = match method {
                        Special::Missing => continue,
                        Special::Unknown => return None,
                        Special::Plain(g) if is_left => {
                            let args = [left.clone(), right.clone()];
                            self.attempt(p, g, &args, &mut out, false)
                        }
                        Special::Plain(g) => {
                            let args = [right.clone(), left.clone()];
                            self.attempt(p, g, &args, &mut out, false)
                        }
                    };
                    if !goes_on {
                        break;
                    }
                }
                if goes_on && right.has(sequences) {
                    // Perhaps `[0] * a`, by `__index__`.
                    return None;
                }
            }
        }
        if a_rest.bits != 0 {
            if op == BinOp::Mod && a_rest.within(STR) {
                // Texts are formatted, with the items of a mapping.
                self.operate(b);
                out.bits |= STR;
                return Some(out);
            }
            for kb in class_indices(b.classes) {
                let goes_on = match self.special(p, kb, reflected) {
                    Special::Missing => true,
                    Special::Unknown => return None,
                    Special::Plain(_) if op == BinOp::Mod && a_rest.has(STR | BYTES) => true,
                    Special::Plain(g) => {
                        let args = [Ty::instance(kb), a_rest.clone()];
                        self.attempt(p, g, &args, &mut out, false)
                    }
                };
                if goes_on && a_rest.has(sequences) {
                    return None;
                }
            }
        }
        Some(out)
    }

    /// A comparison where one operand is an instance and both are known, but for what does not concern instances; `None` if
    /// what runs is not known.
    pub(super) fn special_compare(&mut self, p: &Program, a: &Ty, b: &Ty, op: CmpOp) -> Option<Ty> {
        if a.is_top() || b.is_top() || a.classes | b.classes == 0 {
            return None;
        }
        let by_identity = matches!(op, CmpOp::Eq | CmpOp::Ne);
        let (a_rest, b_rest) = (without_instances(a), without_instances(b));
        let mut out = Ty::default();
        let with = |classes: ClassSet, rest: &Ty| -> Vec<(Option<usize>, Ty)> {
            let mut all: Vec<_> = class_indices(classes)
                .map(|k| (Some(k), Ty::instance(k)))
                .collect();
            if rest.bits != 0 {
                all.push((None, rest.clone()));
            }
            all
        };
        for (ka, left) in with(a.classes, &a_rest) {
            for (kb, right) in with(b.classes, &b_rest) {
                let mut steps = vec![];
                if let Some(ka) = ka {
                    steps.push((self.comparison(p, ka, op), [left.clone(), right.clone()]));
                }
                if let Some(kb) = kb {
                    let first = ka.is_some_and(|ka| self.is_descendant(kb, ka));
                    let at = if first { 0 } else { steps.len() };
                    let args = [right.clone(), left.clone()];
                    steps.insert(at, (self.comparison(p, kb, op.swapped()), args));
                }
                if steps.is_empty() {
                    continue;
                }
                let mut goes_on = true;
                for ((method, turned), args) in steps {
                    goes_on = match method {
                        Special::Missing => continue,
                        Special::Unknown => return None,
                        Special::Plain(g) => self.attempt(p, g, &args, &mut out, turned),
                    };
                    if !goes_on {
                        break;
                    }
                }
                if goes_on && by_identity {
                    self.join(&mut out, &Ty::of(BOOL));
                }
            }
        }
        if a_rest.bits != 0 && b_rest.bits != 0 {
            let rest = self.plain_compare(&a_rest, &b_rest);
            self.join(&mut out, &rest);
        }
        Some(out)
    }

    /// A comparison by what the runtime knows.
    pub(super) fn plain_compare(&mut self, a: &Ty, b: &Ty) -> Ty {
        let scalar = NONE | BOOL | INT | FLOAT | STR | BYTES;
        if a.bits == 0 || b.bits == 0 {
            Ty::default()
        } else if a.within(scalar) && b.within(scalar) {
            Ty::of(BOOL)
        } else {
            self.meet(&[a, b]);
            Ty::top()
        }
    }

    pub(super) fn compare(&mut self, p: &Program, a: &Ty, b: &Ty, op: CmpOp) -> Ty {
        if a.bits == 0 || b.bits == 0 {
            return Ty::default();
        }
        match self.special_compare(p, a, b, op) {
            Some(t) => t,
            None if a.classes | b.classes != 0 => {
                self.escape_ty(a);
                self.escape_ty(b);
                Ty::top()
            }
            None => self.plain_compare(a, b),
        }
    }

    /// A special method of the instances among what `t` may be, called with these arguments; `None` if it is not known.
    /// What has none raises.
    pub(super) fn special_call(
        &mut self,
        p: &Program,
        t: &Ty,
        name: &str,
        args: &[Ty],
        keywords: &[(String, Ty)],
    ) -> Option<Ty> {
        let found: Vec<(usize, Special)> = class_indices(t.classes)
            .map(|k| (k, self.special(p, k, name)))
            .collect();
        if found.iter().any(|(_, s)| *s == Special::Unknown) {
            return None;
        }
        let mut out = Ty::default();
        for (k, s) in found {
            if let Special::Plain(g) = s {
                let mut all = vec![Ty::instance(k)];
                all.extend_from_slice(args);
                let r = self.call_func(p, g, &all, keywords);
                self.join(&mut out, &r);
            }
        }
        Some(out)
    }
}

/// The possibilities that are no instances of the program's classes.
pub fn without_instances(t: &Ty) -> Ty {
    Ty {
        bits: t.bits & !INSTANCE,
        classes: 0,
        ..t.clone()
    }
}

/// Whether instances of all these classes have a plain function for a special method.
pub fn has_all(x: &Inference, p: &Program, classes: ClassSet, name: &str) -> bool {
    x.specials(p, classes, name).is_some()
}
