//! The leak gate of the debug runtime: after the modules are torn down, every object that is still alive must be immortal or
//! garbage that only cycles hold.
//!
//! Each fresh object is noted with the Python function that made it. At exit trial deletion subtracts from each count the
//! references that other live objects hold; what is left over is a reference that nobody will ever give back: a leak.
//! Classes and modules are never freed and count as immortal. Without the feature `debug` all of this is empty.

use crate::Header;

#[cfg(not(any(feature = "debug", test)))]
mod gate {
    use super::Header;
    #[inline(always)]
    pub fn born(_: *mut Header) {}
    #[inline(always)]
    pub fn moved(_: *mut u8, _: *mut u8) {}
    #[inline(always)]
    pub fn gone(_: *mut u8) {}
    #[inline(always)]
    pub fn start() {}
    pub fn survivors() -> Vec<String> {
        vec![]
    }
}

#[cfg(any(feature = "debug", test))]
mod gate {
    use super::Header;
    use crate::{ClassId, class};
    use std::cell::RefCell;
    use std::collections::HashMap;
    use taipan_abi::program::Code;

    /// Live objects by address.
    type Live = HashMap<usize, Row>;

    /// Calls with the table, unless this thread is in it already: its own blocks move and die too.
    #[cfg(not(feature = "threads"))]
    fn with_live<T>(f: impl FnOnce(&mut Live) -> T) -> Option<T> {
        thread_local! {
            static LIVE: RefCell<Live> = RefCell::new(HashMap::new());
        }
        LIVE.try_with(|l| Some(f(&mut *l.try_borrow_mut().ok()?)))
            .ok()?
    }
    #[cfg(feature = "threads")]
    fn with_live<T>(f: impl FnOnce(&mut Live) -> T) -> Option<T> {
        thread_local! {
            static INSIDE: RefCell<()> = const { RefCell::new(()) };
        }
        struct Shared(Live);
        // SAFETY: plain data about static records.
        unsafe impl Send for Shared {}
        static LIVE: std::sync::Mutex<Option<Shared>> = std::sync::Mutex::new(None);
        INSIDE.with(|inside| {
            let _inside = inside.try_borrow_mut().ok()?;
            let mut live = LIVE.lock().unwrap_or_else(|e| e.into_inner());
            Some(f(&mut live.get_or_insert_with(|| Shared(HashMap::new())).0))
        })
    }

    /// How many machine frames away the Python function is looked for that made an object.
    const NEAR: usize = 40;

    #[derive(Clone, Copy)]
    struct Row {
        /// The innermost Python function at the time.
        maker: Option<&'static Code>,
        /// Made before the program started.
        own: bool,
    }

    pub fn born(object: *mut Header) {
        #[cfg(feature = "start")]
        let maker = crate::start::innermost(NEAR);
        #[cfg(not(feature = "start"))]
        let maker = None;
        with_live(|live| live.insert(object as usize, Row { maker, own: false }));
    }

    /// A block has moved. Blocks that are no objects pass here too.
    pub fn moved(from: *mut u8, to: *mut u8) {
        with_live(|live| {
            if let Some(row) = live.remove(&(from as usize)) {
                live.insert(to as usize, row);
            }
        });
    }

    /// A block is freed.
    pub fn gone(block: *mut u8) {
        with_live(|live| live.remove(&(block as usize)));
    }

    /// The program starts: what lives now is the runtime's own and stays.
    pub fn start() {
        with_live(|live| live.values_mut().for_each(|row| row.own = true));
    }

    /// A line per leaked object.
    pub fn survivors() -> Vec<String> {
        let live: Vec<(usize, Row)> =
            with_live(|live| live.iter().map(|(a, m)| (*a, *m)).collect()).unwrap_or_default();
        let mut counts: HashMap<usize, i64> = HashMap::new();
        for (address, row) in &live {
            // SAFETY: the map holds live objects only.
            let header = unsafe { &*(*address as *const Header) };
            if !header.is_immortal() && !row.own {
                counts.insert(*address, header.references());
            }
        }
        let mut subtract = |v: &crate::Value| {
            if v.is_pointer()
                && let Some(n) = counts.get_mut(&(v.word() as usize))
            {
                *n -= 1;
            }
        };
        let statics = class::all().map(|c| c as *const class::ClassObj as usize);
        let mut objects: Vec<usize> = live.iter().map(|l| l.0).chain(statics).collect();
        objects.sort_unstable();
        objects.dedup();
        for address in objects {
            let object = address as *mut Header;
            // SAFETY: a live object; its class knows its layout.
            unsafe {
                let class = class::by_id((*object).class.get());
                (class.ops.get().trace)(object, &mut subtract);
                if class.has(class::HEAP) || class.layout == ClassId::BASE_EXCEPTION {
                    crate::instance::trace_parts(object, class, &mut subtract);
                }
            }
        }
        let mut lines: Vec<String> = vec![];
        for (address, row) in live {
            let Some(n) = counts.get(&address).filter(|n| **n > 0) else {
                continue;
            };
            // SAFETY: as above.
            let class = class::by_id(unsafe { (*(address as *const Header)).class.get() });
            if matches!(class.layout, ClassId::TYPE | ClassId::MODULE) {
                continue;
            }
            // SAFETY: a read.
            let name = crate::types::str::to_string(unsafe { &*class.name.get() });
            let place = row.maker.map_or("the runtime".to_owned(), |c| {
                // SAFETY: records are static.
                let module = unsafe { &*c.module };
                let text = |word| {
                    // SAFETY: words of static strs.
                    let v = std::mem::ManuallyDrop::new(unsafe { crate::Value::from_word(word) });
                    crate::types::str::to_string(&v)
                };
                let file = text(module.path);
                format!("{} ({file}:{})", text(c.qualname), c.first_line)
            });
            lines.push(format!(
                "leaked: {name} object, {n} reference(s) too many, made in {place}"
            ));
        }
        lines.sort();
        lines
    }
}

pub use gate::{born, gone, moved, start, survivors};

/// Prints the leaked objects; whether there are any.
pub fn report() -> bool {
    const SHOWN: usize = 20;
    let lines = survivors();
    for line in lines.iter().take(SHOWN) {
        eprintln!("{line}");
    }
    if lines.len() > SHOWN {
        eprintln!("leaked: {} more", lines.len() - SHOWN);
    }
    !lines.is_empty()
}

#[cfg(test)]
mod tests {
    use crate::Value;
    use crate::types::{list, str};

    #[test]
    fn what_nobody_owns_is_found_and_what_a_cycle_owns_is_not() {
        let _guard = crate::start::for_tests();
        super::start();
        let cycle = list::new_list(vec![]);
        cycle.get::<list::ListObj>().unwrap().push(cycle.clone());
        drop(cycle);
        drop(list::new_list(vec![str::new_str(b"a string that dies")]));
        assert_eq!(super::survivors(), Vec::<String>::new());

        let lost = list::new_list(vec![Value::small(1)]);
        let word = lost.into_word();
        assert_eq!(
            super::survivors(),
            ["leaked: list object, 1 reference(s) too many, made in the runtime"]
        );
        // SAFETY: the reference that was given up above.
        drop(unsafe { Value::from_word(word) });
        assert_eq!(super::survivors(), Vec::<String>::new());
    }
}
