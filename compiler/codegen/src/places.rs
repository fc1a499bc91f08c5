//! Items of lists that a block reaches more than once.
//!
//! `a[i] += x` and `a[i], a[j] = a[j], a[i]` reach the same item twice. The first access, in a fast copy of a function, has tested
//! the index and found a small int there, or has left for the general copy; until something may change the list's length, the
//! second needs neither test. Known within a block of the program, by the locals that hold list and index.

use crate::function::Body;
use crate::lists::Form;
use crate::views::{Effect, effect};
use cranelift_codegen::ir::Value;
use taipan_mir::{Inst, Items, Local, Op, Operand, Repr};

/// An item in reach.
pub struct Place {
    list: Local,
    index: Operand,
    /// Less the buffer's header.
    address: Value,
    /// What lies there is a small int.
    is_small: bool,
}

/// How far ahead another access is looked for.
const AHEAD: usize = 24;

/// List and index of an access to an item that is a word.
fn accessed(i: &Inst) -> Option<(Local, Operand)> {
    let (Op::ListGet { items } | Op::ListSet { items }) = i.op else {
        return None;
    };
    match i.args[0] {
        Operand::Local(list) if Form::first(items) == Form::Words => Some((list, i.args[1])),
        _ => None,
    }
}

impl Body<'_, '_> {
    pub(crate) fn known_place(&self, i: &Inst) -> Option<Value> {
        let (list, index) = accessed(i)?;
        let known = |p: &&Place| p.list == list && p.index == index;
        self.places_known.iter().find(known).map(|p| p.address)
    }

    /// Whether the item that a store replaces is a small int.
    pub(crate) fn replaces_small(&self, i: &Inst) -> bool {
        accessed(i).is_some_and(|(list, index)| {
            (self.places_known.iter()).any(|p| p.list == list && p.index == index && p.is_small)
        })
    }

    /// Whether another access to the same item follows before anything else happens to lists.
    pub(crate) fn is_reached_again(&self, i: &Inst) -> bool {
        let Some(place) = accessed(i) else {
            return false;
        };
        let (block, at) = self.at;
        let ahead = self.func.blocks[block].insts[at + 1..].iter().take(AHEAD);
        for next in ahead {
            if accessed(next) == Some(place) {
                return true;
            }
            let is_gone = |d: Local| d == place.0 || Operand::Local(d) == place.1;
            if next.dest.is_some_and(is_gone) || !self.keeps_lengths(next) {
                return false;
            }
        }
        false
    }

    /// Whether all lists are as long behind an instruction as before, where it comes back.
    fn keeps_lengths(&self, i: &Inst) -> bool {
        let is_set = matches!(
            i.op,
            Op::ListSet {
                items: Items::Ints | Items::Plain
            }
        );
        is_set && self.known_place(i).is_some() || effect(self.func, i) == Effect::Nothing
    }

    /// Remembers where a small int has been found.
    pub(crate) fn found_small(&mut self, i: &Inst, address: Value) {
        let Some((list, index)) = accessed(i) else {
            return;
        };
        self.places_known
            .retain(|p| p.list != list || p.index != index);
        self.places_known.push(Place {
            list,
            index,
            address,
            is_small: true,
        });
    }

    /// Behind an instruction: forgets what it may have changed.
    pub(crate) fn pass_places(&mut self, i: &Inst) {
        if self.places_known.is_empty() {
            return;
        }
        if !self.keeps_lengths(i) {
            self.places_known.clear();
        } else if let Op::ListSet { .. } = i.op
            && self.repr_of(i.args[2]) != Some(Repr::Small)
        {
            // Another list may be the same.
            for place in &mut self.places_known {
                place.is_small = false;
            }
        }
        if let Some(d) = i.dest {
            self.places_known
                .retain(|p| p.list != d && p.index != Operand::Local(d));
        }
    }
}
