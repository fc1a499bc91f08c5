//! MIR to object files, through Cranelift.
//!
//! Each function is compiled on its own (on all cores); what is shared (symbols, constants, descriptors) is numbered before
//! that, so that output does not depend on timing. `function` drives one function, `ops` emits instructions, `words` knows
//! the encoding of values and objects, `thunk` makes uniform entries, `data` lays out static data.
//!
//! **Invariant:** codegen never inserts or removes a reference count that MIR does not name, except for the words that an
//! operation's own definition moves (a slot's old value, an item that is loaded).

#![forbid(unsafe_code)]

mod data;
mod fields;
mod function;
mod lists;
mod loops;
mod ops;
mod ops_access;
mod ops_arith;
mod ops_text;
mod ops_typed;
mod places;
mod pow;
mod symbols;
mod thunk;
mod views;
mod words;

use cranelift_codegen::Context;
use cranelift_codegen::control::ControlPlane;
use cranelift_codegen::isa::{OwnedTargetIsa, TargetIsa};
use cranelift_codegen::settings::{self, Configurable};
use cranelift_module::{FuncId, Module, ModuleReloc};
use cranelift_object::{ObjectBuilder, ObjectModule};
use taipan_mir::Program;
use target_lexicon::Triple;

#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum OptLevel {
    None,
    #[default]
    Speed,
}

/// What the caller wants to see besides the object.
#[derive(Clone, Copy, Default)]
pub struct Options {
    pub opt_level: OptLevel,
    pub strip_source: bool,
    pub want_clif: bool,
    pub want_asm: bool,
    /// Check what is handed to Cranelift.
    pub verify: bool,
    /// Worker threads; 0 for one per core.
    pub threads: usize,
}

/// An object file, and the forms that were asked for (of the user's functions only).
pub struct Output {
    pub object: Vec<u8>,
    pub clif: String,
    pub asm: String,
}

/// A compiled function on its way into the object.
struct Compiled {
    id: FuncId,
    bytes: Vec<u8>,
    align: u64,
    relocs: Vec<ModuleReloc>,
    clif: String,
    asm: String,
    /// The frame table's row: index of the MIR function.
    frame_of: Option<usize>,
    calls: Vec<data::PlacedCall>,
}

/// The instruction set as this compiler uses it.
fn isa(triple: &Triple, options: &Options) -> Result<OwnedTargetIsa, String> {
    let mut flags = settings::builder();
    let level = match options.opt_level {
        OptLevel::None => "none",
        OptLevel::Speed => "speed",
    };
    for (name, value) in [
        ("opt_level", level),
        ("is_pic", "true"),
        ("enable_pinned_reg", "true"),
        ("preserve_frame_pointers", "true"),
        ("use_colocated_libcalls", "true"),
        ("unwind_info", "false"),
        (
            "enable_verifier",
            if options.verify { "true" } else { "false" },
        ),
        // A line of the cache: at half of one, the same code of fib takes a sixth longer.
        ("log2_min_function_alignment", "6"),
        ("enable_probestack", "false"),
    ] {
        flags.set(name, value).map_err(|e| e.to_string())?;
    }
    cranelift_codegen::isa::lookup(triple.clone())
        .map_err(|e| e.to_string())?
        .finish(settings::Flags::new(flags))
        .map_err(|e| e.to_string())
}

/// Compiles a program. An error is a fault of this compiler.
pub fn compile(program: &Program, triple: &Triple, options: &Options) -> Result<Output, String> {
    let isa = isa(triple, options)?;
    let builder = ObjectBuilder::new(
        isa.clone(),
        "taipan",
        cranelift_module::default_libcall_names(),
    )
    .map_err(|e| e.to_string())?;
    let mut module = ObjectModule::new(builder);
    let symbols = symbols::Symbols::declare(&mut module, program);
    let compiled = compile_all(program, &symbols, isa.as_ref(), options)?;
    let mut out = Output {
        object: vec![],
        clif: String::new(),
        asm: String::new(),
    };
    let mut frames = vec![];
    for c in compiled {
        if let Some(index) = c.frame_of {
            frames.push(data::Frame {
                id: c.id,
                size: c.bytes.len() as u64,
                index,
                calls: c.calls,
            });
        }
        module
            .define_function_bytes(c.id, c.align, &c.bytes, &c.relocs)
            .map_err(|e| format!("{e:?}"))?;
        out.clif.push_str(&c.clif);
        out.asm.push_str(&c.asm);
    }
    data::define(&mut module, program, &symbols, &frames, options);
    out.object = module.finish().emit().map_err(|e| e.to_string())?;
    Ok(out)
}

/// What one worker has to compile.
#[derive(Clone, Copy)]
enum Job {
    /// The body of a MIR function: its direct entry, or a generator's resume function.
    Body(usize),
    /// A generator function's direct entry: makes the generator.
    Maker(usize),
    /// The uniform entry.
    Thunk(usize),
    Helper(words::Helper),
}

