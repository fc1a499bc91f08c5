//! `match`: what each pattern captures, and what is left for the cases after it.

use crate::program::Checker;
use crate::types::{Literal, Ty};
use ruff_python_ast::{self as ast, Expr, Pattern, Singleton};

impl<'a> Checker<'a> {
    /// Binds the captures of a pattern that a value of type `subject` has matched; returns what of the type matches,
    /// and what certainly does not get further.
    pub fn pattern(&mut self, pattern: &'a Pattern, subject: &Ty) -> (Ty, Vec<Ty>) {
        match pattern {
            Pattern::MatchAs(part) => {
                let (matched, covered) = match &part.pattern {
                    Some(inner) => self.pattern(inner, subject),
                    None => (subject.clone(), subject.members().to_vec()),
                };
                if let Some(name) = &part.name {
                    self.capture(name, &matched);
                }
                (matched, covered)
            }
            Pattern::MatchOr(part) => {
                let (mut matched, mut covered) = (Vec::new(), Vec::new());
                for alternative in &part.patterns {
                    let (one, some) = self.pattern(alternative, subject);
                    matched.push(one);
                    covered.extend(some);
                }
                (Ty::union(matched), covered)
            }
            Pattern::MatchSingleton(part) => {
                let ty = match part.value {
                    Singleton::None => Ty::None,
                    Singleton::True => Ty::Literal(Literal::Bool(true)),
                    Singleton::False => Ty::Literal(Literal::Bool(false)),
                };
                (ty.clone(), vec![ty])
            }
            Pattern::MatchValue(part) => {
                let value = self.infer(&part.value, None);
                match &value {
                    Ty::Literal(_) => {
                        let is_possible = subject
                            .members()
                            .iter()
                            .any(|member| self.overlaps(member, &value));
                        (
                            if is_possible {
                                self.literal_match(subject, &value)
                            } else {
                                Ty::Any
                            },
                            vec![value],
                        )
                    }
                    _ => (Ty::Any, Vec::new()),
                }
            }
            Pattern::MatchClass(part) => {
                self.quiet += 1;
                let class = self.infer(&part.cls, None);
                self.quiet -= 1;
                let has_parts =
                    !part.arguments.patterns.is_empty() || !part.arguments.keywords.is_empty();
                let Some(classes) = self.instances_of(&class) else {
                    self.capture_all(pattern);
                    return (Ty::Any, Vec::new());
                };
                let matched = if subject.is_any() {
                    Ty::union(classes.iter().cloned())
                } else {
                    self.filter_instances(subject, &classes, true)
                };
                for inner in &part.arguments.patterns {
                    self.pattern(inner, &Ty::Any);
                }
                for keyword in &part.arguments.keywords {
                    let members: Vec<Ty> = matched.members().to_vec();
                    let types: Vec<Ty> = members
                        .iter()
                        .map(|member| match self.attribute(member, &keyword.attr) {
                            crate::members::Found::Type(ty) => ty,
                            _ => Ty::Any,
                        })
                        .collect();
                    let ty = if types.is_empty() {
                        Ty::Any
                    } else {
                        Ty::union(types)
                    };
                    self.pattern(&keyword.pattern, &ty);
                }
                let is_whole = !has_parts
                    || part.arguments.patterns.iter().all(is_irrefutable)
                        && part
                            .arguments
                            .keywords
                            .iter()
                            .all(|it| is_irrefutable(&it.pattern));
                let covered = if is_whole && !subject.is_any() {
                    let rest = self.filter_instances(subject, &classes, false);
                    subject
                        .members()
                        .iter()
                        .filter(|member| !rest.members().contains(member))
                        .cloned()
                        .collect()
                } else {
                    Vec::new()
                };
                (matched, covered)
            }
            Pattern::MatchSequence(_) | Pattern::MatchMapping(_) | Pattern::MatchStar(_) => {
                self.capture_all(pattern);
                (Ty::Any, Vec::new())
            }
        }
    }

    fn overlaps(&mut self, member: &Ty, value: &Ty) -> bool {
        self.is_assignable(value, member)
    }

    /// The part of the subject that equals a literal.
    fn literal_match(&mut self, subject: &Ty, value: &Ty) -> Ty {
        let has_literal = subject.members().contains(value);
        if has_literal { value.clone() } else { Ty::Any }
    }

    fn capture(&mut self, name: &ast::Identifier, ty: &Ty) {
        if self.declared_name(name).is_some() {
            self.flow.forget(name);
        } else {
            self.flow.set(name, ty.clone());
        }
    }

