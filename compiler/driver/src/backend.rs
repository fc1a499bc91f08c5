//! Calls the stages from optimisation to linking with what the options ask of them.

use crate::loader::words_of;
use crate::options::{Emit, OptLevel, Options};
use taipan_diagnostics::{Diagnostics, codes};
use taipan_link::{LinkError, LinkOptions};
use taipan_mir as mir;
use target_lexicon::Triple;

/// Unpacks the runtime on another core while the front end works.
pub fn prepare(options: &Options) {
    if options.emits(Emit::Exe) && options.runtime_archive.is_none() {
        let (target, variant) = (options.target, options.variant);
        std::thread::spawn(move || taipan_link::prefetch(target, variant));
    }
}

pub fn optimise(options: &Options, program: &mut mir::Program) {
    let opt_options = taipan_opt::Options {
        optimise: options.opt_level != OptLevel::O0,
        verify: options.verify,
        ..taipan_opt::Options::default()
    };
    taipan_opt::optimise(program, &opt_options);
}

pub fn generate(options: &Options, program: &mir::Program) -> taipan_codegen::Output {
    let triple: Triple = options
        .target
        .triple()
        .parse()
        .expect("our triples are well-formed");
    let codegen_options = taipan_codegen::Options {
        opt_level: match options.opt_level {
            OptLevel::O0 => taipan_codegen::OptLevel::None,
            OptLevel::O2 => taipan_codegen::OptLevel::Speed,
        },
        strip_source: options.strip_source,
        want_clif: options.emits(Emit::Clif),
        want_asm: options.emits(Emit::Asm),
        verify: options.verify,
        threads: 0,
    };
    let generated = taipan_codegen::compile(program, &triple, &codegen_options);
    generated.unwrap_or_else(|problem| panic!("code generation failed: {problem}"))
}

/// Links the executable, or reports that there is no runtime to link with.
pub fn link(
    options: &Options,
    program: &mir::Program,
    object: Vec<u8>,
    diagnostics: &mut Diagnostics,
) -> Option<Vec<u8>> {
    let runtime_archive = match options
        .runtime_archive
        .as_deref()
        .map(std::fs::read)
        .transpose()
    {
        Ok(archive) => archive,
        Err(error) => {
            let message = format!("cannot read TAIPAN_RUNTIME_ARCHIVE: {}", words_of(&error));
            diagnostics.push(codes::UNREADABLE_FILE.anywhere().message(message));
            return None;
        }
    };
    let link_options = LinkOptions {
        strip: options.strip,
        reached: crate::reached::reached(program),
        runtime_archive,
    };
    match taipan_link::link(vec![object], options.target, options.variant, &link_options) {
        Ok(executable) => Some(executable),
        Err(error @ LinkError::NotEmbedded(_)) => {
            diagnostics.push(codes::UNKNOWN_TARGET.anywhere().message(error.to_string()));
            None
        }
        Err(LinkError::Failed(problem)) => panic!("{problem}"),
    }
}
