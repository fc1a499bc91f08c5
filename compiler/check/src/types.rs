//! Types, as the checker compares them.

use std::rc::Rc;

/// A class of the checked program or of a stub.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct ClassId(pub u32);

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct ModuleId(pub u32);

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct TypeVarId(pub u32);

#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Ty {
    /// Anything: nothing is known, so nothing is reported.
    Any,
    Never,
    None,
    Instance(ClassId, Rc<[Ty]>),
    /// A tuple of known length.
    Tuple(Rc<[Ty]>),
    /// The class itself, as a value.
    Class(ClassId),
    Function(Rc<Function>),
    Module(ModuleId),
    Literal(Literal),
    /// At least two members, none of them a union, `Any` or `Never`.
    Union(Rc<[Ty]>),
    TypeVar(TypeVarId),
    /// `typing.Self`, until it is bound to a receiver.
    SelfType,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Literal {
    Int(i64),
    Str(Rc<str>),
    Bytes,
    Bool(bool),
    Enum(ClassId, Rc<str>),
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Function {
    pub name: String,
    pub parameters: Vec<Parameter>,
    pub returns: Ty,
    /// `Callable[..., R]`: any arguments.
    pub takes_anything: bool,
    /// A function of the user's program whose parameters carry no annotation.
    pub is_unannotated: bool,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Parameter {
    pub name: Rc<str>,
    pub kind: ParameterKind,
    pub ty: Ty,
    pub has_default: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ParameterKind {
    PositionalOnly,
    Positional,
    Variadic,
    KeywordOnly,
    Keywords,
}

impl Ty {
    pub fn instance(class: ClassId) -> Ty {
        Ty::Instance(class, Rc::new([]))
    }

    pub fn generic(class: ClassId, args: impl Into<Rc<[Ty]>>) -> Ty {
        Ty::Instance(class, args.into())
    }

    pub fn is_any(&self) -> bool {
        matches!(self, Ty::Any | Ty::TypeVar(_))
    }

    /// The members of a union, or the type itself.
    pub fn members(&self) -> &[Ty] {
        match self {
            Ty::Union(members) => members,
            Ty::Never => &[],
            other => std::slice::from_ref(other),
        }
    }

    pub fn union(types: impl IntoIterator<Item = Ty>) -> Ty {
        /// A union of more members is treated as unknown.
        const CAP: usize = 24;
        let mut members: Vec<Ty> = Vec::new();
        for ty in types {
            for member in ty.members() {
                if member.is_any() {
                    return Ty::Any;
                }
                if !members.contains(member) {
                    members.push(member.clone());
                }
            }
        }
        match members.len() {
            0 => Ty::Never,
            1 => members.remove(0),
            CAP.. => Ty::Any,
            _ => Ty::Union(members.into()),
        }
    }

    pub fn is_optional(&self) -> bool {
        matches!(self, Ty::Union(members) if members.contains(&Ty::None))
    }

    pub fn without_none(&self) -> Ty {
        Ty::union(
            self.members()
                .iter()
                .filter(|member| **member != Ty::None)
                .cloned(),
        )
    }

    /// Replaces type variables (and `Self`, if `receiver` is given).
    pub fn substitute(&self, map: &[(TypeVarId, Ty)], receiver: Option<&Ty>) -> Ty {
        if map.is_empty() && receiver.is_none() {
            return self.clone();
        }
        let all = |types: &[Ty]| -> Vec<Ty> {
            types
                .iter()
                .map(|ty| ty.substitute(map, receiver))
                .collect()
        };
        match self {
            Ty::TypeVar(id) => map
                .iter()
                .find(|(var, _)| var == id)
                .map_or_else(|| self.clone(), |(_, ty)| ty.clone()),
            Ty::SelfType => receiver.cloned().unwrap_or(Ty::SelfType),
            Ty::Instance(class, args) if !args.is_empty() => Ty::Instance(*class, all(args).into()),
            Ty::Tuple(items) => Ty::Tuple(all(items).into()),
            Ty::Union(members) => Ty::union(all(members)),
            Ty::Function(function) => Ty::Function(Rc::new(function.substitute(map, receiver))),
            Ty::Any
            | Ty::Never
            | Ty::None
            | Ty::Instance(..)
            | Ty::Class(_)
            | Ty::Module(_)
            | Ty::Literal(_) => self.clone(),
        }
    }

    /// Whether a type variable occurs that is not replaced yet.
    pub fn has_variables(&self) -> bool {
        match self {
            Ty::TypeVar(_) | Ty::SelfType => true,
            Ty::Instance(_, types) | Ty::Tuple(types) | Ty::Union(types) => {
                types.iter().any(Ty::has_variables)
            }
            Ty::Function(function) => {
                function.returns.has_variables()
                    || function
                        .parameters
                        .iter()
                        .any(|parameter| parameter.ty.has_variables())
            }
            Ty::Any | Ty::Never | Ty::None | Ty::Class(_) | Ty::Module(_) | Ty::Literal(_) => false,
        }
    }

    /// Replaces what is still variable by `Any`.
    pub fn erase(&self) -> Ty {
        match self {
            Ty::TypeVar(_) | Ty::SelfType => Ty::Any,
            Ty::Instance(class, args) => Ty::Instance(*class, args.iter().map(Ty::erase).collect()),
            Ty::Tuple(items) => Ty::Tuple(items.iter().map(Ty::erase).collect()),
            Ty::Union(members) => Ty::union(members.iter().map(Ty::erase)),
            Ty::Function(function) => {
                let mut function = Function::clone(function);
                function.returns = function.returns.erase();
                for parameter in &mut function.parameters {
                    parameter.ty = parameter.ty.erase();
                }
                Ty::Function(Rc::new(function))
            }
            Ty::Any | Ty::Never | Ty::None | Ty::Class(_) | Ty::Module(_) | Ty::Literal(_) => {
                self.clone()
            }
        }
    }
}

impl Function {
    pub fn substitute(&self, map: &[(TypeVarId, Ty)], receiver: Option<&Ty>) -> Function {
        Function {
            parameters: self
                .parameters
                .iter()
                .map(|parameter| Parameter {
                    ty: parameter.ty.substitute(map, receiver),
                    ..parameter.clone()
                })
                .collect(),
            returns: self.returns.substitute(map, receiver),
            ..self.clone()
        }
    }

    /// Without its first parameter, as a method of an object.
    pub fn bound(&self) -> Function {
        let mut function = self.clone();
        match function.parameters.first().map(|parameter| parameter.kind) {
            Some(ParameterKind::PositionalOnly | ParameterKind::Positional) => {
                function.parameters.remove(0);
            }
            Some(ParameterKind::Variadic) => {}
            Some(ParameterKind::KeywordOnly | ParameterKind::Keywords) | None => {
                function.takes_anything = true
            }
        }
        function
    }
}
