//! What the runtime's functions and methods yield, and what they do to containers.

use super::Inference;
use super::tuples::Shape;
use super::ty::*;

/// Names, beyond `__x__`, of the attributes of built-in types: any other name raises AttributeError on their values.
#[rustfmt::skip]
const ATTRIBUTES: &[&str] = &[
    "_from_flags", "add", "append", "as_integer_ratio", "bit_count", "bit_length", "c_contiguous", "capitalize",
    "casefold", "cast", "center", "clear", "close", "conjugate", "contiguous", "copy", "count", "cr_await",
    "cr_code", "cr_frame", "cr_origin", "cr_running", "cr_suspended", "decode", "denominator", "difference",
    "difference_update", "discard", "encode", "endswith", "expandtabs", "extend", "f_contiguous", "find",
    "format", "format_map", "from_bytes", "from_number", "fromhex", "fromkeys", "get", "gi_code", "gi_frame",
    "gi_running", "gi_suspended", "gi_yieldfrom", "hex", "imag", "index", "indices", "insert", "intersection",
    "intersection_update", "is_integer", "isalnum", "isalpha", "isascii", "isdecimal", "isdigit", "isdisjoint",
    "isidentifier", "islower", "isnumeric", "isprintable", "isspace", "issubset", "issuperset", "istitle",
    "isupper", "items", "itemsize", "join", "keys", "ljust", "lower", "lstrip", "maketrans", "mapping", "mro",
    "nbytes", "ndim", "numerator", "obj", "partition", "pop", "popitem", "readonly", "real", "release", "remove",
    "removeprefix", "removesuffix", "replace", "resize", "reverse", "rfind", "rindex", "rjust", "rpartition",
    "rsplit", "rstrip", "send", "setdefault", "shape", "sort", "split", "splitlines", "start", "startswith",
    "step", "stop", "strides", "strip", "suboffsets", "swapcase", "symmetric_difference",
    "symmetric_difference_update", "throw", "title", "to_bytes", "tobytes", "tolist", "toreadonly", "translate",
    "union", "update", "upper", "values", "zfill",
];

/// Whether a value of a built-in type may have an attribute of this name.
pub fn has_attribute(name: &str) -> bool {
    name.starts_with("__") || ATTRIBUTES.binary_search(&name).is_ok()
}

/// Functions of native modules whose results are known.
pub fn native_function(module: &str, name: &str, args: &[Ty]) -> Option<Ty> {
    match (module, name) {
        // Other things round themselves.
        ("math", "floor" | "ceil" | "trunc") if args.iter().all(|a| a.within(INT | FLOAT)) => {
            Some(Ty::of(INT))
        }
        (
            "math",
            "sqrt" | "sin" | "cos" | "tan" | "atan" | "atan2" | "exp" | "log" | "log2" | "log10"
            | "pow" | "fabs" | "hypot" | "asin" | "acos" | "sinh" | "cosh" | "tanh" | "radians"
            | "degrees" | "fmod" | "copysign" | "ldexp" | "dist" | "fsum",
        ) => Some(Ty::of(FLOAT)),
        ("math", "gcd" | "lcm" | "isqrt" | "factorial" | "comb" | "perm") => Some(Ty::of(INT)),
        ("math", "isnan" | "isinf" | "isfinite" | "isclose") => Some(Ty::of(BOOL)),
        ("time", "time" | "perf_counter" | "monotonic" | "process_time") => Some(Ty::of(FLOAT)),
        _ => None,
    }
}

/// Functions of the library whose results are known for such arguments, as long as nothing puts others in their place.
pub fn library_function(module: &str, name: &str, args: &[Ty]) -> Option<Ty> {
    // What nothing has reached yet fits.
    let all = |bits: u32| args.iter().all(|a| a.bits & !bits == 0);
    match (module, name) {
        ("random", "random") if args.is_empty() => Some(Ty::of(FLOAT)),
        ("random", "uniform") if args.len() == 2 && all(INT | FLOAT) => Some(Ty::of(FLOAT)),
        ("random", "randrange" | "randint") if !args.is_empty() && all(INT) => Some(Ty::of(INT)),
        _ => None,
    }
}

pub fn native_constant(module: &str, name: &str) -> Ty {
    match (module, name) {
        ("math", "pi" | "e" | "tau" | "inf" | "nan") => Ty::of(FLOAT),
        ("sys", "maxsize") => Ty::of(INT),
        _ => Ty::top(),
    }
}

