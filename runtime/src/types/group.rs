//! `BaseExceptionGroup`, `ExceptionGroup` and `except*`.

use crate::class;
use crate::exception::{self, EXTRA_EXCEPTIONS, EXTRA_MESSAGE};
use crate::native::{NativeDef, TypeDef, arg, class_arg, getter, method, static_method};
use crate::types::list::{self, ListObj};
use crate::types::str::{self, StrObj, new_str};
use crate::types::tuple;
use crate::{ClassId, Opt, R, Value, attr, call, context, errors, iter, ops};

/// What decides which exceptions of a group match.
enum Matcher<'a> {
    /// A class or a tuple of classes.
    Type(&'a Value),
    Predicate(&'a Value),
    /// These objects themselves.
    Among(&'a [Value]),
}

impl Matcher<'_> {
    fn matches(&self, exc: &Value) -> R<bool> {
        match self {
            Matcher::Type(t) => crate::entry::exception::matches(exc, t),
            Matcher::Predicate(f) => ops::truth(&call::call(f, &[exc])?),
            Matcher::Among(list) => Ok(!is_group(exc) && list.iter().any(|v| v.is(exc))),
        }
    }
}

fn is_group(v: &Value) -> bool {
    v.is_instance(ClassId::BASE_EXCEPTION_GROUP)
}
fn parts(v: &Value) -> &mut exception::Parts {
    exception::as_exception(v).expect("an exception").parts()
}
/// The exceptions in a group.
pub fn members(group: &Value) -> Vec<Value> {
    match &parts(group).extra[EXTRA_EXCEPTIONS] {
        Some(t) => tuple::items(t).to_vec(),
        None => vec![],
    }
}
fn message(group: &Value) -> Value {
    parts(group).extra[EXTRA_MESSAGE]
        .clone()
        .unwrap_or_else(|| new_str(b""))
}

/// A group without a message, of the fitting built-in class.
fn make(members: Value) -> R {
    let class = class::builtin(ClassId::BASE_EXCEPTION_GROUP).value();
    call::call(&class, &[&new_str(b""), &members])
}

/// A group like `original` of some of its exceptions; None when there are none.
fn subset(original: &Value, members: Vec<Value>) -> R<Opt> {
    if members.is_empty() {
        return Ok(None);
    }
    let new = call::call_method(
        original,
        crate::name!("derive"),
        &[&list::new_list(members)],
    )?;
    if !is_group(&new) {
        return Err(errors::type_error(
            "derive must return an instance of BaseExceptionGroup",
        ));
    }
    let (from, to) = (parts(original), parts(&new));
    let old = (
        std::mem::replace(&mut to.traceback, from.traceback.clone()),
        std::mem::replace(&mut to.context, from.context.clone()),
        std::mem::replace(&mut to.cause, from.cause.clone()),
    );
    drop(old);
    // Setting the cause, even to none, suppresses the context.
    if let Some(e) = exception::as_exception(&new) {
        e.suppress_context.set(true);
    }
    let name = crate::name!("__notes__");
    if let Some(notes) = attr::get_optional(original, name)?
        && (notes.is_instance(ClassId::LIST) || notes.is_instance(ClassId::TUPLE))
    {
        let copy = list::new_list(iter::collect(&notes)?);
        attr::set(&new, name, Some(copy))?;
    }
    Ok(Some(new))
}

/// Splits a group: what matches, and (if wanted) what does not.
fn split_recursive(group: &Value, matcher: &Matcher, want_rest: bool) -> R<(Opt, Opt)> {
    if matcher.matches(group)? {
        return Ok((Some(group.clone()), None));
    }
    let _guard = context::enter_recursion(
        " in exceptiongroup_split_recursive",
        crate::context::CALL_BYTES,
    )?;
    let (mut matched, mut rest) = (vec![], vec![]);
    for e in members(group) {
        if is_group(&e) {
            let (m, r) = split_recursive(&e, matcher, want_rest)?;
            matched.extend(m);
            rest.extend(r);
        } else if matcher.matches(&e)? {
            matched.push(e);
        } else if want_rest {
            rest.push(e);
        }
    }
    Ok((subset(group, matched)?, subset(group, rest)?))
}

/// The matcher that an argument of `split` or `subgroup` means.
fn matcher(condition: &Value) -> R<Matcher<'_>> {
    let is_type = |v: &Value| {
        class::as_class(v).is_some_and(|c| c.is_subclass_of(ClassId::BASE_EXCEPTION as u32))
    };
    if is_type(condition)
        || condition.is_instance(ClassId::TUPLE) && tuple::items(condition).iter().all(is_type)
    {
        return Ok(Matcher::Type(condition));
    }
    if class::as_class(condition).is_none() && crate::builtins::objects::is_callable(condition) {
        return Ok(Matcher::Predicate(condition));
    }
    Err(errors::type_error(
        "expected an exception type, a tuple of exception types, or a callable (other than a class)",
    ))
}

