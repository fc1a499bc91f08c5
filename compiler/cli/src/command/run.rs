//! `taipan run`: compile, or find in the cache, and become the program.

use super::{DIAGNOSED, USAGE, compile, current_dir, options};
use crate::args::RunArgs;
use crate::terminal::{Output, note};
use std::ffi::{OsStr, OsString};
use std::io::Read;
use taipan_diagnostics::codes;
use taipan_driver::{Cache, Emit, Input, Launch, Manifest, key, words_of};

pub fn run(args: RunArgs, output: &Output) -> u8 {
    let options = options(&args.code);
    let (input, name, arguments) = match split(args.module, args.words) {
        Ok(parts) => parts,
        Err(status) => return status,
    };
    let cache = Cache::of_user();
    let key = key(
        &input,
        &options,
        &current_dir(),
        &format!("{:?}", output.format),
    );
    // `--timings` asks for a compilation.
    let found = cache
        .as_ref()
        .filter(|_| !args.code.timings)
        .and_then(|cache| cache.find(&key));
    if let Some((manifest, path)) = found {
        note(&manifest.messages);
        return launch(Launch::of_file(path), name, &manifest.main_path, &arguments);
    }

    let compilation = compile(&input, &options, args.code.timings);
    let messages = output.render(&compilation.diagnostics, &compilation.sources);
    note(&messages);
    let Some(executable) = compilation.form(Emit::Exe) else {
        return DIAGNOSED;
    };
    let main_path = compilation.main_path.clone();
    let manifest = Manifest::new(compilation.probes.clone(), main_path.clone(), messages);
    match Launch::prepare(cache.as_ref(), &key, manifest, executable) {
        Ok(prepared) => launch(prepared, name, &main_path, &arguments),
        Err(error) => {
            let message = format!("cannot store the program to run it: {}", words_of(&error));
            output.show_one(codes::UNWRITABLE_OUTPUT.anywhere().message(message));
            DIAGNOSED
        }
    }
}

/// The program, its name for `sys.argv[0]` where the command line gives one, and its arguments.
fn split(
    mut module: Vec<OsString>,
    mut words: Vec<OsString>,
) -> Result<(Input, Option<OsString>, Vec<OsString>), u8> {
    if !module.is_empty() {
        let name = module.remove(0).to_string_lossy().into_owned();
        return Ok((Input::Module(name), None, module));
    }
    if words.is_empty() {
        note("error: name a program: `taipan run FILE`, `taipan run -` or `taipan run -m PKG`\n");
        return Err(USAGE);
    }
    let name = words.remove(0);
    if name != "-" {
        return Ok((Input::Path(name.clone().into()), Some(name), words));
    }
    let mut text = Vec::new();
    if let Err(error) = std::io::stdin().lock().read_to_end(&mut text) {
        note(&format!(
            "error: cannot read standard input: {}\n",
            words_of(&error)
        ));
        return Err(DIAGNOSED);
    }
    Ok((Input::Stdin(text), Some(name), words))
}

fn launch(launch: Launch, name: Option<OsString>, main_path: &str, words: &[OsString]) -> u8 {
    let name = name.as_deref().unwrap_or(OsStr::new(main_path));
    match launch.exec(name, words) {
        Ok(never) => match never {},
        Err(error) => {
            note(&format!(
                "error: cannot start the program: {}\n",
                words_of(&error)
            ));
            DIAGNOSED
        }
    }
}