impl Inference {
    /// A call of a builtin by name.
    pub(super) fn builtin_call(
        &mut self,
        site: (usize, usize, usize),
        name: &str,
        args: &[Ty],
        keywords: &[(String, Ty)],
    ) -> Ty {
        // Nothing has reached the call yet.
        if args
            .iter()
            .chain(keywords.iter().map(|k| &k.1))
            .any(|a| a.bits == 0)
        {
            return Ty::default();
        }
        let scalar = NONE | BOOL | INT | FLOAT | STR | BYTES;
        let first = args.first().cloned().unwrap_or_default();
        let simple = args.iter().all(|a| a.within(scalar)) && keywords.is_empty();
        if matches!(name, "sorted" | "min" | "max" | "set" | "frozenset" | "sum") {
            // Items meet each other.
            let items: Vec<Ty> = args.iter().map(|a| self.elem_of(a)).collect();
            self.meet(&items.iter().chain(args).collect::<Vec<_>>());
        }
        match name {
            "len" | "ord" | "id" | "hash" => return Ty::of(INT),
            "print" => return Ty::of(NONE),
            "repr" | "chr" | "input" | "bin" | "hex" | "oct" | "ascii" | "format" => {
                return Ty::of(STR);
            }
            "isinstance" | "issubclass" | "callable" | "hasattr" => return Ty::of(BOOL),
            "range" => return Ty::of(RANGE),
            // What `__int__` and `__float__` yield is made one that is exactly that.
            "int" | "float" => {
                if !simple {
                    for t in args.iter().chain(keywords.iter().map(|k| &k.1)) {
                        self.escape_ty(t);
                    }
                }
                return Ty::of(if name == "int" { INT } else { FLOAT });
            }
            "str" => return Ty::of(STR),
            "bool" => return Ty::of(BOOL),
            "abs" if first.within(INT | BOOL | FLOAT) => {
                return Ty::of(if first.has(INT | BOOL) { INT } else { 0 } | (first.bits & FLOAT));
            }
            "round"
                if first.within(INT | BOOL | FLOAT)
                    && simple
                    && args[1..].iter().all(|a| a.within(INT | BOOL)) =>
            {
                return if args.len() == 1 {
                    Ty::of(INT)
                } else {
                    Ty::of(if first.has(INT | BOOL) { INT } else { 0 } | (first.bits & FLOAT))
                };
            }
            "divmod" if simple && args.iter().all(|a| a.within(INT | BOOL)) => {
                return self.tuple_of(site, &[Ty::of(INT), Ty::of(INT)]);
            }
            "min" | "max" if simple && args.len() > 1 => {
                return Ty::of(args.iter().fold(0, |b, a| b | a.bits));
            }
            "min" | "max" | "next"
                if args.len() == 1
                    && keywords.is_empty()
                    && first.within(LIST | TUPLE | SET | ITER) =>
            {
                return self.elem_of(&first);
            }
            "sum"
                if args.len() == 1
                    && keywords.is_empty()
                    && first.within(LIST | TUPLE | SET | ITER | RANGE) =>
            {
                let e = self.elem_of(&first);
                // No item: the start.
                if e.bits & !(INT | BOOL | FLOAT) == 0 {
                    return Ty::of(INT | (e.bits & FLOAT));
                }
            }
            "any" | "all"
                if args.len() == 1
                    && keywords.is_empty()
                    && first.within(LIST | TUPLE | SET | ITER | RANGE | DICT | STR) =>
            {
                let e = self.elem_of(&first);
                if !e.within(scalar | LIST | TUPLE | SET | DICT | ITER | RANGE) {
                    // Their truth runs code.
                    self.escape_ty(&e);
                }
                return Ty::of(BOOL);
            }
            "list" | "tuple" | "set" | "sorted" | "reversed" | "iter"
                if keywords.is_empty()
                    && args.len() <= 1
                    && first.bits & !(LIST | TUPLE | SET | ITER | DICT | RANGE | STR) == 0 =>
            {
                let n = self.site((site.0, site.1, site.2, 0));
                let e = self.elem_of(&first);
                if first.bits != 0 {
                    self.put(n, &e);
                }
                self.shape(n, Shape::Any);
                let bits = match name {
                    "tuple" => TUPLE,
                    "set" => SET,
                    "reversed" | "iter" => ITER,
                    _ => LIST,
                };
                return Ty::container(bits, n);
            }
            "dict" if args.is_empty() && keywords.is_empty() => {
                let (k, v) = (
                    self.site((site.0, site.1, site.2, 0)),
                    self.site((site.0, site.1, site.2, 1)),
                );
                return Ty {
                    bits: DICT,
                    elem: Some(k),
                    value: Some(v),
                    ..Ty::default()
                };
            }
            "enumerate" | "zip" if keywords.is_empty() => {
                let (sources, mut items) = match name {
                    "enumerate" => (&args[..args.len().min(1)], vec![Ty::of(INT)]),
                    _ => (args, vec![]),
                };
                for a in sources {
                    items.push(self.elem_of(a));
                    if !a.within(LIST | TUPLE | SET | ITER | DICT | RANGE | STR | BYTES) {
                        self.escape_ty(a);
                    }
                }
                return self.iterator_of(site, &items);
            }
            _ => {}
        }
        for t in args.iter().chain(keywords.iter().map(|k| &k.1)) {
            self.escape_ty(t);
        }
        Ty::top()
    }

