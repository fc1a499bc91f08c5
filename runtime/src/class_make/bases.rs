//! What a class takes from its bases: the MRO, the metaclass, the base whose layout its instances have, the hook flags.

use crate::class::{self, ClassObj, by_id};
use crate::{R, Raised, Value, errors};

/// C3 linearisation of the bases' MROs, or the classes that stand in each other's way.
pub(super) fn linearise(id: u32, bases: &[&'static ClassObj]) -> Result<Vec<u32>, Vec<u32>> {
    let mut lists: Vec<Vec<u32>> = bases.iter().map(|b| b.mro().to_vec()).collect();
    lists.push(bases.iter().map(|b| b.id).collect());
    let mut out = vec![id];
    loop {
        lists.retain(|l| !l.is_empty());
        if lists.is_empty() {
            return Ok(out);
        }
        let mut heads = lists.iter().map(|l| l[0]);
        let Some(head) = heads.find(|h| lists.iter().all(|l| !l[1..].contains(h))) else {
            let mut rest: Vec<u32> = vec![];
            for l in &lists {
                if !rest.contains(&l[0]) {
                    rest.push(l[0]);
                }
            }
            return Err(rest);
        };
        out.push(head);
        for l in &mut lists {
            if l[0] == head {
                l.remove(0);
            }
        }
    }
}

/// TypeError for bases that [`linearise`] finds no order for: these are in conflict.
pub(super) fn inconsistent_order(heads: &[u32]) -> Raised {
    let names: Vec<String> = heads.iter().map(|id| by_id(*id).name_string()).collect();
    errors::type_error(format!(
        "Cannot create a consistent method resolution order (MRO) for bases {}",
        names.join(", ")
    ))
}

/// Recomputes the MRO of a class and its subclasses.
pub(super) fn update_mro(class: &'static ClassObj) {
    let bases: Vec<&'static ClassObj> = class.bases().iter().filter_map(class::as_class).collect();
    if class.alias_of.get() != 0 {
        // SAFETY: as below.
        unsafe { *class.mro.get() = by_id(class.alias_of.get()).mro().to_vec() };
    } else if let Ok(mro) = linearise(class.id, &bases) {
        // SAFETY: no slice of the MRO is held.
        unsafe { *class.mro.get() = mro };
    }
    // SAFETY: a snapshot.
    for id in unsafe { (*class.subclasses.get()).clone() } {
        update_mro(by_id(id));
    }
}

/// The metaclass that wins among a given one and the bases'.
pub fn winner(meta: &'static ClassObj, bases: &[Value]) -> R<&'static ClassObj> {
    let mut best = meta;
    for b in bases {
        let m = b.class();
        if best.is_subclass_of(m.id) {
            continue;
        }
        if m.is_subclass_of(best.id) {
            best = m;
            continue;
        }
        return Err(errors::type_error(
            "metaclass conflict: the metaclass of a derived class must be a (non-strict) subclass of the metaclasses of all its bases",
        ));
    }
    Ok(best)
}

/// The class along the MRO that gave the instances their `__slots__` fields, if any.
fn slotted_class(c: &'static ClassObj) -> Option<&'static ClassObj> {
    let own_member = |k: &ClassObj| {
        k.dict().values().iter().any(|v| {
            v.get::<crate::types::descriptors::Member>()
                .is_some_and(|m| m.owner == k.id)
        })
    };
    c.mro()
        .iter()
        .map(|id| by_id(*id))
        .find(|k| k.has(class::HEAP) && own_member(k))
}

/// The base whose layout the instances take.
pub(super) fn best_base(bases: &[&'static ClassObj]) -> R<&'static ClassObj> {
    const CONFLICT: &str = "multiple bases have instance lay-out conflict";
    let mut best = bases[0];
    for b in &bases[1..] {
        if b.layout == best.layout {
            match (slotted_class(best), slotted_class(b)) {
                (Some(old), Some(new)) if old.id == new.id || old.is_subclass_of(new.id) => {}
                (Some(old), Some(new)) if !new.is_subclass_of(old.id) => {
                    return Err(errors::type_error(CONFLICT));
                }
                (_, Some(_)) => best = b,
                (Some(_), None) => {}
                (None, None) => {
                    if b.fields().len() > best.fields().len() && b.is_subclass_of(best.id) {
                        best = b;
                    }
                }
            }
        } else if class::builtin(b.layout).is_subclass_of(best.layout as u32) {
            best = b;
        } else if !class::builtin(best.layout).is_subclass_of(b.layout as u32) {
            return Err(errors::type_error(CONFLICT));
        }
    }
    Ok(best)
}

/// Recomputes the hook flags of a class and its subclasses.
pub fn update_flags(class: &'static ClassObj) {
    let hooks: [(&'static Value, u32, Option<crate::native::NativeFn>); 5] = [
        (
            crate::name!("__getattribute__"),
            class::HAS_GETATTRIBUTE,
            None,
        ),
        (crate::name!("__getattr__"), class::HAS_GETATTR, None),
        (crate::name!("__setattr__"), class::HAS_SETATTR, None),
        (crate::name!("__delattr__"), class::HAS_DELATTR, None),
        (crate::name!("__del__"), class::HAS_DEL, None),
    ];
    let mut flags = class.flags.get();
    for (name, flag, _) in hooks {
        let found = class::lookup_where(class, name);
        // The hooks of object, type and module are the generic ones.
        let custom = found.is_some_and(|(_, owner)| owner.has(class::HEAP) || owner.has(flag));
        flags = if custom { flags | flag } else { flags & !flag };
    }
    // Which patterns match: what abstract classes give to themselves and to those registered with them (bit 5 for sequence
    // patterns, 6 for mapping ones), else what the first class of the MRO has that has any.
    const PATTERNS: u32 = class::PATTERN_SEQUENCE | class::PATTERN_MAPPING;
    let own = class
        .dict()
        .get_interned(crate::name!("__abc_tpflags__"))
        .and_then(|v| v.as_small())
        .map_or(0, |kind| match (kind & 1 << 5, kind & 1 << 6) {
            (0, 0) => 0,
            (0, _) => class::PATTERN_MAPPING,
            (_, 0) => class::PATTERN_SEQUENCE,
            (_, _) => PATTERNS,
        });
    if own != 0 {
        flags = flags & !PATTERNS | own;
    } else if flags & PATTERNS == 0 {
        let inherited = class.mro()[1..]
            .iter()
            .map(|c| by_id(*c).flags.get() & PATTERNS);
        flags |= inherited.into_iter().find(|f| *f != 0).unwrap_or(0);
    }
    class.flags.set(flags);
    // SAFETY: a snapshot; no reference into the vector is kept.
    let subclasses = unsafe { (*class.subclasses.get()).clone() };
    for s in subclasses {
        update_flags(by_id(s));
    }
}
