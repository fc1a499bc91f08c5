//! What the corpus cannot show: interruption, size and depth.

use taipan_sre::{ErrorKind, Mode, Scratch, Stop, compile, flags};

fn span(pattern: &str, text: &str) -> Option<(usize, usize)> {
    let program = compile(pattern.as_bytes(), false, 0).expect("a valid pattern");
    let mut scratch = Scratch::new();
    let found = program.execute(
        &mut scratch,
        text.as_bytes(),
        0,
        text.len(),
        Mode::Search,
        false,
        &mut || false,
    );
    found.expect("nothing stops it").then(|| scratch.span())
}

#[test]
fn polling_stops_a_hopeless_match() {
    let program = compile(b"(a+)+b", false, 0).unwrap();
    let text = "a".repeat(64);
    let mut calls = 0;
    let mut poll = || {
        calls += 1;
        calls == 3
    };
    let result = program.execute(
        &mut Scratch::new(),
        text.as_bytes(),
        0,
        64,
        Mode::Search,
        false,
        &mut poll,
    );
    assert_eq!(result, Err(Stop::Interrupted));
    assert_eq!(calls, 3);
}

#[test]
fn long_loops_do_not_use_the_native_stack() {
    let text = "ab".repeat(1_000_000);
    assert_eq!(span("(?:a|b(?!c))*$", &text), Some((0, text.len())));
    assert_eq!(span("(?:(a)|(b))*x|a", &text), Some((0, 1)));
    assert_eq!(span("(?:ab)*?$", &text), Some((0, text.len())));
}

#[test]
fn a_leading_run_is_scanned_once() {
    // Trying each start of the run anew would take hours.
    let text = "x".repeat(4_000_000);
    assert_eq!(span(r"\w+@\w+", &text), None);
    assert_eq!(span(r"(\w*)@", &text), None);
    assert_eq!(span(r"[a-z]+?@", &text), None);
}

#[test]
fn deep_nesting_is_refused_like_deep_recursion() {
    let nested = |depth: usize| format!("{}a{}", "(?:".repeat(depth), ")".repeat(depth));
    assert!(compile(nested(494).as_bytes(), false, 0).is_ok());
    let error = compile(nested(496).as_bytes(), false, 0)
        .err()
        .expect("a refusal");
    assert_eq!(error.kind, ErrorKind::RecursionError);
}

#[test]
fn one_scratch_serves_many_programs() {
    let mut scratch = Scratch::new();
    for pattern in ["(a)(b)(c)", "(?:(x)|y)+", "(?>a)", "z"] {
        let program = compile(pattern.as_bytes(), false, flags::IGNORECASE).unwrap();
        for text in ["ABC", "xyx", "Z", ""] {
            let mut fresh = Scratch::new();
            let run = |scratch: &mut Scratch| {
                program.execute(
                    scratch,
                    text.as_bytes(),
                    0,
                    text.len(),
                    Mode::Search,
                    false,
                    &mut || false,
                )
            };
            let found = run(&mut fresh);
            assert_eq!(run(&mut scratch), found);
            for group in 0..if found == Ok(true) {
                program.groups + 1
            } else {
                0
            } {
                assert_eq!(scratch.group(group), fresh.group(group), "{pattern} {text}");
            }
        }
    }
}