    /// A method of a built-in type (or of several).
    pub(super) fn native_method(
        &mut self,
        site: (usize, usize, usize),
        receiver: &Ty,
        name: &str,
        args: &[Ty],
        keywords: &[(String, Ty)],
    ) -> Ty {
        let kind = receiver.bits & !(NONE | INSTANCE | KNOWN | TOP);
        let arg = |n: usize| args.get(n).cloned().unwrap_or_default();
        self.meet_keys(receiver, &arg(0));
        if kind == LIST && matches!(name, "index" | "count" | "remove" | "sort")
            || kind == TUPLE && matches!(name, "index" | "count")
        {
            let held = receiver.elem.map_or(Ty::top(), |n| self.content(n));
            self.meet(&[&held, &arg(0)]);
        }
        match (kind, name) {
            (STR, "split" | "rsplit" | "splitlines") => {
                let n = self.site((site.0, site.1, site.2, 0));
                self.put(n, &Ty::of(STR));
                return Ty::container(LIST, n);
            }
            (STR, "partition" | "rpartition") => {
                let text = Ty::of(STR);
                return self.tuple_of(site, &[text.clone(), text.clone(), text]);
            }
            (STR, "find" | "rfind" | "index" | "rindex" | "count") => return Ty::of(INT),
            (STR, "startswith" | "endswith") => return Ty::of(BOOL),
            (STR, n) if n.starts_with("is") => return Ty::of(BOOL),
            (STR, "encode") => return Ty::of(BYTES),
            (STR, "join" | "format") => {
                for a in args {
                    if !a.within(LIST | TUPLE | SET | ITER | STR | INT | FLOAT | BOOL | NONE) {
                        self.escape_ty(a);
                    }
                }
                return Ty::of(STR);
            }
            (
                STR,
                "strip" | "lstrip" | "rstrip" | "lower" | "upper" | "title" | "capitalize"
                | "swapcase" | "casefold" | "replace" | "center" | "ljust" | "rjust" | "zfill"
                | "removeprefix" | "removesuffix" | "expandtabs",
            ) => return Ty::of(STR),
            (LIST, "append" | "insert") => {
                let v = arg(if name == "append" { 0 } else { 1 });
                if let Some(n) = receiver.elem {
                    self.put(n, &v);
                }
                return Ty::of(NONE);
            }
            (LIST, "extend") => {
                let v = arg(0);
                let e = self.elem_of(&v);
                if let Some(n) = receiver.elem {
                    self.put(n, &e);
                }
                if !v.within(LIST | TUPLE | SET | ITER | RANGE | STR | DICT) {
                    self.escape_ty(&v);
                }
                return Ty::of(NONE);
            }
            (LIST, "pop") => {
                return self.elem_of(&Ty {
                    bits: LIST,
                    elem: receiver.elem,
                    ..Ty::default()
                });
            }
            (LIST, "copy") => {
                return Ty {
                    bits: LIST,
                    elem: receiver.elem,
                    ..Ty::default()
                };
            }
            (LIST, "clear" | "reverse") => return Ty::of(NONE),
            (LIST, "sort") if keywords.is_empty() => return Ty::of(NONE),
            (LIST | TUPLE, "index" | "count") => return Ty::of(INT),
            (LIST, "remove") => return Ty::of(NONE),
            (SET, "add" | "discard" | "remove") => {
                if let (Some(n), "add") = (receiver.elem, name) {
                    self.put(n, &arg(0));
                }
                return Ty::of(NONE);
            }
            (DICT, "get") if args.len() <= 2 && keywords.is_empty() => {
                let mut t = receiver.value.map_or(Ty::top(), |v| self.content(v));
                let default = if args.len() == 2 {
                    arg(1)
                } else {
                    Ty::of(NONE)
                };
                self.join(&mut t, &default);
                return t;
            }
            (DICT, "setdefault" | "pop") if keywords.is_empty() => {
                if name == "setdefault" {
                    if let Some(n) = receiver.elem {
                        self.put(n, &arg(0));
                    }
                    if let Some(n) = receiver.value {
                        let default = if args.len() == 2 {
                            arg(1)
                        } else {
                            Ty::of(NONE)
                        };
                        self.put(n, &default);
                    }
                }
                let mut t = receiver.value.map_or(Ty::top(), |v| self.content(v));
                if args.len() == 2 {
                    self.join(&mut t, &arg(1));
                }
                return t;
            }
            (DICT, "keys") => {
                return receiver.elem.map_or(Ty::top(), |n| Ty::container(ITER, n));
            }
            (DICT, "values") => {
                return receiver.value.map_or(Ty::top(), |n| Ty::container(ITER, n));
            }
            (DICT, "items") => {
                let mut held = |n: Option<Node>| n.map_or(Ty::top(), |n| self.content(n));
                let items = [held(receiver.elem), held(receiver.value)];
                return self.iterator_of(site, &items);
            }
            (DICT, "clear") => return Ty::of(NONE),
            (INT | FLOAT | BOOL, "bit_length" | "bit_count") => return Ty::of(INT),
            (FLOAT, "is_integer") => return Ty::of(BOOL),
            _ => {}
        }
        self.escape_ty(receiver);
        for t in args.iter().chain(keywords.iter().map(|k| &k.1)) {
            self.escape_ty(t);
        }
        Ty::top()
    }
}
