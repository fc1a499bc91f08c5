//! `snapshots/NAME.py` lowers to what `snapshots/NAME.mir` says. `BLESS=1 cargo test -p taipan-lower` writes the expectations.

use std::path::Path;
use taipan_diagnostics::{Diagnostics, SourceMap};
use taipan_resolve::{Entry, Loader, Root, Source, load_program};

/// No module can be imported.
struct Nothing;

impl Loader for Nothing {
    fn roots(&self) -> Vec<Root> {
        Vec::new()
    }
    fn read(&mut self, _: &str) -> Result<Option<Source>, String> {
        Ok(None)
    }
    fn is_dir(&mut self, _: &str) -> bool {
        false
    }
}

fn lower(text: &str) -> taipan_mir::Program {
    let source = Source {
        path: "test.py".into(),
        shown: "test.py".into(),
        bytes: text.as_bytes().to_vec().into(),
    };
    let mut diagnostics = Diagnostics::new();
    let loaded = load_program(
        Entry::Script(source),
        &mut Nothing,
        &mut SourceMap::new(),
        &mut diagnostics,
    );
    let messages: Vec<_> = diagnostics.iter().map(|d| d.message.clone()).collect();
    let loaded = loaded.unwrap_or_else(|| panic!("{messages:?}"));
    let program = taipan_lower::lower(&loaded.program);
    for f in &program.funcs {
        if let Err(problem) = taipan_mir::verify::func(&program, f)
            .and_then(|()| taipan_mir::verify::assigned_before_use(&program, f))
        {
            panic!("{problem}");
        }
    }
    program
}

fn user_text(program: &taipan_mir::Program) -> String {
    taipan_mir::print::program(program, false)
}

#[test]
fn snapshots() {
    taipan_syntax::on_deep_stack(|| {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/snapshots");
        let mut paths: Vec<_> = std::fs::read_dir(folder)
            .expect("the folder exists")
            .map(|entry| entry.expect("readable").path())
            .filter(|path| path.extension().is_some_and(|e| e == "py"))
            .collect();
        paths.sort();
        assert!(!paths.is_empty());
        let mut wrong = Vec::new();
        for path in paths {
            let text = user_text(&lower(&std::fs::read_to_string(&path).expect("readable")));
            let expectation = path.with_extension("mir");
            if std::env::var_os("BLESS").is_some() {
                std::fs::write(&expectation, &text).expect("writable");
            } else if std::fs::read_to_string(&expectation).ok().as_deref() != Some(&text) {
                wrong.push(format!("{}:\n{text}", path.display()));
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    });
}

#[test]
fn deep_chains_lower() {
    taipan_syntax::on_deep_stack(|| {
        let chain = vec!["x"; 5000].join(" + ");
        let program = lower(&format!("def f(x):\n    return {chain}\n"));
        let adds = user_text(&program).matches("binary Add").count();
        assert_eq!(adds, 4999);
    });
}

#[test]
fn long_constant_lists_are_static() {
    taipan_syntax::on_deep_stack(|| {
        let items = (0..10_000).map(|i| i.to_string()).collect::<Vec<_>>();
        let program = lower(&format!("x = [{}]\n", items.join(", ")));
        let text = user_text(&program);
        assert_eq!(text.matches("list_from_tuple").count(), 1);
        assert!(!text.contains("list_append"));
    });
}

#[test]
fn a_builtin_that_is_rebound_is_a_global() {
    taipan_syntax::on_deep_stack(|| {
        let text = user_text(&lower("print(len)\n"));
        assert!(text.contains("load_builtin print") && text.contains("load_builtin len"));
        let text = user_text(&lower(
            "print(len)\ndef f():\n    global len\n    len = 1\n",
        ));
        assert!(text.contains("load_builtin print") && text.contains("load_global len"));
        let text = user_text(&lower("import builtins\nprint(1)\nbuiltins.print = None\n"));
        assert!(text.contains("load_global print"));
        let text = user_text(&lower("globals()['print'] = 1\nprint(1)\n"));
        assert!(text.contains("load_global print"));
    });
}

#[test]
fn fields_start_with_those_of_a_known_base() {
    taipan_syntax::on_deep_stack(|| {
        let program = lower(
            "class A:\n    def m(self):\n        self.late = 1\n    def __init__(self):\n        self.x = 1\n        self.y, [self.z] = 2, [3]\n        for self.i in []: pass\n    @staticmethod\n    def s(other):\n        other.no = 1\nclass B(A):\n    def __init__(self):\n        self.w = 1\n        self.x += 1\nclass C(unknown()):\n    def __init__(self):\n        self.w = 1\n",
        );
        let fields = |index: usize| {
            let class = &program.classes[index];
            class
                .fields
                .iter()
                .map(|f| program.name(*f))
                .collect::<Vec<_>>()
                .join(" ")
        };
        assert_eq!(fields(0), "x y z i late");
        assert_eq!(fields(1), "x y z i late w");
        assert_eq!(fields(2), "w");
    });
}

#[test]
fn spans_are_those_that_tracebacks_underline() {
    taipan_syntax::on_deep_stack(|| {
        let text = "def f(a):\n    a.b(1).c\n    return (a\n        .d(2))\n";
        let program = lower(text);
        let f = &program.funcs[1];
        let spans: Vec<_> = f.blocks[0]
            .insts
            .iter()
            .map(|i| &text[i.span.start as usize..i.span.end as usize])
            .collect();
        assert_eq!(spans, ["a.b(1)", "a.b(1).c", "d(2)"]);
    });
}