fn compile_all(
    program: &Program,
    symbols: &symbols::Symbols,
    isa: &dyn TargetIsa,
    options: &Options,
) -> Result<Vec<Compiled>, String> {
    let mut jobs = vec![];
    for h in words::Helper::ALL {
        jobs.push(Job::Helper(h));
    }
    for (i, f) in program.funcs.iter().enumerate() {
        jobs.push(Job::Body(i));
        if f.is_generator {
            jobs.push(Job::Maker(i));
        }
        if symbols.thunks[i].is_some() {
            jobs.push(Job::Thunk(i));
        }
    }
    let threads = match options.threads {
        0 => std::thread::available_parallelism().map_or(1, |n| n.get()),
        n => n,
    };
    let next = std::sync::atomic::AtomicUsize::new(0);
    let results: Vec<std::sync::Mutex<Option<Result<Compiled, String>>>> =
        jobs.iter().map(|_| std::sync::Mutex::new(None)).collect();
    let work = || {
        let mut cx = Context::new();
        let mut fcx = cranelift_frontend::FunctionBuilderContext::new();
        loop {
            let at = next.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
            let Some(job) = jobs.get(at) else { return };
            let result = compile_one(*job, program, symbols, isa, options, &mut cx, &mut fcx);
            if let Ok(mut slot) = results[at].lock() {
                *slot = Some(result);
            }
        }
    };
    std::thread::scope(|scope| {
        for _ in 1..threads {
            std::thread::Builder::new()
                .stack_size(256 << 20)
                .spawn_scoped(scope, work)
                .expect("a thread can be started");
        }
        work();
    });
    results
        .into_iter()
        .map(|r| r.into_inner().ok().flatten().expect("every job has run"))
        .collect()
}

fn compile_one(
    job: Job,
    program: &Program,
    symbols: &symbols::Symbols,
    isa: &dyn TargetIsa,
    options: &Options,
    cx: &mut Context,
    fcx: &mut cranelift_frontend::FunctionBuilderContext,
) -> Result<Compiled, String> {
    cx.clear();
    let mut places = vec![];
    let mut keeps_lines = false;
    let (id, name, frame_of, shown) = match job {
        Job::Body(i) => {
            places = function::build(program, symbols, i, &mut cx.func, fcx, isa);
            let f = &program.funcs[i];
            let stdlib = program.modules[f.module.index()].is_stdlib;
            keeps_lines = !stdlib && program.keeps_lines();
            let id = if f.is_generator {
                symbols.resumes[i].expect("generators have one")
            } else {
                symbols.directs[i]
            };
            (id, f.qualname.clone(), Some(i), !stdlib)
        }
        Job::Maker(i) => {
            thunk::build_maker(program, symbols, i, &mut cx.func, fcx, isa);
            (symbols.directs[i], String::new(), None, false)
        }
        Job::Thunk(i) => {
            thunk::build(program, symbols, i, &mut cx.func, fcx, isa);
            (
                symbols.thunks[i].expect("asked for"),
                String::new(),
                None,
                false,
            )
        }
        Job::Helper(h) => {
            words::build_helper(symbols, h, &mut cx.func, fcx, isa);
            (symbols.helper(h), String::new(), None, false)
        }
    };
    let clif = if options.want_clif && shown {
        format!("; {name}\n{}\n", cx.func.display())
    } else {
        String::new()
    };
    cx.want_disasm = options.want_asm && shown;
    cx.compile(isa, &mut ControlPlane::default())
        .map_err(|e| format!("{name}: {:?}\n{}", e.inner, e.func.display()))?;
    let code = cx.compiled_code().ok_or("no code")?;
    let asm = match &code.vcode {
        Some(text) if cx.want_disasm => format!("{name}:\n{text}\n"),
        _ => String::new(),
    };
    let relocs = code
        .buffer
        .relocs()
        .iter()
        .map(|r| ModuleReloc::from_mach_reloc(r, &cx.func, id))
        .collect();
    let align = u64::from(code.buffer.alignment).max(16);
    Ok(Compiled {
        id,
        bytes: code.buffer.data().to_vec(),
        align,
        relocs,
        clif,
        asm,
        frame_of,
        calls: placed_calls(&code.buffer, &places, keeps_lines),
    })
}

/// The calls that the frame table lists: those that were taken in from other functions, or all of them.
fn placed_calls(
    buffer: &cranelift_codegen::MachBufferFinalized<cranelift_codegen::Final>,
    places: &[taipan_mir::Span],
    all: bool,
) -> Vec<data::PlacedCall> {
    let locs = buffer.get_srclocs_sorted();
    buffer
        .call_sites()
        .filter_map(|c| {
            let at = locs.partition_point(|l| l.end < c.ret_addr);
            let l = locs.get(at).filter(|l| l.start < c.ret_addr)?;
            let span = places.get(l.loc.bits() as usize)?;
            (span.inlined != 0 || all && span.end != 0).then_some(data::PlacedCall {
                offset: c.ret_addr,
                site: span.inlined,
                start: span.start,
            })
        })
        .collect()
}
