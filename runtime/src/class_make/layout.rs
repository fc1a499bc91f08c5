//! Where the instances of a class keep their attributes.
//!
//! Instances are the layout of a built-in class, then an overflow word (unless `__slots__` leaves out `__dict__`), then fields;
//! the fields of a base keep their places in its subclasses.

use crate::class::{self, ClassObj};
use crate::instance::{NUMBERED, behind_overflow};
use crate::native::{self, NativeDef};
use crate::types::dict::DictObj;
use crate::types::object::{DICT_GETTER, DICT_SETTER, WEAKREF_GETTER};
use crate::types::sort::sort_few;
use crate::types::str::{self, StrObj, intern};
use crate::{ClassId, R, Value, errors};
use taipan_abi::layout::MAX_DOUBLE_FIELDS;
use taipan_abi::program::ClassLayout;

/// Decides where overflow word and fields of the instances lie.
pub(super) fn lay_out(
    class: &'static ClassObj,
    best: &'static ClassObj,
    bases: &[&'static ClassObj],
    record: Option<&'static ClassLayout>,
    d: &DictObj,
) -> R<()> {
    let ops = best.ops.get();
    let fixed = class::builtin(best.layout)
        .ops
        .get()
        .size
        .next_multiple_of(8);
    let mut fields: Vec<Value> = best.fields().to_vec();
    class.doubles.set(best.doubles.get());
    if let Some(slots) = d.get_interned(crate::name!("__slots__")) {
        return lay_out_slots(class, best, bases, &slots, d);
    }
    // A plain object behind bases that have `__slots__` without a name in them (abstract ones mostly) is as good as no base.
    let is_bare = |b: &ClassObj| {
        best.layout == ClassId::OBJECT && b.fields().is_empty() && b.overflow_offset.get() == 0
    };
    let any_slotted = bases.iter().any(|b| b.has(class::SLOTTED) && !is_bare(b));
    let variable = ops.tail.is_some();
    let overflow = match best.overflow_offset.get() {
        0 if best.layout == ClassId::OBJECT => NUMBERED,
        0 => fixed,
        offset => offset,
    };
    // Behind a slotted base, new attributes go to the overflow only.
    if any_slotted {
        let offset = if best.overflow_offset.get() != 0 || overflow == NUMBERED {
            overflow
        } else {
            best.instance_size.get().max(fixed).max(8)
        };
        class.flags.set(class.flags.get() | class::SLOTTED);
        class.overflow_offset.set(offset);
        class.fields_offset.set(best.fields_offset.get());
        class.instance_size.set(if variable {
            0
        } else {
            best.instance_size.get().max(behind_overflow(offset))
        });
    } else {
        if !variable && class.layout != ClassId::TYPE {
            for b in bases {
                for f in b.fields() {
                    if !fields.iter().any(|x| x.is(f)) {
                        fields.push(f.clone());
                    }
                }
            }
            if let Some(r) = record
                && r.num_fields > 0
            {
                // SAFETY: the compiler wrote that many words of static strs.
                let names = unsafe {
                    std::slice::from_raw_parts(r.field_names as *const Value, r.num_fields as usize)
                };
                for (at, n) in names.iter().enumerate() {
                    let n = intern(str::bytes_of(n));
                    if !fields.iter().any(|x| x.is(&n)) {
                        if at.max(fields.len()) < MAX_DOUBLE_FIELDS && r.doubles >> at & 1 != 0 {
                            class.doubles.set(class.doubles.get() | 1 << fields.len());
                        }
                        fields.push(n);
                    }
                }
            }
        }
        class.overflow_offset.set(overflow.max(8));
        class.fields_offset.set(behind_overflow(overflow));
        class.instance_size.set(if variable {
            0
        } else {
            behind_overflow(overflow) + 8 * fields.len() as u32
        });
    }
    // SAFETY: the class is not yet known to anyone.
    unsafe { *class.fields.get() = fields };
    Ok(())
}

fn lay_out_slots(
    class: &'static ClassObj,
    best: &'static ClassObj,
    bases: &[&'static ClassObj],
    slots: &Value,
    d: &DictObj,
) -> R<()> {
    let names: Vec<Value> = if slots.get::<StrObj>().is_some() {
        vec![slots.clone()]
    } else {
        crate::iter::collect(slots)?
    };
    let variable = best.ops.get().tail.is_some();
    let fixed = class::builtin(best.layout)
        .ops
        .get()
        .size
        .next_multiple_of(8);
    let mut fields: Vec<Value> = best.fields().to_vec();
    // Plain fields of an unslotted base keep their places and meaning only while the class is not SLOTTED.
    let base_is_plain = !best.has(class::SLOTTED) && best.overflow_offset.get() != 0;
    let mut wants_dict = bases.iter().any(|b| b.overflow_offset.get() != 0);
    let mut dict_given = false;
    let mut own = vec![];
    for n in &names {
        if n.get::<StrObj>().is_none() {
            return Err(errors::type_error(format!(
                "__slots__ items must be strings, not '{}'",
                errors::type_name(n)
            )));
        }
        let text = str::to_string(n);
        if !taipan_text::unicode::predicates::isidentifier(str::bytes_of(n)) {
            return Err(errors::type_error("__slots__ must be identifiers"));
        }
        if text == "__dict__" {
            if dict_given || best.overflow_offset.get() != 0 {
                return Err(errors::type_error(
                    "__dict__ slot disallowed: we already got one",
                ));
            }
            dict_given = true;
            wants_dict = true;
            continue;
        }
        if text == "__weakref__" {
            d.set_interned(
                crate::name!("__weakref__"),
                attribute_of(class, &ROWS[2], None),
            );
            continue;
        }
        let mangled = mangle(&class.name_string(), &text);
        let n = intern(mangled.as_bytes());
        if d.get_interned(&n).is_some() {
            return Err(errors::value_error(format!(
                "'{text}' in __slots__ conflicts with class variable"
            )));
        }
        own.push(n);
    }
    if best.layout == ClassId::STR && !own.is_empty() {
        // There is no fixed place for them: they are ordinary attributes.
        class.overflow_offset.set(8);
        return Ok(());
    }
    if (variable || best.layout == ClassId::INT) && !own.is_empty() {
        let base = class::builtin(best.layout).name_string();
        return Err(errors::type_error(format!(
            "nonempty __slots__ not supported for subtype of '{base}'"
        )));
    }
    let overflow = if best.overflow_offset.get() != 0 {
        best.overflow_offset.get()
    } else {
        0
    };
    let first_free = if best.fields().is_empty() && overflow == 0 {
        best.instance_size.get().max(fixed)
    } else {
        best.instance_size.get()
    };
    let (mut overflow, mut fields_offset) = (overflow, best.fields_offset.get());
    if wants_dict && overflow == 0 && best.layout == ClassId::OBJECT {
        overflow = NUMBERED;
        if best.fields().is_empty() {
            fields_offset = first_free;
        }
    } else if wants_dict && overflow == 0 {
        if best.fields().is_empty() {
            overflow = first_free;
            fields_offset = behind_overflow(overflow);
        } else {
            // Behind the base's and this class's slots.
            overflow = fields_offset + 8 * (best.fields().len() + own.len()) as u32;
        }
    } else if fields_offset == 0 || best.fields().is_empty() {
        fields_offset = if overflow != 0 {
            behind_overflow(overflow)
        } else {
            first_free
        };
    }
    if !base_is_plain || best.fields().is_empty() {
        class.flags.set(class.flags.get() | class::SLOTTED);
    }
    // As in CPython: classes with the same slots in another order then have the same layout.
    sort_few(&mut own, |a, b| str::bytes_of(a) < str::bytes_of(b));
    for n in own {
        let index = fields.len() as u32;
        fields.push(n.clone());
        d.set_interned(
            &n,
            crate::types::descriptors::new_member(n.clone(), class.id, index),
        );
    }
    let end = fields_offset + 8 * fields.len() as u32;
    class.overflow_offset.set(overflow);
    class.fields_offset.set(fields_offset);
    class.instance_size.set(if variable {
        0
    } else {
        end.max(if overflow != 0 {
            behind_overflow(overflow)
        } else {
            0
        })
        .max(first_free)
    });
    // SAFETY: the class is not yet known to anyone.
    unsafe { *class.fields.get() = fields };
    Ok(())
}

/// `_C__x` for `__x` in class `C`.
fn mangle(class: &str, name: &str) -> String {
    let class = class.trim_start_matches('_');
    if name.starts_with("__") && !name.ends_with("__") && !class.is_empty() {
        format!("_{class}{name}")
    } else {
        name.to_string()
    }
}

/// `__dict__`, the same set, and `__weakref__`.
static ROWS: [NativeDef; 3] = [DICT_GETTER, DICT_SETTER, WEAKREF_GETTER];

fn attribute_of(
    class: &ClassObj,
    getter: &'static NativeDef,
    setter: Option<&'static NativeDef>,
) -> Value {
    let getter = native::new_native(ClassId::GETSET, getter, class.id, None);
    // SAFETY: just made; GETSET objects are NativeObj.
    unsafe { (*(getter.word() as *mut native::NativeObj)).setter = setter };
    getter
}

/// `__dict__` and `__weakref__` of instances, where no base has them yet, and a `__doc__` in any case.
pub(super) fn add_instance_attributes(
    class: &'static ClassObj,
    bases: &[&'static ClassObj],
    d: &DictObj,
) {
    let has = |name: &Value| {
        bases.iter().any(|b| {
            class::lookup_where(b, name).is_some_and(|(_, owner)| {
                owner.id != ClassId::TYPE as u32 || class.layout == ClassId::TYPE
            })
        })
    };
    let name = crate::name!("__dict__");
    if class.overflow_offset.get() != 0 && d.get_interned(name).is_none() && !has(name) {
        d.set_interned(name, attribute_of(class, &ROWS[0], Some(&ROWS[1])));
    }
    let name = crate::name!("__weakref__");
    let slots = d.get_interned(crate::name!("__slots__")).is_some();
    if !slots && d.get_interned(name).is_none() && !has(name) && class.ops.get().tail.is_none() {
        d.set_interned(name, attribute_of(class, &ROWS[2], None));
    }
    if d.get_interned(crate::name!("__doc__")).is_none() {
        d.set_interned(crate::name!("__doc__"), Value::NONE);
    }
}
