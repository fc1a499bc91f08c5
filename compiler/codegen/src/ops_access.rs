//! Attributes through inline caches, and items.

use crate::function::Body;
use crate::words::Helper;
use cranelift_codegen::ir::condcodes::IntCC;
use cranelift_codegen::ir::{InstBuilder, TrapCode, Value, types};
use taipan_abi::class_ids::ClassId;
use taipan_abi::layout;
use taipan_abi::runtime_fns::RuntimeFn;
use taipan_mir::{Inst, Repr};

impl Body<'_, '_> {
    pub(crate) fn cache(&mut self, cache: taipan_mir::CacheId) -> Value {
        let base = self.e.address(self.e.symbols.caches);
        self.e.b.ins().iadd_imm_s(
            base,
            i64::from(cache.0) * i64::from(layout::CACHE_SITE_SIZE),
        )
    }

    /// Jumps to `slow` unless the object's class is the cached one (stored plus one); yields the cache's upper half.
    pub(crate) fn check_cache(
        &mut self,
        object: Value,
        site: Value,
        slow: cranelift_codegen::ir::Block,
    ) -> Value {
        let pointer = self.e.is_pointer(object);
        let next = self.e.block();
        self.e.branch(pointer, next, slow);
        self.e.switch_to(next);
        let key = self.e.load(site, 0);
        let class = self.e.load_u32(object, layout::HEADER_CLASS);
        let class = self.e.b.ins().iadd_imm_s(class, 1);
        let cached = self.e.b.ins().ireduce(types::I32, key);
        let hit = self.e.b.ins().icmp(IntCC::Equal, class, cached);
        let next = self.e.block();
        self.e.branch(hit, next, slow);
        self.e.switch_to(next);
        self.e.b.ins().ushr_imm_s(key, 32)
    }

    pub(crate) fn get_attr(
        &mut self,
        inst: &Inst,
        name: taipan_mir::NameId,
        cache: taipan_mir::CacheId,
    ) {
        let object = self.operand(inst.args[0]);
        let site = self.cache(cache);
        let (done, result) = self.e.block_with(types::I64);
        let slow = self.e.block();
        if !self.cold {
            let offset = self.check_cache(object, site, slow);
            let place = self.e.b.ins().iadd(object, offset);
            let v = self.e.load(place, 0);
            let found = self.e.block();
            self.e.branch(v, found, slow);
            self.e.switch_to(found);
            self.e.retain(v, false, false);
            self.e.jump_with(done, v);
        } else {
            self.e.jump(slow);
        }
        self.e.switch_to(slow);
        let name = self.name(name);
        let v = self
            .e
            .runtime_value(RuntimeFn::getattr, &[object, name, site]);
        self.check_null(inst, v);
        self.e.jump_with(done, v);
        self.e.switch_to(done);
        self.define_dest(inst, result);
    }

    pub(crate) fn set_attr(
        &mut self,
        inst: &Inst,
        name: taipan_mir::NameId,
        cache: taipan_mir::CacheId,
    ) {
        let object = self.operand(inst.args[0]);
        let v = self.operand(inst.args[1]);
        let site = self.cache(cache);
        let (done, slow) = (self.e.block(), self.e.block());
        if !self.cold {
            let offset = self.check_cache(object, site, slow);
            let place = self.e.b.ins().iadd(object, offset);
            let old = self.e.load(place, 0);
            let found = self.e.block();
            self.e.branch(old, found, slow);
            self.e.switch_to(found);
            self.e.retain(v, false, false);
            self.e.store(place, 0, v);
            self.e.release(old, false, false);
            self.e.jump(done);
        } else {
            self.e.jump(slow);
        }
        self.e.switch_to(slow);
        let name = self.name(name);
        let status = self
            .e
            .runtime_value(RuntimeFn::setattr, &[object, name, v, site]);
        self.check_negative(inst, status);
        self.e.jump(done);
        self.e.switch_to(done);
    }

    /// The address of item `key` of a list, when `object` is exactly a list and `key` a small int in range; else `slow`.
    pub(crate) fn list_place(
        &mut self,
        object: Value,
        key: Value,
        slow: cranelift_codegen::ir::Block,
    ) -> Value {
        let small = self.e.b.ins().band_imm_s(key, 1);
        let next = self.e.block();
        self.e.branch(small, next, slow);
        self.e.switch_to(next);
        let pointer = self.e.is_pointer(object);
        let next = self.e.block();
        self.e.branch(pointer, next, slow);
        self.e.switch_to(next);
        let class = self.e.load_u32(object, layout::HEADER_CLASS);
        let list = self
            .e
            .b
            .ins()
            .icmp_imm_s(IntCC::Equal, class, ClassId::LIST as i64);
        let next = self.e.block();
        self.e.branch(list, next, slow);
        self.e.switch_to(next);
        let buffer = self.e.load(object, layout::LIST_BUFFER);
        let len = self.e.load_wide_u32(buffer, layout::BUFFER_WORDS);
        let at = self.e.b.ins().sshr_imm_s(key, 1);
        let inside = self.e.b.ins().icmp(IntCC::UnsignedLessThan, at, len);
        let next = self.e.block();
        self.e.branch(inside, next, slow);
        self.e.switch_to(next);
        let scaled = self.e.b.ins().ishl_imm_s(at, 3);
        self.e.b.ins().iadd(buffer, scaled)
    }

