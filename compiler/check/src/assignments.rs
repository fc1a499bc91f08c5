//! Assignments: what is stored fits what is declared.

use crate::flow::path_of;
use crate::program::Checker;
use crate::symbols::Def;
use crate::types::Ty;
use ruff_python_ast::{self as ast, Expr};
use ruff_text_size::{Ranged, TextRange};
use taipan_diagnostics::codes;

impl<'a> Checker<'a> {
    /// The declared type of a target, for the value's sake.
    pub fn target_type(&mut self, target: &'a Expr) -> Option<Ty> {
        match target {
            Expr::Name(name) => self.declared_name(&name.id),
            Expr::Attribute(attribute) => {
                self.quiet += 1;
                let value = self.infer(&attribute.value, None);
                let found = self.stored_attribute_type(&value, &attribute.attr);
                self.quiet -= 1;
                found
            }
            Expr::Subscript(subscript) => {
                self.quiet += 1;
                let value = self.infer(&subscript.value, None);
                let ty = match &value {
                    Ty::Instance(_, args) if !args.is_empty() => args.last().cloned(),
                    _ => None,
                };
                self.quiet -= 1;
                ty
            }
            _ => None,
        }
    }

    /// The declared type of an attribute that is stored; none if there is no certain declaration.
    pub fn stored_attribute_type(&mut self, value: &Ty, name: &str) -> Option<Ty> {
        let (Ty::Instance(class, _) | Ty::Class(class)) = value else {
            return None;
        };
        if self.is_stub(*class) {
            return None;
        }
        let map = match value {
            Ty::Instance(class, args) => self.type_arguments(*class, args),
            _ => Vec::new(),
        };
        for (owner, args) in &self.mro(*class).classes {
            let owner_map = self.type_arguments(*owner, args);
            if let Some(ty) = self.declared_attribute(*owner, name) {
                return Some(
                    ty.substitute(&owner_map, None)
                        .substitute(&map, Some(value))
                        .erase(),
                );
            }
            let scope = self.class(*owner).scope;
            if self.scope(scope).symbols.contains_key(name)
                || self.class(*owner).instance_attributes.contains_key(name)
            {
                return None;
            }
        }
        None
    }

    pub fn assign(&mut self, target: &'a Expr, value: &Ty, range: TextRange) {
        match target {
            Expr::Name(name) if !self.check_final(target) => {
                self.assign_name(name, value, range);
            }
            Expr::Tuple(ast::ExprTuple { elts, .. }) | Expr::List(ast::ExprList { elts, .. }) => {
                let items = self.unpacked(value, elts, range);
                for (element, item) in elts.iter().zip(items) {
                    self.assign(element, &item, element.range());
                }
            }
            Expr::Starred(starred) => self.assign(&starred.value, value, range),
            Expr::Attribute(attribute) => {
                let receiver = self.infer(&attribute.value, None);
                if self.check_final(target) {
                    return;
                }
                if receiver.is_optional() {
                    let name = &attribute.attr;
                    let message = format!("\"{name}\" is not an attribute of \"None\"");
                    self.report(
                        &codes::OPTIONAL_ACCESS,
                        attribute.attr.range,
                        message,
                        |it| {
                            it.label("the value may be None here")
                                .help("test it first: `if … is not None:`")
                        },
                    );
                }
                let declared = self.stored_attribute_type(&receiver, &attribute.attr);
                let mut value = value;
                if let Some(declared) = &declared
                    && !self.is_assignable(value, declared)
                {
                    self.report_assignment(value, declared, range);
                    value = &Ty::Any;
                }
                if let Some(path) = path_of(target) {
                    let ty = match &declared {
                        Some(declared) => self.narrowed(declared, value),
                        None => self.widen(value),
                    };
                    // What is None at this moment may be set by the next call.
                    self.flow.forget(&path);
                    if ty == Ty::None || ty.is_any() {
                        self.flow.types.insert(path, Ty::Any);
                    } else {
                        self.flow.types.insert(path, ty);
                    }
                }
            }
            Expr::Subscript(subscript) => {
                let receiver = self.infer(&subscript.value, None);
                self.store_subscript(&receiver, &subscript.slice, value, range);
                if let Some(path) = path_of(&subscript.value) {
                    self.flow.forget_items(&path);
                }
            }
            _ => {}
        }
    }

    pub fn assign_name(&mut self, name: &'a ast::ExprName, value: &Ty, range: TextRange) {
        if self.changes_elsewhere(&name.id) {
            self.flow.set(&name.id, Ty::Any);
            return;
        }
        match self.declared_name(&name.id) {
            Some(declared) => {
                if self.is_assignable(value, &declared) {
                    let ty = self.narrowed(&declared, value);
                    self.flow.set(&name.id, ty);
                } else {
                    self.report_assignment(value, &declared, range);
                    self.flow.set(&name.id, Ty::Any);
                }
            }
            None => {
                let here = self.scope(self.scope);
                let is_outer = here.globals.contains(name.id.as_str())
                    || here.nonlocals.contains(name.id.as_str());
                if is_outer {
                    self.flow.forget(&name.id);
                } else {
                    self.flow.set(&name.id, value.clone());
                }
            }
        }
    }

    /// Functions elsewhere may assign the variable: nothing is known of it beyond its declaration.
    pub fn changes_elsewhere(&self, name: &str) -> bool {
        self.shared_names.contains(name)
    }

