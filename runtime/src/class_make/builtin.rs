//! The built-in classes, from the table in `taipan_abi::class_ids`.

use super::{Parts, allocate};
use crate::types::dict::DictObj;
use crate::types::str::new_str;
use crate::{ClassId, Value, class};
use taipan_abi::class_ids::CLASSES;

/// Makes every class of `taipan_abi::class_ids`. Their methods follow with `native::install`.
pub fn init_builtins() {
    for (id, _, base) in CLASSES {
        // Dicts and strs are made before their classes: `new_object` needs the table only for subclasses.
        let mro = if *id == ClassId::OBJECT {
            vec![*id as u32]
        } else {
            mro_of_chain(*id, *base)
        };
        let layout = if *id as u32 > ClassId::BASE_EXCEPTION as u32 {
            ClassId::BASE_EXCEPTION
        } else {
            *id
        };
        let layout = match *id {
            // Abstract: whoever inherits from them is a plain object.
            ClassId::IO_BASE
            | ClassId::RAW_IO_BASE
            | ClassId::BUFFERED_IO_BASE
            | ClassId::TEXT_IO_BASE => ClassId::OBJECT,
            _ => layout,
        };
        allocate(Parts {
            id: *id as u32,
            meta: ClassId::TYPE as u32,
            layout,
            name: Value::NONE,
            qualname: Value::NONE,
            bases: vec![],
            mro,
            dict: DictObj::new(),
            ops: crate::instance::OPS,
            flags: class::BASE,
        });
    }
    for (id, name, base) in CLASSES {
        let c = class::builtin(*id);
        // SAFETY: nothing else runs yet.
        unsafe {
            *c.name.get() = new_str(name.as_bytes());
            *c.qualname.get() = new_str(name.as_bytes());
            if *id != ClassId::OBJECT {
                (*c.bases.get()).push(class::builtin(*base).value());
                (*class::builtin(*base).subclasses.get()).push(*id as u32);
            }
        }
    }
    // The one built-in class with two bases.
    let group = class::builtin(ClassId::EXCEPTION_GROUP);
    // SAFETY: nothing else runs yet.
    unsafe {
        let chain = [
            ClassId::EXCEPTION_GROUP,
            ClassId::BASE_EXCEPTION_GROUP,
            ClassId::EXCEPTION,
            ClassId::BASE_EXCEPTION,
            ClassId::OBJECT,
        ];
        *group.mro.get() = chain.iter().map(|c| *c as u32).collect();
        let exception = class::builtin(ClassId::EXCEPTION);
        (*group.bases.get()).push(exception.value());
        (*exception.subclasses.get()).push(group.id);
    }
    class::builtin(ClassId::TYPE)
        .flags
        .set(class::BASE | class::METACLASS);
    for id in [
        ClassId::BOOL,
        ClassId::NONE_TYPE,
        ClassId::FUNCTION,
        ClassId::RANGE,
        ClassId::SLICE,
        ClassId::GENERATOR,
    ] {
        let c = class::builtin(id);
        c.flags.set(c.flags.get() & !class::BASE);
    }
    for id in [ClassId::LIST, ClassId::TUPLE, ClassId::RANGE] {
        let c = class::builtin(id);
        c.flags.set(c.flags.get() | class::PATTERN_SEQUENCE);
    }
    for id in [ClassId::DICT, ClassId::MAPPINGPROXY] {
        let c = class::builtin(id);
        c.flags.set(c.flags.get() | class::PATTERN_MAPPING);
    }
}

fn mro_of_chain(id: ClassId, base: ClassId) -> Vec<u32> {
    let mut mro = vec![id as u32];
    mro.extend_from_slice(class::builtin(base).mro());
    mro
}

/// After the built-in types have their `ops`: exceptions share BaseException's, other subclasses their base's.
pub fn inherit_builtin_ops() {
    for (id, _, base) in CLASSES {
        if *id as u32 > ClassId::BASE_EXCEPTION as u32 {
            let (c, b) = (class::builtin(*id), class::builtin(*base));
            c.ops.set(b.ops.get());
            c.instance_size.set(b.instance_size.get());
            // Exceptions take attributes: an overflow word behind the struct.
        }
    }
    let base = class::builtin(ClassId::BASE_EXCEPTION);
    let offset = base.ops.get().size.next_multiple_of(8);
    for (id, _, _) in CLASSES {
        if *id as u32 >= ClassId::BASE_EXCEPTION as u32 {
            let c = class::builtin(*id);
            c.overflow_offset.set(offset);
            c.fields_offset.set(offset + 8);
            c.instance_size.set(offset + 8);
            c.flags.set(c.flags.get() | class::BASE);
        }
    }
}
