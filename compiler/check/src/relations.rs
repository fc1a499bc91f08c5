//! When one type may stand where another is wanted. In doubt it may.

use crate::members::Found;
use crate::program::Checker;
use crate::types::{ClassId, Function, ParameterKind, Ty, TypeVarId};
use std::rc::Rc;

impl<'a> Checker<'a> {
    /// Whether a value of type `from` may be used where `to` is declared.
    pub fn is_assignable(&mut self, from: &Ty, to: &Ty) -> bool {
        match (from, to) {
            (Ty::Any | Ty::TypeVar(_) | Ty::SelfType | Ty::Never, _)
            | (_, Ty::Any | Ty::TypeVar(_) | Ty::SelfType) => true,
            (Ty::Union(members), _) => {
                let members = members.clone();
                members.iter().all(|member| self.is_assignable(member, to))
            }
            (_, Ty::Union(members)) => {
                let members = members.clone();
                // `bool` may be given as its two literals.
                members
                    .iter()
                    .any(|member| self.is_assignable(from, member))
                    || self.covers_class(from, &members)
            }
            (_, Ty::Never) => false,
            (Ty::None, Ty::None) => true,
            (Ty::None, Ty::Instance(class, _)) => {
                let name = self.class(*class).name.clone();
                name == "object"
                    || name == "Hashable"
                    || self.bases(*class).is_protocol
                        && name != "Sized"
                        && !self.is_container(*class)
            }
            (Ty::Literal(found), Ty::Literal(wanted)) => {
                found == wanted || *found == crate::types::Literal::Bytes
            }
            (Ty::Literal(literal), _) => {
                let class = self.literal_class(literal);
                self.is_assignable(&class, to)
            }
            // A value of the class might be the literal; only known literals and other classes are mistakes.
            (Ty::Instance(..), Ty::Literal(literal)) => {
                let class = self.literal_class(literal);
                self.is_assignable(from, &class)
            }
            (Ty::Instance(class, args), Ty::Instance(wanted, wanted_args)) => {
                self.is_instance_assignable(*class, args, *wanted, wanted_args, from)
            }
            (Ty::Tuple(items), Ty::Tuple(wanted)) => {
                let (items, wanted) = (items.clone(), wanted.clone());
                items.len() == wanted.len()
                    && items
                        .iter()
                        .zip(wanted.iter())
                        .all(|(item, wanted)| self.is_assignable(item, wanted))
            }
            (Ty::Tuple(items), Ty::Instance(..)) => {
                let item = Ty::union(items.iter().cloned());
                let base = self.generic_of("tuple", [item]);
                self.is_assignable(&base, to)
            }
            (Ty::Instance(class, args), Ty::Tuple(items)) => {
                if *class == self.builtin("tuple") {
                    let item = args.first().cloned().unwrap_or(Ty::Any);
                    let items = items.clone();
                    return items.iter().all(|wanted| self.is_assignable(&item, wanted));
                }
                let tuple = self.builtin("tuple");
                self.mro(*class).is_opaque || self.is_subclass(*class, tuple)
            }
            (Ty::Function(found), Ty::Function(wanted)) => {
                let (found, wanted) = (found.clone(), wanted.clone());
                self.is_function_assignable(&found, &wanted)
            }
            (Ty::Class(class), Ty::Function(wanted)) => {
                let wanted = wanted.clone();
                match self.constructor(*class) {
                    Some(constructor) => {
                        let mut constructor = Function::clone(&constructor);
                        constructor.returns = self.erased_instance(*class);
                        self.is_function_assignable(&constructor, &wanted)
                    }
                    None => true,
                }
            }
            (Ty::Instance(..), Ty::Function(wanted)) => {
                let wanted = wanted.clone();
                match self.attribute(from, "__call__") {
                    Found::Type(Ty::Function(call)) => self.is_function_assignable(&call, &wanted),
                    Found::Type(_) | Found::Unknown => true,
                    Found::Missing => false,
                }
            }
            (Ty::Function(_), Ty::Instance(class, _)) => {
                let name = &self.class(*class).name;
                matches!(name.as_str(), "object" | "Hashable")
                    || self.has_call(*class)
                    || self.mro(*class).is_opaque
            }
            (Ty::Class(class), Ty::Class(wanted)) => {
                self.mro(*class).is_opaque || self.is_subclass(*class, *wanted)
            }
            (Ty::Class(class), Ty::Instance(wanted, _)) => {
                // The metaclass might do it.
                let name = self.class(*wanted).name.clone();
                self.mro(*class).is_opaque
                    || matches!(name.as_str(), "object" | "type" | "Hashable")
                    || self.bases(*wanted).is_protocol
                    || self.is_enum(*class)
            }
            (Ty::Module(_), Ty::Instance(wanted, _)) => !matches!(
                self.class(*wanted).name.as_str(),
                "int" | "str" | "float" | "bool" | "bytes" | "list" | "dict"
            ),
            (Ty::Module(_), Ty::Module(_)) => true,
            (Ty::Module(_), _) | (_, Ty::Module(_)) => true,
            (Ty::Instance(class, _), Ty::Class(_)) => {
                let class_of = self.builtin("type");
                *class == class_of || self.mro(*class).is_opaque
            }
            (_, Ty::None) => false,
            (Ty::None | Ty::Function(_) | Ty::Class(_), Ty::Tuple(_) | Ty::Literal(_)) => false,
            (Ty::None | Ty::Tuple(_), Ty::Function(_)) => false,
            (Ty::None | Ty::Function(_) | Ty::Tuple(_), Ty::Class(_)) => false,
            (Ty::Tuple(_), Ty::Literal(_)) => false,
        }
    }

