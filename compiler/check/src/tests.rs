use crate::{ModuleInput, check_program};
use taipan_diagnostics::{Diagnostic, Diagnostics, SourceMap};

/// The diagnostics of a program of several modules, as `line code message`.
fn check(modules: &[(&str, &str)]) -> Vec<(u32, &'static str, String)> {
    taipan_syntax::on_deep_stack(|| {
        let (mut sources, mut diagnostics) = (SourceMap::new(), Diagnostics::new());
        let parsed: Vec<_> = modules
            .iter()
            .map(|(name, text)| {
                let parsed = taipan_syntax::parse_module(
                    &mut sources,
                    &mut diagnostics,
                    name,
                    text.as_bytes(),
                );
                (*name, parsed.unwrap_or_else(|_| panic!("{diagnostics:?}")))
            })
            .collect();
        let inputs: Vec<_> = parsed
            .iter()
            .map(|(name, parsed)| ModuleInput {
                name,
                file: parsed.file,
                ast: &parsed.ast,
                text: &parsed.text,
                package: "",
                is_user: true,
            })
            .collect();
        let line = |found: &Diagnostic| {
            let (file, span) = found.place.unwrap();
            sources.line_column(file, span.start()).line
        };
        check_program(&inputs)
            .iter()
            .map(|found| (line(found), found.code.id, found.message.clone()))
            .collect()
    })
}

#[test]
fn mistakes_are_reported_where_mypy_reports_them() {
    let text = include_str!("tests/errors.py");
    let mut found: Vec<(u32, &str)> = check(&[("__main__", text)])
        .iter()
        .map(|(line, code, _)| (*line, *code))
        .collect();
    let mut expected: Vec<(u32, &str)> = Vec::new();
    for (index, line) in text.lines().enumerate() {
        if let Some((_, comment)) = line.split_once("  # E") {
            let codes = comment.split(" mypy:").next().unwrap();
            let codes = codes.split(' ').map(|code| code.trim_start_matches('E'));
            expected.extend(codes.map(|digits| (index as u32 + 1, digits)));
        }
    }
    let mut found: Vec<(u32, String)> = found
        .drain(..)
        .map(|(line, code)| (line, code[1..].to_owned()))
        .collect();
    let mut expected: Vec<(u32, String)> = expected
        .into_iter()
        .map(|(line, code)| (line, code.to_owned()))
        .collect();
    found.sort();
    expected.sort();
    assert!(expected.len() > 80);
    assert_eq!(found, expected);
}

#[test]
fn right_programs_are_left_alone() {
    assert_eq!(check(&[("__main__", include_str!("tests/fine.py"))]), []);
}

#[test]
fn names_of_other_modules_have_types() {
    let library = "class Point:\n    def __init__(self, x: int) -> None:\n        self.x = x\ndef area(side: float) -> float:\n    return side\n";
    let program = "import shapes\nfrom shapes import Point, area as size\n\
                   size('a')\nshapes.area('b')\nPoint(1).y\nx: str = Point(2).x\nshapes.Point()\n";
    let found: Vec<_> = check(&[("__main__", program), ("shapes", library)]);
    let codes: Vec<_> = found.iter().map(|(line, code, _)| (*line, *code)).collect();
    assert_eq!(
        codes,
        [
            (3, "E0302"),
            (4, "E0302"),
            (5, "E0306"),
            (6, "E0301"),
            (7, "E0303")
        ]
    );
}

#[test]
fn programs_without_annotations_are_checked_for_certain_failures_only() {
    let program = "def f(a):\n    return 1 + 'a'\nclass C:\n    def m(self):\n        self.missing\n        self.mm()\n\
                   f()\nC().x\nprint(undefined)\nx = 1\nx = 'a'\n1 + 'b'\n";
    let found: Vec<_> = check(&[("__main__", program)]);
    let codes: Vec<_> = found.iter().map(|(line, code, _)| (*line, *code)).collect();
    assert_eq!(
        codes,
        [(6, "E0306"), (7, "E0303"), (8, "E0306"), (9, "E0314")]
    );
}

#[test]
fn expected_failures_and_silenced_lines_are_not_reported() {
    let program = "x: int = 1\ntry:\n    x + 'a'\n    undefined\nexcept (TypeError, NameError):\n    pass\n\
                   y: int = 'a'  # type: ignore[assignment]\nwith raises(TypeError):\n    len(5)\n";
    let found = check(&[(
        "__main__",
        &format!("from helpers import raises\n{program}"),
    )]);
    assert_eq!(found, []);
}

#[test]
fn recursive_aliases_and_circular_imports_end() {
    let program = "from typing import Union\nJson = Union[dict[str, 'Json'], list['Json'], str]\nTree = list['Tree']\n\
                   class A(B): pass\nclass B(A): pass\nx: Json = {}\ny: Tree = []\nA().foo\nfrom b import z\nz.y\n";
    check(&[
        ("__main__", program),
        ("b", "from __main__ import z\nfrom c import z"),
        ("c", "from b import z"),
    ]);
}

#[test]
fn a_program_may_take_the_names_of_library_modules() {
    let program = "import enum, typing, json\nfrom enum import Flag\nfrom typing import Shape\nx: int = 'a'\n\
                   class C:\n    pass\nC()()\nShape().missing\njson.loads(1)\n";
    let found = check(&[
        ("__main__", program),
        ("enum", "class Flag: pass\nx = 1\n"),
        ("typing", "class Shape: pass\n"),
        ("json", "def loads(text: str) -> int: return 1\n"),
    ]);
    let codes: Vec<_> = found.iter().map(|(line, code, _)| (*line, *code)).collect();
    assert_eq!(
        codes,
        [(4, "E0301"), (7, "E0310"), (8, "E0306"), (9, "E0302")]
    );
}

#[test]
fn failures_that_need_no_annotation_are_reported_without_any() {
    let program = "n = 5\nn()\nfor x in n: pass\na, b = 1, 2, 3\nn[0]\ndef f():\n    'text'()\n\
                   rec = [1]\nrec.append(rec)\nrec[1][1]\ntable = {'a': 1}\ntable[5]\n";
    let found = check(&[("__main__", program)]);
    let codes: Vec<_> = found.iter().map(|(line, code, _)| (*line, *code)).collect();
    assert_eq!(
        codes,
        [
            (2, "E0310"),
            (3, "E0312"),
            (4, "E0313"),
            (5, "E0309"),
            (7, "E0310")
        ]
    );
}

#[test]
fn imported_names_are_looked_for_where_they_are_bound() {
    let program = "from shapes import area, volume\nfrom shapes import sides\ntry:\n    from shapes import color\n\
                   except ImportError:\n    color = None\nfrom open import anything\nfrom math import pi, tau2\n";
    let found = check(&[
        ("__main__", program),
        (
            "shapes",
            "from more import *\ndef area(): global sides; sides = 4\n",
        ),
        ("more", "depth = 1\n"),
        ("open", "def __getattr__(name): return name\n"),
    ]);
    let codes: Vec<_> = found.iter().map(|(line, code, _)| (*line, *code)).collect();
    assert_eq!(codes, [(1, "W0102"), (8, "W0102")]);
}
