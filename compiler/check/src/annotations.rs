//! Annotations to types. What is not understood is `Any`.

use crate::classes::elements;
use crate::program::{Checker, Meaning};
use crate::symbols::ScopeId;
use crate::types::{Function, Literal, Parameter, ParameterKind, Ty};
use ruff_python_ast::{self as ast, Expr, Number, Operator, UnaryOp};
use std::rc::Rc;

impl<'a> Checker<'a> {
    /// The type that `expr` means as an annotation in `scope`.
    pub fn annotation(&mut self, scope: ScopeId, expr: &Expr) -> Ty {
        match expr {
            Expr::Name(name) => {
                let meaning = self.lookup(scope, &name.id);
                self.annotation_of(meaning, &[], scope)
            }
            Expr::NoneLiteral(_) => Ty::None,
            Expr::StringLiteral(text) => {
                // A string inside a string is no type.
                if self.string_depth > 5 {
                    return Ty::Any;
                }
                let source = text.value.to_str().trim();
                let Ok(parsed) = ruff_python_parser::parse_expression(source) else {
                    return Ty::Any;
                };
                self.string_depth += 1;
                let ty = self.annotation(scope, parsed.expr());
                self.string_depth -= 1;
                ty
            }
            Expr::BinOp(operation) if operation.op == Operator::BitOr => {
                let left = self.annotation(scope, &operation.left);
                let right = self.annotation(scope, &operation.right);
                Ty::union([left, right])
            }
            Expr::Attribute(_) => {
                let meaning = self.dotted(scope, expr);
                self.annotation_of(meaning, &[], scope)
            }
            Expr::Subscript(subscript) => {
                let meaning = match &*subscript.value {
                    Expr::Name(name) => self.lookup(scope, &name.id),
                    Expr::Attribute(_) => self.dotted(scope, &subscript.value),
                    _ => Meaning::Unknown,
                };
                self.annotation_of(meaning, elements(&subscript.slice), scope)
            }
            _ => Ty::Any,
        }
    }

