use crate::{Invalid, ParsedModule, on_deep_stack, parse_module};
use taipan_diagnostics::{Diagnostics, SourceMap};

fn parse(source: &str) -> (Result<ParsedModule, Invalid>, Vec<String>) {
    let mut sources = SourceMap::new();
    let mut diagnostics = Diagnostics::new();
    let parsed = parse_module(&mut sources, &mut diagnostics, "x.py", source.as_bytes());
    let messages = diagnostics
        .iter()
        .map(|diagnostic| {
            let (file, span) = diagnostic.place.unwrap();
            let place = sources.line_column(file, span.start());
            format!("{}:{}: {}", place.line, place.column, diagnostic.message)
        })
        .collect();
    (parsed, messages)
}

#[track_caller]
fn accepts(source: &str) {
    let (parsed, messages) = parse(source);
    assert!(parsed.is_ok(), "{messages:?}");
}

#[track_caller]
fn refuses(source: &str, expected: &str) {
    let (parsed, messages) = parse(source);
    assert!(parsed.is_err());
    assert_eq!(messages.first().map(String::as_str), Some(expected));
}

#[test]
fn deep_trees_and_long_lines() {
    on_deep_stack(|| {
        accepts(&format!("x = {}1\n", "a + ".repeat(5_000)));
        accepts(&format!("x = {}1\n", "-".repeat(5_000)));
        accepts(&format!("x = {}{}\n", "(".repeat(200), ")".repeat(200)));
        accepts(&format!("x = [{}]\n", "123456, ".repeat(1_300_000)));
        accepts(&format!("x = '{}'\n", "a".repeat(10_000_000)));
        let (_, messages) = parse(&format!("x = {}1\n", "a + ".repeat(100_000)));
        assert_eq!(
            messages,
            ["1:5: Parser stack overflowed - Python source too complex to parse"]
        );
    });
}

#[test]
fn limits_of_cpython() {
    on_deep_stack(|| {
        refuses(&"(".repeat(100_000), "1:201: too many nested parentheses");
        let nested: String = (0..101)
            .map(|depth| " ".repeat(depth) + "if a:\n")
            .collect();
        refuses(&nested, "101:1: too many levels of indentation");
        let loops: String = (0..22)
            .map(|depth| " ".repeat(depth) + "while a:\n")
            .collect();
        refuses(
            &(loops + &" ".repeat(22) + "pass\n"),
            "22:22: too many statically nested blocks",
        );
    });
}

#[test]
fn errors_beyond_the_grammar() {
    refuses("return 1", "1:1: 'return' outside function");
    refuses(
        "def f(a, a): pass",
        "1:10: duplicate argument 'a' in function definition",
    );
    refuses(
        "def f():\n  x = 1\n  global x",
        "3:3: name 'x' is assigned to before global declaration",
    );
    refuses(
        "def f():\n  print(x)\n  global x",
        "3:3: name 'x' is used prior to global declaration",
    );
    refuses(
        "def f():\n  nonlocal x",
        "2:12: no binding for nonlocal 'x' found",
    );
    refuses(
        "class C:\n  x = 1\n  def f(self):\n    nonlocal x",
        "4:14: no binding for nonlocal 'x' found",
    );
    accepts("def f():\n  def g():\n    nonlocal x\n  x = 1");
    accepts("class C:\n  def f(self):\n    nonlocal __class__");
    accepts("class C:\n  x: int = 1\n  y = [z for z in range(x)]");
    accepts("async def f():\n  return [await x for x in y]");
    refuses(
        "for x in y:\n  def f():\n    break",
        "3:5: 'break' outside loop",
    );
}

/// The snippets of `messages.txt` with the line and the message that CPython 3.14 gives first.
#[test]
fn messages_are_those_of_cpython() {
    let mut wrong = Vec::new();
    for case in include_str!("tests/messages.txt")
        .trim_end()
        .split("\n---\n")
    {
        let (source, expected) = case.rsplit_once("\n=> ").unwrap();
        let (parsed, messages) = parse(&format!("{source}\n"));
        let got = match messages.first() {
            // With warnings or without.
            _ if parsed.is_ok() => "valid".to_owned(),
            None => "no message".to_owned(),
            Some(message) => {
                let (line, rest) = message.split_once(':').unwrap();
                format!("{line}:{}", rest.split_once(':').unwrap().1)
            }
        };
        if got != expected {
            wrong.push(format!("{source}\n  expected {expected}\n  got      {got}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
