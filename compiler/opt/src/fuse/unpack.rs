//! Tuples that are made to be taken apart at once: `yield a, b` under `for x, y in …`.

use super::{Counts, Fuse, copy};
use taipan_mir::{Local, Op, Operand};

impl Fuse<'_> {
    /// Where every value of the loop's variable is a tuple made just then, and all that is done with it is unpacking: the
    /// items go over in locals.
    pub(super) fn unpack(&mut self, dest: Local) -> Option<()> {
        let counts = Counts::of(&self.func);
        if counts.uses.get(&dest) != Some(&1) || self.func.locals[dest.index()].name.is_some() {
            return None;
        }
        let (body, at, count) = self.func.blocks.iter().enumerate().find_map(|(b, block)| {
            block
                .insts
                .iter()
                .enumerate()
                .find_map(|(n, i)| match i.op {
                    Op::Unpack { count } if i.args[0] == Operand::Local(dest) => {
                        Some((b, n, count))
                    }
                    _ => None,
                })
        })?;
        // Every definition: a copy of a tuple that the instruction before makes.
        let mut made = vec![];
        for (b, block) in self.func.blocks.iter().enumerate() {
            if block.term.dest() == Some(dest) {
                return None;
            }
            for (n, i) in block.insts.iter().enumerate() {
                if i.dest != Some(dest) {
                    continue;
                }
                let place = counts.single(&self.func, *i.args.first()?)?;
                let tuple = &block.insts.get(n.checked_sub(1)?)?;
                if i.op != Op::Copy
                    || place != (b, n - 1)
                    || tuple.op != Op::BuildTuple
                    || tuple.args.len() != count as usize
                {
                    return None;
                }
                made.push((b, n));
            }
        }
        let items = self.take_apart(&counts, dest, count as usize)?;
        made.sort_by_key(|(_, n)| std::cmp::Reverse(*n));
        for (b, n) in made {
            // The unpacking may have stood in front of it.
            let n = if b == body && at < n { n - 1 } else { n };
            let tuple = self.func.blocks[b].insts[n - 1].clone();
            let copies = tuple
                .args
                .iter()
                .zip(&items)
                .map(|(a, t)| copy(*a, *t, tuple.span));
            self.func.blocks[b].insts.splice(n - 1..=n, copies);
        }
        Some(())
    }
}
