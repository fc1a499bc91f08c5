//! What `__slots__` shows of the fields of instances.

use super::world::{runtime_fn, single_defs};
use taipan_abi::runtime_fns::RuntimeFn;
use taipan_mir::{Const, ConstId, Func, Op, Operand, Program};

/// The names that the `__slots__` of a class body lists, in the order in which the runtime lays them out. `None` if there are
/// none, or if anything is unusual about them.
pub fn shown<'p>(p: &'p Program, body: &Func) -> Option<Vec<&'p str>> {
    let insts = || body.blocks.iter().flat_map(|b| &b.insts);
    let text = |c: ConstId| match p.constant(c) {
        Const::Str(s) => std::str::from_utf8(s).ok(),
        _ => None,
    };
    let texts = |all: &[Operand]| -> Option<Vec<&'p str>> {
        let one = |o: &Operand| match o {
            Operand::Const(c) => text(*c),
            Operand::Local(_) | Operand::Unset => None,
        };
        all.iter().map(one).collect()
    };
    let listed = |o: Operand| -> Option<Vec<&'p str>> {
        let Operand::Const(c) = o else { return None };
        match p.constant(c) {
            Const::Tuple(items) => items.iter().map(|c| text(*c)).collect(),
            Const::Str(_) => Some(vec![text(c)?]),
            _ => None,
        }
    };
    let mut of_name = insts().filter(|i| {
        let named =
            matches!(i.args.get(1), Some(Operand::Const(c)) if text(*c) == Some("__slots__"));
        named && matches!(i.op, Op::Runtime { .. })
    });
    let store = of_name.next()?;
    if of_name.next().is_some() || runtime_fn(store) != Some(RuntimeFn::class_store) {
        return None;
    }
    let mut names = match store.args[2] {
        Operand::Local(l) => {
            // A list that nothing else sees.
            let uses = insts()
                .flat_map(|i| &i.args)
                .filter(|a| **a == Operand::Local(l));
            let defs = single_defs(body);
            let (b, n) = defs.get(&l)?;
            let made = &body.blocks[*b].insts[*n];
            if uses.count() != 1 {
                return None;
            }
            match made.op {
                Op::BuildList | Op::BuildTuple => texts(&made.args)?,
                Op::Runtime {
                    function: RuntimeFn::list_from_tuple,
                } => listed(made.args[0])?,
                _ => return None,
            }
        }
        o => listed(o)?,
    };
    names.sort_unstable();
    let is_plain = |n: &&str| {
        !n.starts_with("__")
            && n.starts_with(|c: char| c == '_' || c.is_ascii_alphabetic())
            && n.chars().all(|c| c == '_' || c.is_ascii_alphanumeric())
    };
    let differ = names.windows(2).all(|w| w[0] != w[1]);
    (differ && names.iter().all(is_plain)).then_some(names)
}
