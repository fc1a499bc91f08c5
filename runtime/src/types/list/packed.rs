//! Whole lists of packed items: made by compiled code, copied, joined, assigned to slices, searched.

use super::buffer::Form;
use super::{ListObj, with_capacity};
use crate::types::float;
use crate::types::slice::Range;
use crate::{ClassId, R, Value, errors};

/// Items that were copied out of a packed list.
pub struct Packed {
    form: Form,
    bytes: Vec<u8>,
}

impl Packed {
    fn len(&self) -> usize {
        self.bytes.len() / self.form.unit()
    }
    /// A list of these items.
    pub fn into_list(self) -> R {
        repeated(&self, 1)
    }
}

fn gather<const UNIT: usize>(items: &[u8], range: Range) -> Vec<u8> {
    let (items, _) = items.as_chunks::<UNIT>();
    let mut out = Vec::with_capacity(range.len * UNIT);
    for at in range.positions() {
        out.extend_from_slice(&items[at]);
    }
    out
}

fn scatter<const UNIT: usize>(items: &mut [u8], range: Range, new: &[u8]) {
    let (items, _) = items.as_chunks_mut::<UNIT>();
    for (at, v) in range.positions().zip(new.as_chunks::<UNIT>().0) {
        items[at] = *v;
    }
}

/// Fills an array with copies of a piece that divides it.
fn fill(to: &mut [u8], piece: &[u8]) {
    const CHUNK: usize = 16 << 10;
    let Some(first) = to.get_mut(..piece.len()) else {
        return;
    };
    first.copy_from_slice(piece);
    let mut done = piece.len();
    while done < to.len() {
        // Whole pieces, from the part that lies in the cache.
        let n = done.min(to.len() - done);
        let n = if n > CHUNK && piece.len() < CHUNK {
            CHUNK - CHUNK % piece.len()
        } else {
            n
        };
        to.copy_within(..n, done);
        done += n;
    }
}

