//! Where the locals of a function are used and defined.

use crate::liveness::local_of;
use std::collections::HashMap;
use taipan_mir::{Func, Local, Operand};

/// Where a value is made: block and instruction.
pub type Place = (usize, usize);

/// How often each local is used and defined, and where last.
#[derive(Default)]
pub struct Counts {
    pub uses: HashMap<Local, usize>,
    pub defs: HashMap<Local, usize>,
    pub place: HashMap<Local, Place>,
}

impl Counts {
    pub fn of(func: &Func) -> Counts {
        let mut c = Counts::default();
        for (b, block) in func.blocks.iter().enumerate() {
            for (n, i) in block.insts.iter().enumerate() {
                for l in i.args.iter().copied().filter_map(local_of) {
                    *c.uses.entry(l).or_default() += 1;
                }
                if let Some(d) = i.dest {
                    *c.defs.entry(d).or_default() += 1;
                    c.place.insert(d, (b, n));
                }
            }
            for l in block.term.operands().into_iter().filter_map(local_of) {
                *c.uses.entry(l).or_default() += 1;
            }
            if let Some(d) = block.term.dest() {
                *c.defs.entry(d).or_default() += 1;
            }
        }
        c
    }

    pub fn once(&self, l: Local) -> bool {
        self.uses.get(&l) == Some(&1) && self.defs.get(&l) == Some(&1)
    }

    /// Defined by one instruction and used once: where it is defined.
    pub fn single(&self, func: &Func, o: Operand) -> Option<Place> {
        let l = local_of(o)?;
        let once = self.once(l) && l.0 >= func.num_params && !func.locals[l.index()].maybe_unset;
        self.place.get(&l).copied().filter(|_| once)
    }
}