    /// The type of a variable of a declared type after an assignment: that of the value.
    pub fn narrowed(&mut self, declared: &Ty, value: &Ty) -> Ty {
        // A value of unknown type: nothing is known until the next assignment.
        if value.is_any() || declared.is_any() {
            return Ty::Any;
        }
        let wants_literal = declared
            .members()
            .iter()
            .any(|member| matches!(member, Ty::Literal(_)));
        if wants_literal {
            return value.clone();
        }
        // The declaration knows the type arguments best: `x: dict[str, Any] = {"a": "b"}`.
        let value = self.widen(value);
        let members: Vec<Ty> = value
            .members()
            .iter()
            .map(|member| {
                let Ty::Instance(class, _) = member else {
                    return member.clone();
                };
                let mut wanted = declared.members().iter();
                let same =
                    wanted.find(|it| matches!(it, Ty::Instance(wanted, _) if wanted == class));
                // A class that is not understood, such as a TypedDict, is not known better by what is put there.
                let mut wanted = declared.members().iter();
                same.or_else(|| {
                    wanted.find(
                        |it| matches!(it, Ty::Instance(wanted, _) if self.mro(*wanted).is_opaque),
                    )
                })
                .unwrap_or(member)
                .clone()
            })
            .collect();
        Ty::union(members)
    }

    pub fn report_assignment(&mut self, value: &Ty, declared: &Ty, range: TextRange) {
        let (shown, wanted) = (self.show_found(value, declared), self.show(declared));
        let message = format!(
            "incompatible types in assignment: \"{shown}\" to a variable of type \"{wanted}\""
        );
        self.report(&codes::BAD_ASSIGNMENT, range, message, |it| {
            it.label(format!("expected \"{wanted}\""))
        });
    }

    /// `x = …` after `x: Final = …`.
    pub fn check_final(&mut self, target: &'a Expr) -> bool {
        match target {
            Expr::Name(name) => {
                let scope = self.scope;
                let declared = self
                    .scope(scope)
                    .symbols
                    .get(name.id.as_str())
                    .and_then(|defs| {
                        defs.iter().find_map(|def| match def {
                            Def::Annotated(assign) => Some(*assign),
                            _ => None,
                        })
                    });
                if let Some(assign) = declared
                    && self.is_annotation_of(scope, &assign.annotation, "Final")
                {
                    let message = format!("cannot assign to final name \"{}\"", name.id);
                    self.report(&codes::FINAL_ASSIGNMENT, name.range, message, |it| {
                        it.label("declared Final")
                    });
                    return true;
                }
                false
            }
            Expr::Attribute(attribute) => {
                self.quiet += 1;
                let receiver = self.infer(&attribute.value, None);
                self.quiet -= 1;
                let (Ty::Instance(class, _) | Ty::Class(class)) = receiver else {
                    return false;
                };
                if self.is_stub(class) {
                    return false;
                }
                let in_init = self
                    .function
                    .as_ref()
                    .is_some_and(|function| function.name == "__init__");
                for (owner, _) in &self.mro(class).classes {
                    let scope = self.class(*owner).scope;
                    let in_body = self
                        .scope(scope)
                        .symbols
                        .get(attribute.attr.as_str())
                        .and_then(|defs| {
                            defs.iter().find_map(|def| match def {
                                Def::Annotated(assign) => {
                                    Some((&*assign.annotation, assign.value.is_some()))
                                }
                                _ => None,
                            })
                        });
                    let in_methods = self
                        .class(*owner)
                        .instance_attributes
                        .get(attribute.attr.as_str())
                        .and_then(|all| {
                            all.iter()
                                .find_map(|it| it.annotation.map(|annotation| (annotation, true)))
                        });
                    if let Some((annotation, has_value)) = in_body.or(in_methods) {
                        if self.is_annotation_of(scope, annotation, "Final")
                            && (has_value || !in_init)
                        {
                            let message =
                                format!("cannot assign to final attribute \"{}\"", attribute.attr);
                            self.report(&codes::FINAL_ASSIGNMENT, attribute.range, message, |it| {
                                it.label("declared Final")
                            });
                            return true;
                        }
                        return false;
                    }
                }
                false
            }
            _ => false,
        }
    }

    pub fn annotated_assignment(&mut self, stmt: &'a ast::StmtAnnAssign) {
        let Some(value) = &stmt.value else { return };
        if self.is_annotation_of(self.scope, &stmt.annotation, "TypeAlias") {
            return;
        }
        let declared = match &*stmt.target {
            Expr::Name(name) if stmt.simple => self.declared_name(&name.id),
            Expr::Attribute(_) => {
                let scope = self.scope;
                Some(self.declaration(stmt, scope).erase())
            }
            _ => None,
        };
        let found = self.infer(value, declared.as_ref());
        // A field of a dataclass has what `field(…)` makes of it.
        let is_field = matches!(&**value, Expr::Call(call) if matches!(&*call.func, Expr::Name(name) if &*name.id == "field"));
        if let Some(declared) = declared {
            // In a stub of a class (`x: int = ...`) the value stands for any.
            if !is_field && !self.is_assignable(&found, &declared) {
                self.report_assignment(&found, &declared, value.range());
            } else if let Some(path) = path_of(&stmt.target)
                && !is_field
                && !self.changes_elsewhere(&path)
            {
                let ty = self.narrowed(&declared, &found);
                self.flow.forget(&path);
                if ty != Ty::None || !path.contains('.') {
                    self.flow.types.insert(path, ty);
                }
            }
        }
    }
}