impl ListObj {
    /// A copy of the items of a range, if the list is packed: the range is said for the list's length.
    pub fn packed(&self, range: impl FnOnce(usize) -> Range) -> Option<Packed> {
        let _guard = self.lock();
        let (form, len) = (self.raw().form(), self.raw().len());
        if form == Form::Words {
            return None;
        }
        let r = range(len);
        let unit = form.unit();
        // SAFETY: all items of the list, until the end of this function.
        let items = unsafe { self.raw().packed(form, 0, len) };
        let bytes = match form {
            _ if r.step == 1 => {
                let from = r.start as usize * unit;
                items[from..from + r.len * unit].to_vec()
            }
            Form::Bytes => gather::<1>(items, r),
            Form::Words | Form::Doubles => gather::<8>(items, r),
        };
        Some(Packed { form, bytes })
    }
    /// A copy of all items, if the list is packed.
    pub fn all_packed(&self) -> Option<Packed> {
        self.packed(|len| Range {
            start: 0,
            stop: len as i64,
            step: 1,
            len,
        })
    }
    /// Whether packed items can go in without a change of the form. The caller holds the lock.
    fn takes(&self, new: &Packed) -> bool {
        self.raw().form() == new.form || self.raw().len() == 0
    }
    /// Adds packed items at the end, if the list has their form, or is empty: whether it was so.
    pub fn extend_packed(&self, new: &Packed) -> bool {
        let _guard = self.lock();
        if !self.takes(new) {
            return false;
        }
        let len = self.raw().len();
        self.raw_put_packed(len, len, new);
        true
    }
    fn raw_put_packed(&self, from: usize, to: usize, new: &Packed) {
        let n = new.len();
        self.raw_resize(new.form, from, to, n);
        // SAFETY: room was made.
        unsafe { self.raw().packed(new.form, from, n) }.copy_from_slice(&new.bytes);
    }
    /// Replaces a range of a list that has the form of the new items; whether it was so. A range whose step is not 1 has as
    /// many items, or nothing is done.
    pub fn exchange_packed(&self, range: impl FnOnce(usize) -> Range, new: &Packed) -> bool {
        let _guard = self.lock();
        if self.raw().form() != new.form {
            return false;
        }
        let len = self.raw().len();
        let r = range(len);
        if r.step == 1 {
            let from = r.start as usize;
            self.raw_put_packed(from, (r.stop.max(r.start)) as usize, new);
            return true;
        }
        if r.len != new.len() {
            return false;
        }
        // SAFETY: all items of the list, until the end of this function.
        let items = unsafe { self.raw().packed(new.form, 0, len) };
        match new.form {
            Form::Bytes => scatter::<1>(items, r, &new.bytes),
            Form::Words | Form::Doubles => scatter::<8>(items, r, &new.bytes),
        }
        true
    }
    /// Makes a packed list as long as `n` of it.
    pub fn repeat_packed(&self, n: usize) -> Option<R<()>> {
        let once = self.all_packed()?;
        Some(self.add_repeated(&once, n - 1))
    }
    fn add_repeated(&self, once: &Packed, n: usize) -> R<()> {
        let guard = self.lock();
        let more = once.len().checked_mul(n);
        if !more.is_some_and(|more| self.raw_try_reserve(once.form, more)) {
            drop(guard);
            return Err(errors::memory_error());
        }
        let (len, more) = (self.raw().len(), more.unwrap_or_default());
        self.raw().set_len(once.form, len + more);
        // SAFETY: room was made.
        let to = unsafe { self.raw().packed(once.form, len, more) };
        fill(to, &once.bytes);
        Ok(())
    }
    /// The first position in a range at which a packed list holds a value of its kind; `None`: ask item by item.
    pub fn find_packed(&self, value: &Value, from: usize, to: usize) -> Option<Option<usize>> {
        let _guard = self.lock();
        let (form, len) = (self.raw().form(), self.raw().len());
        let (from, to) = (from.min(len), to.min(len));
        if form == Form::Words || !form.fits(value) || from > to {
            return None;
        }
        // SAFETY: in bounds, until the end of this function.
        let items = unsafe { self.raw().packed(form, from, to - from) };
        let found = match form {
            Form::Bytes => {
                let wanted = u8::from(value.is(&Value::TRUE));
                items.iter().position(|b| *b == wanted)
            }
            Form::Words | Form::Doubles => {
                let wanted = float::as_f64(value)?;
                items.as_chunks::<8>().0.iter().position(|b| {
                    let x = f64::from_ne_bytes(*b);
                    // The same NaN is equal to itself here.
                    x == wanted || x.to_bits() == wanted.to_bits()
                })
            }
        };
        Some(found.map(|at| at + from))
    }
    /// Packs the items, if all are floats or all are bools.
    pub fn pack(&self) {
        if self.form() == Form::Words {
            let items = self.take_all();
            let form = form_of_all(&items);
            self.set_all(items, form);
        }
    }
    /// Adds a float to a list of floats, or a bool to a list of bools, as compiled code knows: an empty list becomes packed.
    pub fn push_packed(&self, value: Value) {
        let _guard = self.lock();
        let form = if self.raw().len() == 0 {
            form_of_all(std::slice::from_ref(&value))
        } else {
            self.raw_form_for(&value)
        };
        self.raw_push(form, value);
    }
}

/// A list of `n` times these items.
pub fn repeated(once: &Packed, n: usize) -> R {
    let out = with_capacity(0);
    // SAFETY: just made.
    unsafe { out.cast::<ListObj>() }.add_repeated(once, n)?;
    Ok(out)
}

/// A list of doubles from an array. A NaN that no object holds yet becomes one.
pub fn from_doubles(items: &[f64]) -> Value {
    let out = with_capacity(0);
    // SAFETY: just made.
    let list = unsafe { out.cast::<ListObj>() };
    list.raw_reserve(Form::Doubles, items.len());
    for x in items {
        list.raw_push(Form::Doubles, float::from_f64(*x));
    }
    out
}

/// A list in the form that all the items fit.
pub fn from_items(items: Vec<Value>) -> Value {
    super::new_fitting(form_of_all(&items), items)
}

fn form_of_all(items: &[Value]) -> Form {
    [Form::Doubles, Form::Bytes]
        .into_iter()
        .find(|f| items.iter().all(|v| f.fits(v)))
        .unwrap_or(Form::Words)
}

/// All items of an exact list that is packed.
pub fn of(value: &Value) -> Option<Packed> {
    if !value.is_exactly(ClassId::LIST) {
        return None;
    }
    value.get::<ListObj>()?.all_packed()
}
