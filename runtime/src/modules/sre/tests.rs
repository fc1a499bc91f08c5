//! The module's objects, called as compiled code calls them.

use crate::types::bytes::{BytesObj, new_bytes};
use crate::types::list::ListObj;
use crate::types::str::{bytes_of, intern, new_str};
use crate::types::tuple;
use crate::{ClassId, R, Value, attr, call, class, context, iter, ops};

/// The runtime is set up once, and its tables are not for several threads.
#[test]
fn objects() {
    let _world = crate::start::for_tests();
    super::install();
    patterns_and_matches();
    replacements();
    iteration();
    bytes_patterns();
}

fn text(s: &str) -> Value {
    new_str(s.as_bytes())
}

fn compile(pattern: &str) -> Value {
    super::compile(&[Some(text(pattern)), Some(Value::small(0))]).expect("a valid pattern")
}

fn method(object: &Value, name: &str, args: &[&Value]) -> R {
    call::call_method(object, &intern(name.as_bytes()), args)
}

fn show(value: &Value) -> String {
    if value.is_none() {
        return "None".into();
    }
    if let Some(number) = value.as_small() {
        return number.to_string();
    }
    if value.is_exactly(ClassId::STR) {
        return String::from_utf8_lossy(bytes_of(value)).into_owned();
    }
    if value.is_exactly(ClassId::TUPLE) {
        return format!(
            "({})",
            tuple::items(value)
                .iter()
                .map(show)
                .collect::<Vec<_>>()
                .join(" ")
        );
    }
    match value.get::<ListObj>() {
        Some(list) => format!(
            "[{}]",
            list.to_vec().iter().map(show).collect::<Vec<_>>().join(" ")
        ),
        None => format!("<{}>", value.class().name_string()),
    }
}

fn shown(result: R) -> String {
    match result {
        Ok(value) => show(&value),
        Err(_) => {
            let exception = context::take_exception();
            let args = &crate::exception::as_exception(&exception)
                .expect("an exception")
                .parts()
                .args;
            format!(
                "{} {}",
                exception.class().name_string(),
                tuple::items(args).iter().map(show).collect::<String>()
            )
        }
    }
}

fn patterns_and_matches() {
    let pattern = compile(r"(?P<word>\w+)=(\d)?");
    let found = method(&pattern, "search", &[&text("é über=7 x=")]).expect("no error");
    let group = |args: &[&Value]| shown(method(&found, "group", args));
    assert_eq!(group(&[]), "über=7");
    assert_eq!(group(&[&text("word"), &Value::small(2)]), "(über 7)");
    assert_eq!(group(&[&Value::small(3)]), "IndexError no such group");
    assert_eq!(shown(method(&found, "span", &[])), "(2 8)");
    assert_eq!(shown(method(&found, "span", &[&Value::small(2)])), "(7 8)");
    assert_eq!(
        shown(method(&found, "expand", &[&text(r"\2\g<word>")])),
        "7über"
    );
    assert_eq!(shown(attr::get(&found, &intern(b"lastindex"))), "2");
    assert_eq!(shown(attr::get(&found, &intern(b"endpos"))), "11");
    assert_eq!(shown(ops::get_item(&found, &Value::small(1))), "über");
    assert_eq!(
        shown(method(&pattern, "findall", &[&text("a=1 b= c=3")])),
        "[(a 1) (b ) (c 3)]"
    );
    assert_eq!(
        shown(method(&pattern, "split", &[&text("-a=1-b=-")])),
        "[- a 1 - b None -]"
    );
    assert_eq!(
        shown(method(&pattern, "search", &[&text("a"), &Value::small(1)])),
        "None"
    );
    assert_eq!(
        shown(method(&pattern, "search", &[&Value::small(1)])),
        "TypeError expected string or bytes-like object, got 'int'"
    );
}

fn replacements() {
    let pattern = compile("a(b)?");
    let sub = |repl: &Value, string: &str| shown(method(&pattern, "sub", &[repl, &text(string)]));
    assert_eq!(sub(&text(r"<\1>"), "xabya"), "x<b>y<>");
    assert_eq!(sub(&text("é"), "abc"), "éc");
    assert_eq!(sub(&text("-"), "xyz"), "xyz");
    assert_eq!(
        shown(method(
            &pattern,
            "subn",
            &[&text("-"), &text("aba"), &Value::small(1)]
        )),
        "(-a 1)"
    );
    assert_eq!(
        sub(&Value::small(5), "ab"),
        "TypeError decoding to str: need a bytes-like object, int found"
    );
}

fn iteration() {
    let pattern = compile("x*");
    let it = method(&pattern, "finditer", &[&text("éxx-")]).expect("no error");
    let mut spans = Vec::new();
    while let Some(found) = iter::next(&it).expect("no error") {
        spans.push(shown(method(&found, "span", &[])));
    }
    assert_eq!(spans, ["(0 0)", "(1 3)", "(3 3)", "(4 4)"]);
    assert!(class::builtin(ClassId::MATCH).name_string() == "Match");
}

fn bytes_patterns() {
    let source = new_bytes(b"(.)\xff");
    let pattern = super::compile(&[Some(source), Some(Value::small(0))]).expect("a valid pattern");
    let found = method(&pattern, "search", &[&new_bytes(b"\xc3\xa9\xff")]).expect("no error");
    let group = method(&found, "group", &[&Value::small(1)]).expect("no error");
    assert_eq!(group.get::<BytesObj>().expect("bytes").bytes(), b"\xa9");
    assert_eq!(shown(method(&found, "span", &[])), "(1 3)");
    assert_eq!(
        shown(method(&pattern, "search", &[&text("a")])),
        "TypeError cannot use a bytes pattern on a string-like object"
    );
}