    fn covers_class(&mut self, from: &Ty, members: &[Ty]) -> bool {
        let Ty::Instance(class, _) = from else {
            return false;
        };
        members.iter().any(|member| match member {
            Ty::Literal(literal) => self.literal_class(literal) == Ty::instance(*class),
            _ => false,
        })
    }

    fn is_container(&mut self, class: ClassId) -> bool {
        let mro = self.mro(class);
        mro.classes.iter().any(|(base, _)| {
            matches!(
                self.class(*base).name.as_str(),
                "Iterable" | "Container" | "Collection" | "Iterator" | "Awaitable"
            )
        }) || matches!(
            self.class(class).name.as_str(),
            "SupportsInt"
                | "SupportsFloat"
                | "SupportsIndex"
                | "SupportsAbs"
                | "SupportsBytes"
                | "SupportsRound"
                | "ContextManager"
        )
    }

    fn has_call(&mut self, class: ClassId) -> bool {
        self.bases(class).is_protocol
            && matches!(
                self.attribute(&Ty::instance(class), "__call__"),
                Found::Type(_) | Found::Unknown
            )
    }

    fn is_instance_assignable(
        &mut self,
        class: ClassId,
        args: &Rc<[Ty]>,
        wanted: ClassId,
        wanted_args: &Rc<[Ty]>,
        from: &Ty,
    ) -> bool {
        if class == wanted {
            let (args, wanted_args) = (args.clone(), wanted_args.clone());
            // Parameters are compared as if all were covariant, which is lenient towards lists.
            return args
                .iter()
                .zip(wanted_args.iter())
                .all(|(arg, wanted)| self.is_assignable(arg, wanted));
        }
        let mro = self.mro(class);
        if let Some((_, base_args)) = mro.classes.iter().find(|(base, _)| *base == wanted) {
            let map = self.type_arguments(class, args);
            let base_args: Vec<Ty> = base_args
                .iter()
                .map(|ty| ty.substitute(&map, Some(from)))
                .collect();
            return base_args
                .iter()
                .zip(wanted_args.iter())
                .all(|(arg, wanted)| self.is_assignable(arg, wanted));
        }
        if mro.is_opaque || self.mro(wanted).is_opaque {
            return true;
        }
        let (name, wanted_name) = (
            self.class(class).name.clone(),
            self.class(wanted).name.clone(),
        );
        match wanted_name.as_str() {
            // The numeric tower of annotations.
            "float" => {
                let int = self.builtin("int");
                if self.is_subclass(class, int) {
                    return true;
                }
            }
            "complex" => {
                let (int, float) = (self.builtin("int"), self.builtin("float"));
                if self.is_subclass(class, int) || self.is_subclass(class, float) {
                    return true;
                }
            }
            "bytes" if matches!(name.as_str(), "bytearray" | "memoryview") => return true,
            _ => {}
        }
        if self.bases(wanted).is_protocol {
            return self.satisfies(from, wanted, wanted_args);
        }
        false
    }

    /// Whether an object has all members of a protocol; their types count only for the element of an iteration.
    fn satisfies(&mut self, from: &Ty, protocol: ClassId, args: &Rc<[Ty]>) -> bool {
        let mro = self.mro(protocol);
        for (base, _) in &mro.classes {
            if !self.bases(*base).is_protocol {
                continue;
            }
            let scope = self.class(*base).scope;
            let names: Vec<&str> = self.scope(scope).symbols.keys().copied().collect();
            for name in names {
                if name == "__hash__" || name.starts_with("_abc") || name == "__slots__" {
                    continue;
                }
                if name == "__contains__"
                    && !matches!(self.attribute(from, "__iter__"), Found::Missing)
                {
                    continue;
                }
                if matches!(self.attribute(from, name), Found::Missing) {
                    return false;
                }
            }
        }
        if self.class(protocol).name == "Iterable"
            && let (Some(wanted), Some(item)) = (args.first().cloned(), self.iterated(from))
        {
            return self.is_assignable(&item, &wanted);
        }
        true
    }

