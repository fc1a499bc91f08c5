//! Which floats to keep out of loops.
//!
//! Cranelift places a pure computation where it is first needed, and its hoisting out of loops gives up at the first edge
//! that leaves the loop; a quotient computed before a loop so ends up inside. A use that cannot move, before the loop,
//! pins it: `Body::define` stores such a float into a slot that nobody reads.

use taipan_mir::{BlockId, Func, Op, Operand, Repr};

/// The floats that are computed outside of a loop in which they are used and not assigned.
pub fn pinned(func: &Func) -> Vec<bool> {
    let mut out = vec![false; func.locals.len()];
    if !func.locals.iter().any(|l| l.repr == Repr::F64) {
        return out;
    }
    let loops = loops(func);
    if loops.is_empty() {
        return out;
    }
    let mut computed: Vec<Vec<usize>> = vec![vec![]; func.locals.len()];
    let mut assigned = computed.clone();
    // The general copy's loops and values are its own.
    let hot = |block: &taipan_mir::Block| !block.aside && !block.cold;
    for (b, block) in func.blocks.iter().enumerate().filter(|b| hot(b.1)) {
        for i in &block.insts {
            let pure = matches!(
                i.op,
                Op::FloatArith { .. }
                    | Op::FloatNeg
                    | Op::FloatSqrt
                    | Op::FloatAbs
                    | Op::IntToFloat
                    | Op::ToFloat
                    | Op::Copy
            );
            if let Some(d) = i.dest {
                assigned[d.index()].push(b);
            }
            if let Some(d) = i.dest
                && pure
                && func.locals[d.index()].repr == Repr::F64
            {
                computed[d.index()].push(b);
            }
        }
    }
    for (b, block) in func.blocks.iter().enumerate().filter(|b| hot(b.1)) {
        let inside: Vec<&Vec<bool>> = loops.iter().map(|l| &l.1).filter(|l| l[b]).collect();
        if inside.is_empty() {
            continue;
        }
        for o in block.insts.iter().flat_map(|i| &i.args) {
            if let Operand::Local(l) = o
                && !computed[l.index()].is_empty()
                && inside
                    .iter()
                    .any(|body| !assigned[l.index()].iter().any(|at| body[*at]))
            {
                out[l.index()] = true;
            }
        }
    }
    out
}

/// The loops: the header and the blocks of each.
pub(crate) fn loops(func: &Func) -> Vec<(usize, Vec<bool>)> {
    let count = func.blocks.len();
    let successors: Vec<Vec<usize>> = (0..count)
        .map(|b| {
            func.successors(BlockId::new(b))
                .iter()
                .map(|s| s.index())
                .collect()
        })
        .collect();
    let mut predecessors = vec![vec![]; count];
    for (b, list) in successors.iter().enumerate() {
        for s in list {
            predecessors[*s].push(b);
        }
    }
    // Depth first; an edge to a block that is still open closes a loop.
    let (mut seen, mut open) = (vec![false; count], vec![false; count]);
    let mut back: Vec<(usize, usize)> = vec![];
    let mut stack = vec![(0, 0)];
    seen[0] = true;
    open[0] = true;
    while let Some((b, n)) = stack.pop() {
        let Some(s) = successors[b].get(n).copied() else {
            open[b] = false;
            continue;
        };
        stack.push((b, n + 1));
        if open[s] {
            back.push((b, s));
        } else if !seen[s] {
            seen[s] = true;
            open[s] = true;
            stack.push((s, 0));
        }
    }
    let mut out: Vec<(usize, Vec<bool>)> = vec![];
    for (from, header) in back {
        let at = match out.iter().position(|l| l.0 == header) {
            Some(at) => at,
            None => {
                let mut body = vec![false; count];
                body[header] = true;
                out.push((header, body));
                out.len() - 1
            }
        };
        let body = &mut out[at].1;
        let mut work = vec![from];
        while let Some(b) = work.pop() {
            if !body[b] && seen[b] {
                body[b] = true;
                work.extend(&predecessors[b]);
            }
        }
    }
    out
}
