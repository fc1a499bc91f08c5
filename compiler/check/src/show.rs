//! Types as messages show them.

use crate::program::Checker;
use crate::types::{Function, Literal, ParameterKind, Ty};

impl Checker<'_> {
    pub fn show(&self, ty: &Ty) -> String {
        match ty {
            Ty::Any => "Any".to_owned(),
            Ty::Never => "Never".to_owned(),
            Ty::None => "None".to_owned(),
            Ty::Instance(class, args) => {
                let name = &self.class(*class).name;
                if args.is_empty() {
                    return name.clone();
                }
                let is_tuple = name == "tuple";
                let args: Vec<String> = args.iter().map(|arg| self.show(arg)).collect();
                let dots = if is_tuple { ", ..." } else { "" };
                format!("{name}[{}{dots}]", args.join(", "))
            }
            Ty::Tuple(items) if items.is_empty() => "tuple[()]".to_owned(),
            Ty::Tuple(items) => {
                let items: Vec<String> = items.iter().map(|item| self.show(item)).collect();
                format!("tuple[{}]", items.join(", "))
            }
            Ty::Class(class) => format!("type[{}]", self.class(*class).name),
            Ty::Function(function) => self.show_function(function),
            Ty::Module(_) => "module".to_owned(),
            Ty::Literal(literal) => match literal {
                Literal::Int(value) => format!("Literal[{value}]"),
                Literal::Str(value) => format!("Literal['{}']", value.escape_debug()),
                Literal::Bytes => "bytes".to_owned(),
                Literal::Bool(value) => if *value {
                    "Literal[True]"
                } else {
                    "Literal[False]"
                }
                .to_owned(),
                Literal::Enum(class, name) => {
                    format!("Literal[{}.{name}]", self.class(*class).name)
                }
            },
            Ty::Union(members) => {
                let mut shown: Vec<String> =
                    members.iter().map(|member| self.show(member)).collect();
                shown.dedup();
                shown.join(" | ")
            }
            Ty::TypeVar(variable) => self.type_variables[variable.0 as usize].to_string(),
            Ty::SelfType => "Self".to_owned(),
        }
    }

    /// A found type: literals as their classes, as nobody wrote them.
    pub fn show_found(&mut self, ty: &Ty, expected: &Ty) -> String {
        let has_literal = expected
            .members()
            .iter()
            .any(|member| matches!(member, Ty::Literal(_)));
        if has_literal {
            return self.show(ty);
        }
        let ty = self.widen(ty);
        self.show(&ty)
    }

    fn show_function(&self, function: &Function) -> String {
        let returns = self.show(&function.returns);
        if function.takes_anything {
            return format!("Callable[..., {returns}]");
        }
        let shown: Vec<String> = function
            .parameters
            .iter()
            .map(|parameter| {
                let ty = self.show(&parameter.ty);
                match parameter.kind {
                    ParameterKind::Variadic => format!("*{ty}"),
                    ParameterKind::Keywords => format!("**{ty}"),
                    ParameterKind::PositionalOnly
                    | ParameterKind::Positional
                    | ParameterKind::KeywordOnly => ty,
                }
            })
            .collect();
        format!("Callable[[{}], {returns}]", shown.join(", "))
    }
}