    /// `module.Class`, `Outer.Inner`.
    pub fn dotted(&mut self, scope: ScopeId, expr: &Expr) -> Meaning<'a> {
        match expr {
            Expr::Name(name) => self.lookup(scope, &name.id),
            Expr::Attribute(attribute) => match self.dotted(scope, &attribute.value) {
                Meaning::Module(module) => {
                    let name = self.modules[module.0 as usize].name.clone();
                    self.member_of_module(&name, &attribute.attr)
                }
                Meaning::Class(class) => {
                    let inner = self.class(class).scope;
                    match self.symbol(inner, &attribute.attr) {
                        found @ Meaning::Class(_) => found,
                        _ => Meaning::Unknown,
                    }
                }
                _ => match &*attribute.value {
                    // `typing.X` where the module has been imported under its name.
                    Expr::Name(name)
                        if matches!(name.id.as_str(), "typing" | "t" | "typing_extensions") =>
                    {
                        self.member_of_module("typing", &attribute.attr)
                    }
                    Expr::Attribute(inner) if &*inner.attr == "abc" => {
                        self.member_of_module("collections.abc", &attribute.attr)
                    }
                    _ => Meaning::Unknown,
                },
            },
            _ => Meaning::Unknown,
        }
    }

    fn annotation_of(&mut self, meaning: Meaning<'a>, params: &[Expr], scope: ScopeId) -> Ty {
        match meaning {
            Meaning::Class(class) => self.class_annotation(class, params, scope),
            Meaning::TypeVar(variable) => Ty::TypeVar(variable),
            Meaning::Alias(value, home) => {
                // A recursive alias is unknown inside itself.
                let key = std::ptr::from_ref(value);
                if self.aliases.contains(&key) {
                    return Ty::Any;
                }
                self.aliases.push(key);
                let ty = self.annotation(home, value);
                self.aliases.pop();
                // The parameters of a generic alias are not tracked.
                if params.is_empty() && !ty.has_variables() {
                    ty
                } else {
                    Ty::Any
                }
            }
            Meaning::Special(special) => self.special_annotation(special, params, scope),
            Meaning::Function(..)
            | Meaning::Module(_)
            | Meaning::Declared(..)
            | Meaning::Unknown
            | Meaning::Undefined => Ty::Any,
        }
    }

    fn class_annotation(
        &mut self,
        class: crate::types::ClassId,
        params: &[Expr],
        scope: ScopeId,
    ) -> Ty {
        if class == self.builtin("tuple") && !params.is_empty() {
            return self.tuple_annotation(params, scope);
        }
        if class == self.builtin("type") {
            return self.special_annotation("Type", params, scope);
        }
        self.bases(class);
        let count = self.class(class).type_parameters.len();
        let mut args: Vec<Ty> = params
            .iter()
            .map(|param| self.annotation(scope, param))
            .collect();
        args.resize(count, Ty::Any);
        Ty::generic(class, args)
    }

    fn tuple_annotation(&mut self, params: &[Expr], scope: ScopeId) -> Ty {
        if let [item, Expr::EllipsisLiteral(_)] = params {
            let item = self.annotation(scope, item);
            return self.generic_of("tuple", [item]);
        }
        if let [Expr::Tuple(empty)] = params
            && empty.elts.is_empty()
        {
            return Ty::Tuple(Rc::new([]));
        }
        if params
            .iter()
            .any(|param| param.is_starred_expr() || param.is_ellipsis_literal_expr())
        {
            return self.generic_of("tuple", [Ty::Any]);
        }
        Ty::Tuple(
            params
                .iter()
                .map(|param| self.annotation(scope, param))
                .collect(),
        )
    }

    fn special_annotation(&mut self, special: &str, params: &[Expr], scope: ScopeId) -> Ty {
        match (special, params) {
            ("Optional", [inner]) => {
                let inner = self.annotation(scope, inner);
                Ty::union([inner, Ty::None])
            }
            ("Union", params) if !params.is_empty() => {
                let members: Vec<Ty> = params
                    .iter()
                    .map(|param| self.annotation(scope, param))
                    .collect();
                Ty::union(members)
            }
            (
                "Final" | "ClassVar" | "Annotated" | "Required" | "NotRequired" | "ReadOnly",
                [inner, ..],
            ) => self.annotation(scope, inner),
            ("Tuple", params) if !params.is_empty() => self.tuple_annotation(params, scope),
            ("Tuple", []) => self.generic_of("tuple", [Ty::Any]),
            ("Type", [inner]) => match self.annotation(scope, inner) {
                Ty::Instance(class, _) => Ty::Class(class),
                _ => Ty::Any,
            },
            ("Type", _) => Ty::Any,
            ("NoReturn" | "Never", _) => Ty::Never,
            ("Self", _) => Ty::SelfType,
            ("LiteralString", _) => self.instance_of("str"),
            ("Literal", params) if !params.is_empty() => {
                let members: Vec<Ty> = params
                    .iter()
                    .map(|param| self.literal(scope, param))
                    .collect();
                Ty::union(members)
            }
            ("Callable", [parameters, returns]) => {
                let returns = self.annotation(scope, returns);
                let (parameters, takes_anything) = match parameters {
                    Expr::List(list) => {
                        let parameter = |ty| Parameter {
                            name: "".into(),
                            kind: ParameterKind::PositionalOnly,
                            ty,
                            has_default: false,
                        };
                        (
                            list.elts
                                .iter()
                                .map(|ty| parameter(self.annotation(scope, ty)))
                                .collect(),
                            false,
                        )
                    }
                    _ => (Vec::new(), true),
                };
                Ty::Function(Rc::new(Function {
                    name: String::new(),
                    parameters,
                    returns,
                    takes_anything,
                    is_unannotated: false,
                }))
            }
            ("Callable", _) => Ty::Function(Rc::new(Function {
                name: String::new(),
                parameters: Vec::new(),
                returns: Ty::Any,
                takes_anything: true,
                is_unannotated: false,
            })),
            _ => Ty::Any,
        }
    }

    fn literal(&mut self, scope: ScopeId, expr: &Expr) -> Ty {
        match expr {
            Expr::NoneLiteral(_) => Ty::None,
            Expr::Attribute(attribute) => match self.dotted(scope, &attribute.value) {
                Meaning::Class(class) if self.is_enum(class) => {
                    Ty::Literal(Literal::Enum(class, attribute.attr.as_str().into()))
                }
                _ => Ty::Any,
            },
            other => literal_value(other).map_or(Ty::Any, Ty::Literal),
        }
    }

    /// The type of an object of the literal's class.
    pub fn literal_class(&mut self, literal: &Literal) -> Ty {
        match literal {
            Literal::Int(_) => self.instance_of("int"),
            Literal::Str(_) => self.instance_of("str"),
            Literal::Bytes => self.instance_of("bytes"),
            Literal::Bool(_) => self.instance_of("bool"),
            Literal::Enum(class, _) => Ty::instance(*class),
        }
    }

    /// Literals become their classes.
    pub fn widen(&mut self, ty: &Ty) -> Ty {
        match ty {
            Ty::Literal(literal) => self.literal_class(literal),
            Ty::Union(members) => {
                let members: Vec<Ty> = members.iter().map(|member| self.widen(member)).collect();
                Ty::union(members)
            }
            Ty::Tuple(items) => Ty::Tuple(items.iter().map(|item| self.widen(item)).collect()),
            other => other.clone(),
        }
    }
}

pub(crate) fn literal_value(expr: &Expr) -> Option<Literal> {
    match expr {
        Expr::NumberLiteral(number) => match &number.value {
            Number::Int(int) => int.as_i64().map(Literal::Int),
            _ => None,
        },
        Expr::UnaryOp(ast::ExprUnaryOp {
            op: UnaryOp::USub,
            operand,
            ..
        }) => match literal_value(operand)? {
            Literal::Int(int) => int.checked_neg().map(Literal::Int),
            _ => None,
        },
        Expr::StringLiteral(text) => Some(Literal::Str(text.value.to_str().into())),
        Expr::BytesLiteral(_) => Some(Literal::Bytes),
        Expr::BooleanLiteral(value) => Some(Literal::Bool(value.value)),
        _ => None,
    }
}
