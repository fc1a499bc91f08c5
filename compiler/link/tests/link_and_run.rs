//! Objects made by hand are linked for every target and run, under an emulator where needed.

use cranelift_codegen::ir::condcodes::IntCC;
use cranelift_codegen::ir::{AbiParam, InstBuilder, types};
use cranelift_codegen::settings::{self, Configurable};
use cranelift_frontend::{FunctionBuilder, FunctionBuilderContext};
use cranelift_module::{DataDescription, Linkage, Module, default_libcall_names};
use cranelift_object::{ObjectBuilder, ObjectModule};
use std::os::unix::fs::PermissionsExt;
use std::process::{Command, Output};
use taipan_link::{LinkOptions, Target, Variant, link};

const TEXT: &str = "linked and run\n";

/// `main` that writes `TEXT` with libc's `write` and returns 7.
///
/// The text is reached through a pointer in a data object, so that the executable has a relative
/// relocation to apply to itself.
fn program(target: Target) -> Vec<u8> {
    let mut flags = settings::builder();
    flags.set("is_pic", "true").unwrap();
    let triple: target_lexicon::Triple = target.triple().parse().unwrap();
    let isa = cranelift_codegen::isa::lookup(triple).unwrap();
    let isa = isa.finish(settings::Flags::new(flags)).unwrap();
    let builder = ObjectBuilder::new(isa, "program", default_libcall_names()).unwrap();
    let mut module = ObjectModule::new(builder);

    let mut signature = module.make_signature();
    signature
        .params
        .extend([types::I32, types::I64, types::I64].map(AbiParam::new));
    signature.returns.push(AbiParam::new(types::I64));
    let write = module
        .declare_function("write", Linkage::Import, &signature)
        .unwrap();

    let text = module
        .declare_data("text", Linkage::Local, false, false)
        .unwrap();
    let mut description = DataDescription::new();
    description.define(TEXT.as_bytes().into());
    module.define_data(text, &description).unwrap();

    let pointer = module
        .declare_data("pointer", Linkage::Local, true, false)
        .unwrap();
    let mut description = DataDescription::new();
    // Written-out zeros: a zero-initialised object lies in `.bss`, which holds no relocations.
    description.define(Box::new([0; 8]));
    let text_in_pointer = module.declare_data_in_data(text, &mut description);
    description.write_data_addr(0, text_in_pointer, 0);
    module.define_data(pointer, &description).unwrap();

    let mut context = module.make_context();
    context
        .func
        .signature
        .returns
        .push(AbiParam::new(types::I32));
    let mut builder_context = FunctionBuilderContext::new();
    let mut builder = FunctionBuilder::new(&mut context.func, &mut builder_context);
    let block = builder.create_block();
    builder.switch_to_block(block);
    let write = module.declare_func_in_func(write, builder.func);
    let pointer = module.declare_data_in_func(pointer, builder.func);
    let stdout = builder.ins().iconst(types::I32, 1);
    let place = builder.ins().symbol_value(types::I64, pointer);
    let memory = cranelift_codegen::ir::MemFlagsData::trusted();
    let text = builder.ins().load(types::I64, memory, place, 0);
    let length = builder.ins().iconst(types::I64, TEXT.len() as i64);
    builder.ins().call(write, &[stdout, text, length]);
    let status = builder.ins().iconst(types::I32, 7);
    builder.ins().return_(&[status]);
    builder.seal_all_blocks();
    builder.finalize(isa_config(&module));
    let signature = context.func.signature.clone();
    let main = module
        .declare_function("main", Linkage::Export, &signature)
        .unwrap();
    module.define_function(main, &mut context).unwrap();
    for (name, copies) in [("memcpy", true), ("memset", false)] {
        define_block_function(&mut module, name, copies);
    }
    module.finish().emit().unwrap()
}

