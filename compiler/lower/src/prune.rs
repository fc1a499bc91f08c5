//! Drops blocks that control cannot reach and numbers the others afresh, in their order.

use taipan_mir::{BlockId, Func};

pub(crate) fn unreachable_blocks(func: &mut Func) {
    let mut reached = vec![false; func.blocks.len()];
    let mut work = vec![BlockId::new(0)];
    while let Some(block) = work.pop() {
        if !std::mem::replace(&mut reached[block.index()], true) {
            work.extend(func.successors(block));
        }
    }
    let mut number = 0;
    let renumbered: Vec<BlockId> = reached
        .iter()
        .map(|&r| {
            number += usize::from(r);
            BlockId::new(number.max(1) - 1)
        })
        .collect();
    let mut index = 0;
    func.blocks.retain(|_| {
        index += 1;
        reached[index - 1]
    });
    for block in &mut func.blocks {
        block.term.map_targets(|b| renumbered[b.index()]);
        for inst in &mut block.insts {
            inst.raise = inst.raise.map(|b| renumbered[b.index()]);
        }
    }
}