    /// An item of what is exactly a tuple.
    pub(crate) fn tuple_get(&mut self, inst: &Inst, exact: bool) {
        let tuple = self.operand(inst.args[0]);
        let key = inst.args[1];
        let repr = inst.dest.map(|d| self.local(d).repr);
        let ty = match repr {
            Some(Repr::F64) => types::F64,
            Some(Repr::Bool) => types::I8,
            _ => types::I64,
        };
        let is_small = repr == Some(Repr::Small);
        let (done, result) = self.e.block_with(ty);
        let slow = match is_small {
            true => self.general(inst),
            false => self.e.cold_block(),
        };
        let place = match self.int_const(key) {
            Some(at) if exact => self.e.b.ins().iadd_imm_s(tuple, 8 * at),
            at => {
                let len = self.e.load(tuple, layout::TUPLE_LEN);
                let at = match at {
                    Some(i) if i < 0 => self.e.b.ins().iadd_imm_s(len, i),
                    Some(i) => self.e.b.ins().iconst(types::I64, i),
                    None => self.index(key, slow),
                };
                let inside = self.e.b.ins().icmp(IntCC::UnsignedLessThan, at, len);
                let next = self.e.block();
                self.e.branch(inside, next, slow);
                self.e.switch_to(next);
                let scaled = self.e.b.ins().ishl_imm_s(at, 3);
                self.e.b.ins().iadd(tuple, scaled)
            }
        };
        let v = self.e.load(place, layout::TUPLE_ITEMS);
        if is_small {
            let small = self.e.b.ins().band_imm_s(v, 1);
            self.e.b.ins().brif(small, done, &[v.into()], slow, &[]);
            self.e.switch_to(done);
            self.define_dest(inst, result);
            return;
        }
        let v = match repr {
            Some(Repr::F64) => self.e.unbox_float(v),
            Some(Repr::Bool) => self.e.bool_of_word(v),
            _ => {
                self.retain_item(inst.dest, v);
                v
            }
        };
        self.e.jump_with(done, v);
        self.e.switch_to(slow);
        if exact {
            self.e.b.ins().trap(TrapCode::unwrap_user(1));
        } else {
            let key = self.key_word(key);
            let v = self.e.slow(RuntimeFn::getitem, &[tuple, key]);
            self.check_null(inst, v);
            let v = match repr {
                Some(Repr::F64) => {
                    let x = self.e.unbox_float(v);
                    self.e.helper(Helper::ReleaseKeeping, v);
                    x
                }
                Some(Repr::Bool) => self.e.bool_of_word(v),
                _ => v,
            };
            self.e.jump_with(done, v);
        }
        self.e.switch_to(done);
        self.define_dest(inst, result);
    }

    pub(crate) fn get_item(&mut self, inst: &Inst) {
        let object = self.operand(inst.args[0]);
        let key = self.operand(inst.args[1]);
        let (done, result) = self.e.block_with(types::I64);
        let slow = self.e.block();
        if self.cold {
            self.e.jump(slow);
        } else {
            let place = self.list_place(object, key, slow);
            let v = self.e.load(place, layout::BUFFER_ITEMS);
            self.e.retain(v, false, false);
            self.e.jump_with(done, v);
        }
        self.e.switch_to(slow);
        let v = self.e.runtime_value(RuntimeFn::getitem, &[object, key]);
        self.check_null(inst, v);
        self.e.jump_with(done, v);
        self.e.switch_to(done);
        self.define_dest(inst, result);
    }

    pub(crate) fn set_item(&mut self, inst: &Inst) {
        let object = self.operand(inst.args[0]);
        let key = self.operand(inst.args[1]);
        let v = self.operand(inst.args[2]);
        let (done, slow) = (self.e.block(), self.e.block());
        if self.cold {
            self.e.jump(slow);
        } else {
            let place = self.list_place(object, key, slow);
            let old = self.e.load(place, layout::BUFFER_ITEMS);
            self.e.retain(v, false, false);
            self.e.store(place, layout::BUFFER_ITEMS, v);
            self.e.release(old, false, false);
            self.e.jump(done);
        }
        self.e.switch_to(slow);
        let status = self.e.runtime_value(RuntimeFn::setitem, &[object, key, v]);
        self.check_negative(inst, status);
        self.e.jump(done);
        self.e.switch_to(done);
    }
}
