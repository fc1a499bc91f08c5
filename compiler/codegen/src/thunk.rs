//! Uniform entries, and the makers of generators.

use crate::symbols::{Symbols, maker_params, return_types};
use crate::words::{Emit, Helper};
use cranelift_codegen::ir::condcodes::IntCC;
use cranelift_codegen::ir::{self, InstBuilder, Value, types};
use cranelift_codegen::isa::TargetIsa;
use cranelift_frontend::FunctionBuilderContext;
use taipan_abi::layout;
use taipan_abi::runtime_fns::RuntimeFn;
use taipan_mir::{Program, Repr};

/// `(callee, args, nargs, kwnames)`: the common case passes the words on; anything else is bound by the runtime.
pub fn build(
    program: &Program,
    symbols: &Symbols,
    index: usize,
    func: &mut ir::Function,
    fcx: &mut FunctionBuilderContext,
    isa: &dyn TargetIsa,
) {
    let f = &program.funcs[index];
    func.signature = symbols.uniform_signature();
    let mut e = Emit::new(func, fcx, symbols);
    let entry = e.block();
    e.b.append_block_params_for_function_params(entry);
    e.switch_to(entry);
    let [callee, args, nargs, names] = e.b.block_params(entry)[..] else {
        unreachable!("four parameters")
    };
    let p = &f.params;
    let total = if f.is_generator {
        maker_params(f)
    } else {
        f.num_params as usize
    };
    let count = total - usize::from(f.uses_callee);
    let simple = !p.has_varargs && !p.has_varkeywords && p.num_kwonly == 0;
    let slow = e.block();
    if simple {
        let wanted =
            e.b.ins()
                .icmp_imm_s(IntCC::Equal, nargs, i64::from(p.num_positional));
        let no_names = e.b.ins().icmp_imm_s(IntCC::Equal, names, 0);
        let direct = e.b.ins().band(wanted, no_names);
        let fast = e.block();
        e.branch(direct, fast, slow);
        e.switch_to(fast);
        let mut words = vec![];
        if f.uses_callee {
            words.push(callee);
        }
        for i in 0..count {
            words.push(e.load(args, 8 * i as i32));
        }
        let v = call(&mut e, program, index, &words);
        e.b.ins().return_(&[v]);
    } else {
        e.jump(slow);
    }
    e.switch_to(slow);
    let slot = e.slot(count as u32);
    let out = e.slot_address(slot);
    let status = e.runtime_value(RuntimeFn::bind_args, &[callee, args, nargs, names, out]);
    let failed = e.b.ins().icmp_imm_s(IntCC::SignedLessThan, status, 0);
    let (raised, bound) = (e.block(), e.block());
    e.branch(failed, raised, bound);
    e.switch_to(raised);
    let zero = e.word(0);
    e.b.ins().return_(&[zero]);
    e.switch_to(bound);
    let mut words = vec![];
    if f.uses_callee {
        words.push(callee);
    }
    let owned: Vec<Value> = (0..count).map(|i| e.load(out, 8 * i as i32)).collect();
    words.extend_from_slice(&owned);
    let v = call(&mut e, program, index, &words);
    for w in owned {
        e.helper(Helper::Release, w);
    }
    e.b.ins().return_(&[v]);
    e.b.seal_all_blocks();
    e.b.finalize(isa.frontend_config());
}

/// Calls the direct entry; the result as a word, zero when raised.
fn call(e: &mut Emit, program: &Program, index: usize, words: &[Value]) -> Value {
    let f = &program.funcs[index];
    let mut words = words.to_vec();
    if !f.is_generator {
        for (w, l) in words.iter_mut().zip(&f.locals) {
            // The inference has seen every caller: the word is of the parameter's type.
            *w = match l.repr {
                Repr::F64 => e.unbox_float(*w),
                Repr::I64 => e.b.ins().sshr_imm_s(*w, 1),
                Repr::Bool => {
                    e.b.ins()
                        .icmp_imm_s(IntCC::Equal, *w, taipan_abi::word::TRUE as i64)
                }
                Repr::Value | Repr::Int | Repr::Ref | Repr::Small | Repr::Borrowed | Repr::Raw => {
                    *w
                }
            };
        }
    }
    let id = e.symbols.directs[index];
    let callee = e.function(id, |s| s.direct_signature(f), true);
    let inst = e.b.ins().call(callee, &words);
    let results = e.b.inst_results(inst).to_vec();
    let ret = if f.is_generator { Repr::Value } else { f.ret };
    if return_types(ret).len() == 1 {
        return results[0];
    }
    let (done, result) = e.block_with(types::I64);
    let ok = e.block();
    let zero = e.word(0);
    e.b.ins().brif(results[1], done, &[zero.into()], ok, &[]);
    e.switch_to(ok);
    let boxed = match ret {
        Repr::F64 => e.box_float(results[0]),
        Repr::Bool => e.bool_word(results[0]),
        _ => e.box_int(results[0]),
    };
    e.jump_with(done, boxed);
    e.switch_to(done);
    result
}

/// A generator's direct entry: `(parameters) -> generator`. Parameters are borrowed.
pub fn build_maker(
    program: &Program,
    symbols: &Symbols,
    index: usize,
    func: &mut ir::Function,
    fcx: &mut FunctionBuilderContext,
    isa: &dyn TargetIsa,
) {
    let f = &program.funcs[index];
    func.signature = symbols.direct_signature(f);
    let mut e = Emit::new(func, fcx, symbols);
    let entry = e.block();
    e.b.append_block_params_for_function_params(entry);
    e.switch_to(entry);
    let params = e.b.block_params(entry).to_vec();
    for p in &params {
        e.retain(*p, false, true);
    }
    let g = make_generator(&mut e, index, &params);
    e.b.ins().return_(&[g]);
    e.b.seal_all_blocks();
    e.b.finalize(isa.frontend_config());
}

/// A generator whose frame words begin with these owned values.
pub fn make_generator(e: &mut Emit, index: usize, words: &[Value]) -> Value {
    let code = e.address(e.symbols.codes[index]);
    let zero = e.word(0);
    let g = e.runtime_value(RuntimeFn::make_generator, &[zero, code]);
    for (i, w) in words.iter().enumerate() {
        e.store(g, layout::GENERATOR_FRAME + 8 * i as i32, *w);
    }
    g
}