    fn is_function_assignable(&mut self, found: &Function, wanted: &Function) -> bool {
        if found.takes_anything || wanted.takes_anything {
            return self.returns_fit(found, wanted);
        }
        let has_variadic = |function: &Function| {
            function
                .parameters
                .iter()
                .any(|it| matches!(it.kind, ParameterKind::Variadic | ParameterKind::Keywords))
        };
        if has_variadic(found) || has_variadic(wanted) {
            return self.returns_fit(found, wanted);
        }
        let positional = |function: &Function| -> Vec<Ty> {
            function
                .parameters
                .iter()
                .filter(|it| {
                    matches!(
                        it.kind,
                        ParameterKind::PositionalOnly | ParameterKind::Positional
                    )
                })
                .map(|it| it.ty.clone())
                .collect()
        };
        let (given, accepted) = (positional(wanted), positional(found));
        if given.len() > accepted.len() {
            return false;
        }
        let mut names = wanted.parameters.iter().map(|parameter| &parameter.name);
        let missing = found
            .parameters
            .iter()
            .enumerate()
            .any(|(index, parameter)| {
                !parameter.has_default
                    && match parameter.kind {
                        ParameterKind::KeywordOnly => !names.any(|name| *name == parameter.name),
                        _ => index >= given.len(),
                    }
            });
        if missing {
            return false;
        }
        given
            .iter()
            .zip(&accepted)
            .all(|(given, accepted)| self.is_assignable(given, accepted))
            && self.returns_fit(found, wanted)
    }

    fn returns_fit(&mut self, found: &Function, wanted: &Function) -> bool {
        wanted.returns == Ty::None && found.is_unannotated
            || self.is_assignable(&found.returns, &wanted.returns)
    }

    /// Finds what the type variables of `wanted` stand for, given that a value of type `found` is passed.
    pub fn solve(&mut self, wanted: &Ty, found: &Ty, solution: &mut Vec<(TypeVarId, Ty)>) {
        match (wanted, found) {
            (Ty::TypeVar(variable), _) => {
                let found = self.widen(found);
                match solution.iter_mut().find(|(known, _)| known == variable) {
                    Some((_, known)) => *known = Ty::union([known.clone(), found]),
                    None => solution.push((*variable, found)),
                }
            }
            (Ty::Union(members), _) => {
                let (variables, plain): (Vec<&Ty>, Vec<&Ty>) =
                    members.iter().partition(|member| member.has_variables());
                let rest: Vec<Ty> = found
                    .members()
                    .iter()
                    .filter(|member| !plain.contains(member))
                    .cloned()
                    .collect();
                for variable in variables {
                    for member in &rest {
                        self.solve(variable, member, solution);
                    }
                }
            }
            (Ty::Tuple(wanted), Ty::Tuple(found)) if wanted.len() == found.len() => {
                for (wanted, found) in wanted.iter().zip(found.iter()) {
                    self.solve(wanted, found, solution);
                }
            }
            (Ty::Function(wanted), Ty::Function(found)) => {
                for (wanted, found) in wanted.parameters.iter().zip(&found.parameters) {
                    self.solve(&wanted.ty, &found.ty, solution);
                }
                self.solve(&wanted.returns, &found.returns, solution);
            }
            (Ty::Function(wanted), Ty::Class(class)) => {
                let instance = self.erased_instance(*class);
                self.solve(&wanted.returns, &instance, solution);
            }
            (Ty::Instance(wanted, wanted_args), _) => {
                if let Some(args) = self.arguments_as(found, *wanted) {
                    for (wanted, found) in wanted_args.iter().zip(args.iter()) {
                        self.solve(wanted, found, solution);
                    }
                } else if matches!(
                    self.class(*wanted).name.as_str(),
                    "Iterable" | "Iterator" | "Sequence" | "Collection"
                ) && let (Some(element), Some(item)) =
                    (wanted_args.first(), self.iterated(found))
                {
                    self.solve(element, &item, solution);
                }
            }
            _ => {}
        }
    }

    /// The type arguments of `ty` seen as an instance of `class`.
    pub fn arguments_as(&mut self, ty: &Ty, class: ClassId) -> Option<Vec<Ty>> {
        let (own, args): (ClassId, Rc<[Ty]>) = match ty {
            Ty::Instance(own, args) => (*own, args.clone()),
            Ty::Tuple(items) => (
                self.builtin("tuple"),
                Rc::new([Ty::union(items.iter().cloned())]),
            ),
            Ty::Literal(literal) => {
                let class = self.literal_class(literal);
                let Ty::Instance(own, args) = class else {
                    return None;
                };
                (own, args)
            }
            _ => return None,
        };
        let mro = self.mro(own);
        let (_, base_args) = mro.classes.iter().find(|(base, _)| *base == class)?;
        let map = self.type_arguments(own, &args);
        Some(
            base_args
                .iter()
                .map(|arg| arg.substitute(&map, Some(ty)))
                .collect(),
        )
    }

    /// An instance of the class with unknown type arguments.
    pub fn erased_instance(&mut self, class: ClassId) -> Ty {
        self.bases(class);
        let count = self.class(class).type_parameters.len();
        Ty::generic(class, vec![Ty::Any; count])
    }
}