fn new(args: &[Opt]) -> R {
    let c = class_arg(args, ClassId::BASE_EXCEPTION_GROUP)?;
    let given = arg(args, 1);
    let [text, sequence] = tuple::items(given) else {
        return Err(errors::type_error(format!(
            "BaseExceptionGroup.__new__() takes exactly 2 arguments ({} given)",
            tuple::len(given)
        )));
    };
    if text.get::<StrObj>().is_none() {
        return Err(errors::type_error(format!(
            "BaseExceptionGroup.__new__() argument 1 must be str, not {}",
            errors::type_name(text)
        )));
    }
    let is_sequence = class::lookup(sequence.class(), crate::name!("__getitem__")).is_some()
        && class::lookup(sequence.class(), crate::name!("__len__")).is_some()
        && !sequence.is_instance(ClassId::DICT);
    if !is_sequence {
        return Err(errors::type_error(
            "second argument (exceptions) must be a sequence",
        ));
    }
    let all = iter::collect(sequence)?;
    if all.is_empty() {
        return Err(errors::value_error(
            "second argument (exceptions) must be a non-empty sequence",
        ));
    }
    let mut nested_base = false;
    for (i, e) in all.iter().enumerate() {
        if exception::as_exception(e).is_none() {
            return Err(errors::value_error(format!(
                "Item {i} of second argument (exceptions) is not an exception"
            )));
        }
        nested_base |= !e.is_instance(ClassId::EXCEPTION);
    }
    let mut class = c.id;
    if class == ClassId::BASE_EXCEPTION_GROUP as u32 {
        if !nested_base {
            class = ClassId::EXCEPTION_GROUP as u32;
        }
    } else if nested_base && c.is_subclass_of(ClassId::EXCEPTION as u32) {
        return Err(errors::type_error(
            if class == ClassId::EXCEPTION_GROUP as u32 {
                "Cannot nest BaseExceptions in an ExceptionGroup".to_string()
            } else {
                format!("Cannot nest BaseExceptions in '{}'", c.name_string())
            },
        ));
    }
    let exc = exception::new_raw(class, given.clone());
    let p = parts(&exc);
    p.extra[EXTRA_MESSAGE] = Some(text.clone());
    p.extra[EXTRA_EXCEPTIONS] = Some(tuple::new_tuple(all));
    Ok(exc)
}

const METHODS: &[NativeDef] = &[
    static_method("__new__(cls, /, *args, **kwargs)", new),
    getter("message", |a| Ok(message(arg(a, 0)))),
    getter("exceptions", |a| Ok(tuple::new_tuple(members(arg(a, 0))))),
    method("derive(self, excs, /)", |a| {
        let class = class::builtin(ClassId::BASE_EXCEPTION_GROUP).value();
        call::call(&class, &[&message(arg(a, 0)), arg(a, 1)])
    }),
    method("split(self, matcher_value, /)", |a| {
        let (matched, rest) = split_recursive(arg(a, 0), &matcher(arg(a, 1))?, true)?;
        Ok(tuple::new_tuple(vec![
            matched.unwrap_or(Value::NONE),
            rest.unwrap_or(Value::NONE),
        ]))
    }),
    method("subgroup(self, matcher_value, /)", |a| {
        let (matched, _) = split_recursive(arg(a, 0), &matcher(arg(a, 1))?, false)?;
        Ok(matched.unwrap_or(Value::NONE))
    }),
    method("__str__(self, /)", |a| {
        let n = members(arg(a, 0)).len();
        let s = if n == 1 { "" } else { "s" };
        let text = format!(
            "{} ({n} sub-exception{s})",
            str::to_string(&message(arg(a, 0)))
        );
        Ok(new_str(text.as_bytes()))
    }),
    crate::types::type_::CLASS_GETITEM,
];

