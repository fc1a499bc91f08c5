//! What the cache sites know that have loaded attributes of modules. Such a site's key, which is no class's, says which row.

use super::Site;
use crate::module::{ModuleObj, Place};
use crate::{ClassId, Opt, Value, class};
use std::cell::RefCell;
use std::collections::HashMap;

/// The lower half of the key; there are not so many classes.
const MARK: u32 = u32::MAX;

struct Row {
    module: u64,
    place: Place,
}

thread_local! {
    static ROWS: RefCell<Vec<Row>> = const { RefCell::new(Vec::new()) };
    static KNOWN: RefCell<HashMap<(u64, u64), usize>> = RefCell::new(HashMap::new());
}

/// The attribute that the site remembers.
#[inline]
pub fn load(site: &Site, object: &Value) -> Opt {
    let key = site.key.get();
    if key as u32 != MARK {
        return None;
    }
    ROWS.with_borrow(|rows| {
        let row = rows.get((key >> 32) as usize)?;
        if row.module != object.word() {
            return None;
        }
        // SAFETY: the caller has checked that it is a module.
        unsafe { object.cast::<ModuleObj>() }.at(&row.place)
    })
}

/// Remembers where an attribute lies.
pub fn fill(site: &Site, object: &Value, name: &Value) {
    let Some(module) = object
        .get::<ModuleObj>()
        .filter(|_| object.is_exactly(ClassId::MODULE))
    else {
        return;
    };
    // A module that may die leaves its address to another.
    if class::lookup(object.class(), name).is_some() || !module.stays(object) {
        return;
    }
    let Some(place) = module.place(name) else {
        return;
    };
    let row = Row {
        module: object.word(),
        place,
    };
    let at = KNOWN.with_borrow_mut(|known| {
        ROWS.with_borrow_mut(|rows| {
            let key = (object.word(), name.word());
            match known.get(&key) {
                Some(&at) => {
                    rows[at] = row;
                    at
                }
                None => {
                    known.insert(key, rows.len());
                    rows.push(row);
                    rows.len() - 1
                }
            }
        })
    });
    site.key.set(u64::from(MARK) | (at as u64) << 32);
}