    /// All captures inside are unknown.
    fn capture_all(&mut self, pattern: &'a Pattern) {
        if let Some(name) = crate::symbols::pattern_name(pattern) {
            self.flow.set(name, Ty::Any);
        }
        match pattern {
            Pattern::MatchSequence(part) => part
                .patterns
                .iter()
                .for_each(|inner| self.capture_all(inner)),
            Pattern::MatchMapping(part) => part
                .patterns
                .iter()
                .for_each(|inner| self.capture_all(inner)),
            Pattern::MatchOr(part) => part
                .patterns
                .iter()
                .for_each(|inner| self.capture_all(inner)),
            Pattern::MatchAs(part) => {
                if let Some(inner) = &part.pattern {
                    self.capture_all(inner);
                }
            }
            Pattern::MatchClass(part) => {
                part.arguments
                    .patterns
                    .iter()
                    .for_each(|inner| self.capture_all(inner));
                part.arguments
                    .keywords
                    .iter()
                    .for_each(|inner| self.capture_all(&inner.pattern));
            }
            Pattern::MatchStar(_) | Pattern::MatchSingleton(_) | Pattern::MatchValue(_) => {}
        }
    }

    pub fn match_statement(&mut self, stmt: &'a ast::StmtMatch) {
        let subject_type = self.infer(&stmt.subject, None);
        let path = match &*stmt.subject {
            Expr::Name(_) | Expr::Attribute(_) => crate::flow::path_of(&stmt.subject),
            _ => None,
        };
        let mut rest = subject_type.clone();
        let mut after = crate::flow::Flow::unreachable();
        let before = self.flow.clone();
        let mut is_exhaustive = false;
        for case in &stmt.cases {
            self.flow = before.clone();
            if is_exhaustive {
                self.flow.is_reachable = false;
            }
            let (matched, covered) = self.pattern(&case.pattern, &rest);
            if let Some(path) = &path {
                let ty = if matched == Ty::Never {
                    Ty::Any
                } else {
                    matched
                };
                self.flow.types.insert(path.clone(), ty);
            }
            if let Some(guard) = &case.guard {
                self.infer(guard, None);
                self.narrow(guard, true);
            } else {
                is_exhaustive |= is_irrefutable(&case.pattern);
                rest = self.without(&rest, &covered);
            }
            self.body(&case.body);
            after = after.join(std::mem::take(&mut self.flow));
        }
        if !is_exhaustive && rest != Ty::Never {
            let mut fallen = before;
            if let Some(path) = &path
                && !rest.is_any()
            {
                fallen.types.insert(path.clone(), rest);
            }
            after = after.join(fallen);
            // Whether the cases cover everything is not certain either way.
            if let Some(function) = &mut self.function {
                function.may_be_exhaustive = true;
            }
        }
        self.flow = after;
    }

    /// A type without members that earlier cases have taken.
    fn without(&mut self, ty: &Ty, covered: &[Ty]) -> Ty {
        let mut kept = Vec::new();
        for member in ty.members() {
            if covered.contains(member) {
                continue;
            }
            if let (Ty::Instance(class, _), false) = (member, covered.is_empty()) {
                let names: Vec<_> = covered
                    .iter()
                    .filter_map(|literal| match literal {
                        Ty::Literal(Literal::Enum(of, name)) if of == class => Some(name.clone()),
                        _ => None,
                    })
                    .collect();
                if !names.is_empty() {
                    let members = self.enum_members(*class);
                    kept.extend(
                        members
                            .iter()
                            .filter(|name| !names.iter().any(|it| **it == ***name))
                            .map(|name| Ty::Literal(Literal::Enum(*class, name.as_str().into()))),
                    );
                    continue;
                }
                let literals = [true, false].map(|value| Ty::Literal(Literal::Bool(value)));
                if self.class(*class).name == "bool"
                    && covered.iter().any(|it| literals.contains(it))
                {
                    kept.extend(literals.into_iter().filter(|it| !covered.contains(it)));
                    continue;
                }
            }
            kept.push(member.clone());
        }
        Ty::union(kept)
    }
}

fn is_irrefutable(pattern: &Pattern) -> bool {
    match pattern {
        Pattern::MatchAs(part) => part.pattern.as_deref().is_none_or(is_irrefutable),
        Pattern::MatchOr(part) => part.patterns.iter().any(is_irrefutable),
        _ => false,
    }
}