pub const TYPE: TypeDef = TypeDef {
    class: ClassId::BASE_EXCEPTION_GROUP,
    ops: exception::OPS,
    flags: 0,
    doc: "A combination of multiple unrelated exceptions.",
    methods: METHODS,
    mark: crate::native::TYPE_MARK,
};

/// `except* wanted:` — (what matches, the rest); None where there is nothing.
pub fn split(exc: &Value, wanted: &Value) -> R<(Value, Value)> {
    if exc.is_none() {
        return Ok((Value::NONE, Value::NONE));
    }
    check_types(wanted)?;
    if crate::entry::exception::matches(exc, wanted)? {
        let matched = if is_group(exc) {
            exc.clone()
        } else {
            let group = make(tuple::new_tuple(vec![exc.clone()]))?;
            parts(&group).traceback = parts(exc).traceback.clone();
            group
        };
        return Ok((matched, Value::NONE));
    }
    if !is_group(exc) {
        return Ok((Value::NONE, exc.clone()));
    }
    let pair = call::call_method(exc, crate::name!("split"), &[wanted])?;
    if !pair.is_instance(ClassId::TUPLE) {
        return Err(errors::type_error(format!(
            "{}.split must return a tuple, not {}",
            errors::type_name(exc),
            errors::type_name(&pair)
        )));
    }
    match tuple::items(&pair) {
        [matched, rest, ..] => Ok((matched.clone(), rest.clone())),
        few => Err(errors::type_error(format!(
            "{}.split must return a 2-tuple, got tuple of size {}",
            errors::type_name(exc),
            few.len()
        ))),
    }
}

fn check_types(wanted: &Value) -> R<()> {
    let one = |v: &Value| -> R<()> {
        let Some(c) =
            class::as_class(v).filter(|c| c.is_subclass_of(ClassId::BASE_EXCEPTION as u32))
        else {
            return Err(errors::type_error(
                "catching classes that do not inherit from BaseException is not allowed",
            ));
        };
        if c.is_subclass_of(ClassId::BASE_EXCEPTION_GROUP as u32) {
            return Err(errors::type_error(
                "catching ExceptionGroup with except* is not allowed. Use except instead.",
            ));
        }
        Ok(())
    };
    if wanted.is_instance(ClassId::TUPLE) {
        return tuple::items(wanted).iter().try_for_each(one);
    }
    one(wanted)
}

/// At the end of `except*`: what is to be raised of the exceptions that the clauses raised and of what none of them took;
/// None when there is nothing.
pub fn join(original: &Value, raised: &Value, rest: &Value) -> R {
    let mut all: Vec<Value> = match raised.get::<ListObj>() {
        Some(l) => l.to_vec(),
        None => vec![],
    };
    all.push(rest.clone());
    all.retain(|e| !e.is_none());
    if !is_group(original) {
        return Ok(all.into_iter().next().unwrap_or(Value::NONE));
    }
    // What was raised again comes back in the shape of the original group.
    let (again, mut new): (Vec<Value>, Vec<Value>) =
        all.into_iter().partition(|e| same_origin(e, original));
    let mut leaves = vec![];
    again.iter().for_each(|g| collect_leaves(g, &mut leaves));
    let (projected, _) = split_recursive(original, &Matcher::Among(&leaves), false)?;
    if new.is_empty() {
        return Ok(projected.unwrap_or(Value::NONE));
    }
    new.extend(projected);
    if new.len() == 1 {
        return Ok(new.remove(0));
    }
    make(list::new_list(new))
}

fn collect_leaves(exc: &Value, out: &mut Vec<Value>) {
    if !is_group(exc) {
        out.push(exc.clone());
        return;
    }
    for e in members(exc) {
        collect_leaves(&e, out);
    }
}

/// Does a group come from another by `split`? Such share traceback, cause, context and notes.
fn same_origin(a: &Value, b: &Value) -> bool {
    if !is_group(a) || !is_group(b) {
        return false;
    }
    let same = |x: &Opt, y: &Opt| x.as_ref().map(Value::word) == y.as_ref().map(Value::word);
    let (p, q) = (parts(a), parts(b));
    same(&p.traceback, &q.traceback) && same(&p.cause, &q.cause) && same(&p.context, &q.context)
}