/// `memcpy` or `memset`, a byte at a time. libc's start-up calls them; left to the archives, they would come from the runtime,
/// and its `main` with them.
fn define_block_function(module: &mut ObjectModule, name: &str, copies: bool) {
    let mut context = module.make_context();
    let second = if copies { types::I64 } else { types::I32 };
    let signature = &mut context.func.signature;
    signature
        .params
        .extend([types::I64, second, types::I64].map(AbiParam::new));
    signature.returns.push(AbiParam::new(types::I64));
    let mut builder_context = FunctionBuilderContext::new();
    let mut b = FunctionBuilder::new(&mut context.func, &mut builder_context);
    let (entry, header, body, exit) = (
        b.create_block(),
        b.create_block(),
        b.create_block(),
        b.create_block(),
    );
    b.append_block_params_for_function_params(entry);
    b.append_block_param(header, types::I64);
    b.switch_to_block(entry);
    let params = b.block_params(entry).to_vec();
    let zero = b.ins().iconst(types::I64, 0);
    b.ins().jump(header, &[zero.into()]);
    b.switch_to_block(header);
    let at = b.block_params(header)[0];
    let more = b.ins().icmp(IntCC::UnsignedLessThan, at, params[2]);
    b.ins().brif(more, body, &[], exit, &[]);
    b.switch_to_block(body);
    let memory = cranelift_codegen::ir::MemFlagsData::trusted();
    let byte = if copies {
        let from = b.ins().iadd(params[1], at);
        b.ins().load(types::I8, memory, from, 0)
    } else {
        b.ins().ireduce(types::I8, params[1])
    };
    let to = b.ins().iadd(params[0], at);
    b.ins().store(memory, byte, to, 0);
    let one = b.ins().iconst(types::I64, 1);
    let next = b.ins().iadd(at, one);
    b.ins().jump(header, &[next.into()]);
    b.switch_to_block(exit);
    b.ins().return_(&[params[0]]);
    b.seal_all_blocks();
    b.finalize(isa_config(module));
    let signature = context.func.signature.clone();
    let function = module
        .declare_function(name, Linkage::Export, &signature)
        .unwrap();
    module.define_function(function, &mut context).unwrap();
}

fn isa_config(module: &ObjectModule) -> cranelift_codegen::isa::TargetFrontendConfig {
    module.isa().frontend_config()
}

/// The targets that this build of the compiler carries: all, except in a developer's quick build.
fn targets() -> impl Iterator<Item = Target> {
    let is_quick =
        option_env!("TAIPAN_DEV_RUNTIME").is_some_and(|value| !matches!(value, "" | "0"));
    Target::ALL
        .into_iter()
        .filter(move |target| !is_quick || *target == Target::X86_64LinuxMusl)
}

fn run(executable: &[u8], target: Target) -> Output {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("program");
    std::fs::write(&path, executable).unwrap();
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o755)).unwrap();
    let mut command = if target == Target::host() {
        Command::new(&path)
    } else {
        let mut command = Command::new(target.emulator());
        command.arg(&path);
        command
    };
    command
        .output()
        .unwrap_or_else(|e| panic!("cannot run {command:?}: {e}"))
}

#[test]
fn a_linked_object_runs() {
    for target in targets() {
        for strip in [false, true] {
            let options = LinkOptions {
                reached: None,
                strip,
                ..LinkOptions::default()
            };
            let executable = link(vec![program(target)], target, Variant::Release, &options);
            let output = run(&executable.unwrap(), target);
            assert_eq!(String::from_utf8_lossy(&output.stdout), TEXT, "{target}");
            assert_eq!(output.status.code(), Some(7), "{target}");
        }
    }
}

#[test]
fn the_same_object_gives_the_same_bytes() {
    for target in targets() {
        let options = LinkOptions::default();
        let link = || link(vec![program(target)], target, Variant::Release, &options).unwrap();
        let first = link();
        for _ in 0..5 {
            assert!(first == link(), "{target}: two links differ");
        }
    }
}

#[test]
fn an_undefined_symbol_is_an_error_that_names_it() {
    let target = Target::X86_64LinuxMusl;
    let object = program(target);
    let name = object
        .windows(7)
        .position(|bytes| bytes == b"\0write\0")
        .unwrap();
    let mut broken = object;
    broken[name + 1..name + 6].copy_from_slice(b"wrote");
    let options = LinkOptions::default();
    let error = link(vec![broken], target, Variant::Release, &options).unwrap_err();
    assert!(error.to_string().contains("wrote"), "{error}");
}

#[test]
fn bytes_that_are_no_object_are_an_error() {
    let options = LinkOptions::default();
    let objects = vec![b"not an object".to_vec()];
    assert!(link(objects, Target::X86_64LinuxMusl, Variant::Release, &options).is_err());
}
