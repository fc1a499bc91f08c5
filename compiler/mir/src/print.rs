//! The printer behind `--emit mir`.

use crate::{Block, Const, ConstId, Func, Inst, Op, Operand, Program, Terminator};
use std::fmt::Write;

/// Prints every function of the user's modules (all modules with `with_stdlib`).
pub fn program(program: &Program, with_stdlib: bool) -> String {
    let mut out = String::new();
    for (index, f) in program.funcs.iter().enumerate() {
        if with_stdlib || !program.modules[f.module.index()].is_stdlib {
            let _ = writeln!(out, "{}", func(program, f, index));
        }
    }
    out
}

/// Prints one function.
pub fn func(program: &Program, f: &Func, index: usize) -> String {
    let mut out = String::new();
    let module = &program.modules[f.module.index()].name;
    let _ = write!(
        out,
        "{}func f{index} {module}:{}(",
        if f.is_generator { "generator " } else { "" },
        f.qualname
    );
    for i in 0..f.num_params as usize {
        let _ = write!(out, "{}_{i}", if i > 0 { ", " } else { "" });
    }
    let _ = writeln!(out, ") -> {:?} {{", f.ret);
    for (i, l) in f.locals.iter().enumerate() {
        let name = l.name.map_or("", |n| program.name(n));
        let flags = [(l.maybe_unset, " unset?"), (l.borrowed, " borrowed")];
        let flags: String = flags.iter().filter(|f| f.0).map(|f| f.1).collect();
        if !name.is_empty() || l.repr != crate::Repr::Value || !flags.is_empty() {
            let _ = writeln!(out, "    let _{i}: {:?}{flags} {name}", l.repr);
        }
    }
    for (i, b) in f.blocks.iter().enumerate() {
        let _ = writeln!(
            out,
            "b{i}:{}",
            match (b.cold, b.aside) {
                (true, _) => " cold",
                (_, true) => " aside",
                _ => "",
            }
        );
        block(program, b, &mut out);
    }
    out.push_str("}\n");
    out
}

fn block(program: &Program, b: &Block, out: &mut String) {
    for i in &b.insts {
        let _ = writeln!(out, "    {}", inst(program, i));
    }
    let _ = writeln!(out, "    {}", terminator(program, &b.term));
}

/// Prints one instruction.
pub fn inst(program: &Program, i: &Inst) -> String {
    let mut out = String::new();
    if let Some(d) = i.dest {
        let _ = write!(out, "{d:?} = ");
    }
    out.push_str(i.op.name());
    match &i.op {
        Op::LoadGlobal { name, .. }
        | Op::DeleteGlobal { name, .. }
        | Op::LoadBuiltin { name }
        | Op::LoadCell { name, .. }
        | Op::CheckBound { name }
        | Op::GetAttr { name, .. }
        | Op::SetAttr { name, .. }
        | Op::CallMethod { name, .. } => {
            let _ = write!(out, " {}", program.name(*name));
        }
        Op::LoadField { name, is_set, .. }
        | Op::StoreField { name, is_set, .. }
        | Op::LoadDouble { name, is_set, .. }
        | Op::StoreDouble { name, is_set, .. } => {
            let set = if *is_set { " set" } else { "" };
            let _ = write!(out, "{set} {}", program.name(*name));
        }
        Op::StoreGlobal { module, slot } => {
            let _ = write!(
                out,
                " {}",
                program.name(program.modules[module.index()].globals[*slot as usize])
            );
        }
        Op::Binary { op, in_place } => {
            let _ = write!(out, " {op:?}{}", if *in_place { " in place" } else { "" });
        }
        Op::IntArith { op }
        | Op::IntWord { op }
        | Op::SmallArith { op }
        | Op::FloatArith { op } => {
            let _ = write!(out, " {op:?}");
        }
        Op::Compare { op }
        | Op::CompareTruth { op }
        | Op::IntCompare { op }
        | Op::IntWordCompare { op }
        | Op::SmallCompare { op }
        | Op::FloatCompare { op } => {
            let _ = write!(out, " {op:?}");
        }
        Op::Runtime { function: f } => {
            let _ = write!(out, " {}", f.row().name);
        }
        Op::CallDirect { func }
        | Op::MakeFunction { func }
        | Op::CallBody { func, .. }
        | Op::MakeGenerator { func } => {
            let _ = write!(out, " {}", program.funcs[func.index()].qualname);
        }
        other => {
            let text = format!("{other:?}");
            if let Some(at) = text.find(['{', '(']) {
                let _ = write!(out, " {}", text[at..].trim());
            }
        }
    }
    if let Op::Call { kwnames: Some(k) }
    | Op::CallMethod {
        kwnames: Some(k), ..
    } = &i.op
    {
        let _ = write!(out, " keywords {}", constant(program, *k));
    }
    for (n, a) in i.args.iter().enumerate() {
        let _ = write!(
            out,
            "{} {}",
            if n > 0 { "," } else { "" },
            operand(program, *a)
        );
    }
    if i.op.may_raise() {
        match i.raise {
            Some(b) => {
                let _ = write!(out, " raise {b:?}");
            }
            None => out.push_str(" raise out"),
        }
    }
    out
}

fn terminator(program: &Program, t: &Terminator) -> String {
    let op = |o: &Operand| operand(program, *o);
    match t {
        Terminator::Jump(b) => format!("jump {b:?}"),
        Terminator::Branch { cond, then, orelse } => {
            format!("branch {} {then:?} else {orelse:?}", op(cond))
        }
        Terminator::ForNext {
            iter,
            dest,
            body,
            exit,
            raise,
            ..
        } => {
            format!(
                "{dest:?} = next {} {body:?} else {exit:?} raise {raise:?}",
                op(iter)
            )
        }
        Terminator::Return(v) => format!("return {}", op(v)),
        Terminator::Unwind => "unwind".into(),
        Terminator::Yield {
            value,
            dest,
            resume,
            raise,
            ..
        } => {
            format!(
                "{dest:?} = yield {} resume {resume:?} raise {raise:?}",
                op(value)
            )
        }
        Terminator::Suspend(v) => format!("suspend {}", op(v)),
        Terminator::Switch {
            on,
            targets,
            default,
        } => format!("switch {} {targets:?} else {default:?}", op(on)),
        Terminator::Unreachable => "unreachable".into(),
    }
}

fn operand(program: &Program, o: Operand) -> String {
    match o {
        Operand::Local(l) => format!("{l:?}"),
        Operand::Const(c) => constant(program, c),
        Operand::Unset => "unset".into(),
    }
}

fn constant(program: &Program, id: ConstId) -> String {
    match program.constant(id) {
        Const::Str(s) => format!("{:?}", String::from_utf8_lossy(s)),
        Const::Bytes(s) => format!("b{:?}", String::from_utf8_lossy(s)),
        Const::Float(bits) => format!("{:?}", f64::from_bits(*bits)),
        Const::Int(i) => i.to_string(),
        Const::BigInt(s) => s.clone(),
        Const::None => "None".into(),
        Const::Bool(b) => if *b { "True" } else { "False" }.into(),
        Const::Ellipsis => "Ellipsis".into(),
        Const::NotImplemented => "NotImplemented".into(),
        Const::Tuple(items) => format!(
            "({})",
            items
                .iter()
                .map(|i| constant(program, *i))
                .collect::<Vec<_>>()
                .join(", ")
        ),
    }
}
