//! Classes: bases, method resolution order, and what instances carry.

use crate::program::{Checker, Meaning};
use crate::symbols::{Collector, ScopeId, ScopeKind};
use crate::types::{ClassId, Ty, TypeVarId};
use ruff_python_ast::visitor::{self, Visitor};
use ruff_python_ast::{self as ast, Expr, Stmt};
use std::collections::HashMap;
use std::rc::Rc;

/// An assignment to an attribute of the first parameter in a method.
#[derive(Clone, Copy, Debug)]
pub(crate) struct InstanceAttribute<'a> {
    pub annotation: Option<&'a Expr>,
    /// Absent for a target of an unpacking, a loop and so on.
    pub value: Option<&'a Expr>,
    pub method: &'a ast::StmtFunctionDef,
}

pub(crate) struct Class<'a> {
    pub name: String,
    pub def: &'a ast::StmtClassDef,
    /// The class's body; its parent holds the type parameters, if any.
    pub scope: ScopeId,
    pub type_parameters: Vec<TypeVarId>,
    pub instance_attributes: HashMap<&'a str, Vec<InstanceAttribute<'a>>>,
    bases: Option<Rc<Bases>>,
    mro: Option<Rc<Mro>>,
}

/// What the header of the class says.
#[derive(Debug, Default)]
pub(crate) struct Bases {
    pub types: Vec<Ty>,
    /// A base, a metaclass or a decorator is not understood.
    pub is_opaque: bool,
    pub is_protocol: bool,
    pub is_named_tuple: bool,
    pub is_dataclass: bool,
    pub has_abstract_meta: bool,
}

#[derive(Debug, Default)]
pub(crate) struct Mro {
    /// The class itself first; each with its type arguments in terms of this class's parameters.
    pub classes: Vec<(ClassId, Rc<[Ty]>)>,
    /// Some base is not known: attributes may come from it.
    pub is_opaque: bool,
}

impl<'a> Checker<'a> {
    pub fn class(&self, id: ClassId) -> &Class<'a> {
        &self.classes[id.0 as usize]
    }

    /// The class that a `class` statement in `scope` makes.
    pub fn class_of(&mut self, def: &'a ast::StmtClassDef, scope: ScopeId) -> ClassId {
        if let Some(id) = self.class_ids.get(&std::ptr::from_ref(def)) {
            return *id;
        }
        let id = ClassId(self.classes.len() as u32);
        self.class_ids.insert(std::ptr::from_ref(def), id);
        let outer = self.type_parameter_scope(scope, def.type_params.as_deref());
        let module = self.scope(scope).module;
        let mut collector = Collector::new("");
        collector.visit_body(&def.body);
        let inner = self.add_scope(Some(outer), ScopeKind::Class(id), module, collector);
        let type_parameters = if outer == scope {
            Vec::new()
        } else {
            self.scope(outer)
                .type_parameters
                .iter()
                .map(|(_, id)| *id)
                .collect()
        };
        let mut attributes = SelfAttributes {
            found: HashMap::new(),
            method: None,
            receiver: "",
        };
        attributes.visit_class(&def.body);
        self.classes.push(Class {
            name: def.name.to_string(),
            def,
            scope: inner,
            type_parameters,
            instance_attributes: attributes.found,
            bases: None,
            mro: None,
        });
        id
    }

    pub fn bases(&mut self, id: ClassId) -> Rc<Bases> {
        if let Some(bases) = &self.class(id).bases {
            return bases.clone();
        }
        // A class that is its own base, by way of an alias, sees none.
        self.classes[id.0 as usize].bases = Some(Rc::new(Bases {
            is_opaque: true,
            ..Bases::default()
        }));
        let bases = Rc::new(self.read_bases(id));
        self.classes[id.0 as usize].bases = Some(bases.clone());
        bases
    }

    fn read_bases(&mut self, id: ClassId) -> Bases {
        let (def, scope) = (self.class(id).def, self.class(id).scope);
        let mut bases = Bases::default();
        let mut variables: Vec<TypeVarId> = Vec::new();
        // Names of the header are looked up outside the body.
        let outer = self.scope(scope).parent.expect("a class stands in a scope");
        if let Some(arguments) = &def.arguments {
            for base in &arguments.args {
                let (head, params) = match base {
                    Expr::Subscript(subscript) => (&*subscript.value, Some(&*subscript.slice)),
                    other => (other, None),
                };
                let special = match head {
                    Expr::Name(name) => match self.lookup(outer, &name.id) {
                        Meaning::Special(special) => Some(special),
                        _ => None,
                    },
                    Expr::Attribute(attribute) => match &*attribute.attr {
                        "Generic" => Some("Generic"),
                        "Protocol" => Some("Protocol"),
                        "NamedTuple" => Some("NamedTuple"),
                        "TypedDict" => Some("TypedDict"),
                        _ => None,
                    },
                    _ => None,
                };
                match special {
                    Some("Generic" | "Protocol") => {
                        bases.is_protocol |= special == Some("Protocol");
                        for param in params.into_iter().flat_map(elements) {
                            if let Ty::TypeVar(variable) = self.annotation(outer, param) {
                                variables.push(variable);
                            }
                        }
                    }
                    Some("NamedTuple") => {
                        bases.is_named_tuple = true;
                        let any = self.generic_of("tuple", [Ty::Any]);
                        bases.types.push(any);
                    }
                    Some(_) => bases.is_opaque = true,
                    None if matches!(head, Expr::Name(name) if matches!(self.lookup(outer, &name.id), Meaning::Class(class) if class == self.builtin("type"))) =>
                    {
                        let meta = self.instance_of("type");
                        bases.types.push(meta);
                        bases.is_opaque = true;
                    }
                    None => match self.annotation(outer, base) {
                        ty @ Ty::Instance(..) => bases.types.push(ty),
                        Ty::Tuple(items) => {
                            let base = self.generic_of("tuple", [Ty::union(items.iter().cloned())]);
                            bases.types.push(base);
                        }
                        _ => bases.is_opaque = true,
                    },
                }
            }
            for keyword in &arguments.keywords {
                match (keyword.arg.as_deref(), &keyword.value) {
                    (Some("metaclass"), Expr::Name(name)) if &*name.id == "ABCMeta" => {
                        bases.has_abstract_meta = true
                    }
                    (Some("metaclass"), Expr::Attribute(meta)) if &*meta.attr == "ABCMeta" => {
                        bases.has_abstract_meta = true;
                    }
                    (Some("metaclass") | None, _) => bases.is_opaque = true,
                    // Arguments of `__init_subclass__`.
                    _ => {}
                }
            }
        }
        for decorator in &def.decorator_list {
            let name = match &decorator.expression {
                Expr::Call(call) => &*call.func,
                other => other,
            };
            let name = match name {
                Expr::Name(name) => name.id.as_str(),
                Expr::Attribute(attribute) => attribute.attr.as_str(),
                _ => "",
            };
            match name {
                "dataclass" => bases.is_dataclass = true,
                "final" | "total_ordering" | "runtime_checkable" | "unique" => {}
                _ => bases.is_opaque = true,
            }
        }
        if self.class(id).type_parameters.is_empty() {
            if variables.is_empty() {
                let mut found = Vec::new();
                for ty in &bases.types {
                    type_variables(ty, &mut found);
                }
                variables = found;
            }
            self.classes[id.0 as usize].type_parameters = variables;
        }
        bases
    }

    pub fn mro(&mut self, id: ClassId) -> Rc<Mro> {
        if let Some(mro) = &self.class(id).mro {
            return mro.clone();
        }
        let bases = self.bases(id);
        self.classes[id.0 as usize].mro = Some(Rc::new(Mro {
            classes: Vec::new(),
            is_opaque: true,
        }));
        let own: Rc<[Ty]> = self
            .class(id)
            .type_parameters
            .iter()
            .map(|id| Ty::TypeVar(*id))
            .collect();
        let mut mro = Mro {
            classes: vec![(id, own)],
            is_opaque: bases.is_opaque,
        };
        // Not C3: the order of a depth-first walk that keeps the last occurrence is the same where it matters here.
        let mut rest: Vec<(ClassId, Rc<[Ty]>)> = Vec::new();
        for base in &bases.types {
            let Ty::Instance(base, args) = base else {
                continue;
            };
            let inherited = self.mro(*base);
            mro.is_opaque |= inherited.is_opaque;
            let map = self.type_arguments(*base, args);
            for (class, args) in &inherited.classes {
                let args: Rc<[Ty]> = args.iter().map(|ty| ty.substitute(&map, None)).collect();
                rest.retain(|(seen, _)| seen != class);
                rest.push((*class, args));
            }
        }
        let object = self.builtin("object");
        rest.retain(|(class, _)| *class != object);
        mro.classes.extend(rest);
        if id != object {
            mro.classes.push((object, Rc::new([])));
        }
        let mro = Rc::new(mro);
        self.classes[id.0 as usize].mro = Some(mro.clone());
        mro
    }

    /// The class's type parameters with what stands for them; missing arguments are unknown.
    pub fn type_arguments(&mut self, id: ClassId, args: &[Ty]) -> Vec<(TypeVarId, Ty)> {
        self.bases(id);
        let parameters = self.class(id).type_parameters.clone();
        parameters
            .into_iter()
            .enumerate()
            .map(|(index, parameter)| (parameter, args.get(index).cloned().unwrap_or(Ty::Any)))
            .collect()
    }

    pub fn is_subclass(&mut self, class: ClassId, of: ClassId) -> bool {
        self.mro(class).classes.iter().any(|(base, _)| *base == of)
    }

    pub fn is_enum(&mut self, class: ClassId) -> bool {
        let base = self.stub_class("enum", "Enum");
        class != base && self.is_subclass(class, base)
    }

    /// Abstract methods without an implementation, in the order of the classes; none unless the class is abstract at
    /// run time.
    pub fn abstract_methods(&mut self, id: ClassId) -> Vec<String> {
        let abc = self.stub_class("abc", "ABC");
        let mro = self.mro(id);
        if mro.is_opaque {
            return Vec::new();
        }
        let mut is_abstract = false;
        for (class, _) in &mro.classes {
            is_abstract |= *class == abc || self.bases(*class).has_abstract_meta;
        }
        if !is_abstract {
            return Vec::new();
        }
        let mut decided: Vec<&'a str> = Vec::new();
        let mut found = Vec::new();
        for (class, _) in &mro.classes {
            let def = self.class(*class).def;
            for stmt in &def.body {
                if let Stmt::FunctionDef(method) = stmt
                    && !decided.contains(&method.name.as_str())
                    && method
                        .decorator_list
                        .iter()
                        .any(|decorator| match &decorator.expression {
                            Expr::Name(name) => &*name.id == "abstractmethod",
                            Expr::Attribute(attribute) => &*attribute.attr == "abstractmethod",
                            _ => false,
                        })
                {
                    found.push(method.name.to_string());
                }
            }
            let scope = self.class(*class).scope;
            decided.extend(self.scope(scope).symbols.keys());
        }
        found.sort();
        found.dedup();
        found
    }
}

/// The elements of a subscript.
pub(crate) fn elements(slice: &Expr) -> &[Expr] {
    match slice {
        Expr::Tuple(tuple) => &tuple.elts,
        other => std::slice::from_ref(other),
    }
}

fn type_variables(ty: &Ty, found: &mut Vec<TypeVarId>) {
    match ty {
        Ty::TypeVar(id) if !found.contains(id) => found.push(*id),
        Ty::Instance(_, types) | Ty::Tuple(types) | Ty::Union(types) => {
            for ty in types.iter() {
                type_variables(ty, found);
            }
        }
        _ => {}
    }
}

/// Finds `self.x = …` in the methods of a class body.
struct SelfAttributes<'a> {
    found: HashMap<&'a str, Vec<InstanceAttribute<'a>>>,
    method: Option<&'a ast::StmtFunctionDef>,
    receiver: &'a str,
}

impl<'a> SelfAttributes<'a> {
    fn visit_class(&mut self, body: &'a [Stmt]) {
        for stmt in body {
            match stmt {
                Stmt::FunctionDef(method) => {
                    let first = method
                        .parameters
                        .posonlyargs
                        .first()
                        .or_else(|| method.parameters.args.first());
                    if let Some(first) = first {
                        self.method = Some(method);
                        self.receiver = first.parameter.name.as_str();
                        self.visit_body(&method.body);
                    }
                }
                Stmt::If(stmt) => {
                    self.visit_class(&stmt.body);
                    for clause in &stmt.elif_else_clauses {
                        self.visit_class(&clause.body);
                    }
                }
                _ => {}
            }
        }
    }

    fn add(
        &mut self,
        target: &'a Expr,
        annotation: Option<&'a Expr>,
        value: Option<&'a Expr>,
    ) -> bool {
        if let (Expr::Attribute(attribute), Some(method)) = (target, self.method)
            // What `__new__` makes is called as it likes.
            && matches!(&*attribute.value, Expr::Name(name) if name.id.as_str() == self.receiver || &*method.name == "__new__")
        {
            let found = InstanceAttribute {
                annotation,
                value,
                method,
            };
            self.found.entry(&attribute.attr).or_default().push(found);
            return true;
        }
        false
    }
}

impl<'a> Visitor<'a> for SelfAttributes<'a> {
    fn visit_stmt(&mut self, stmt: &'a Stmt) {
        match stmt {
            Stmt::ClassDef(_) => {}
            Stmt::Assign(assign) => {
                for target in &assign.targets {
                    if !self.add(target, None, Some(&assign.value)) {
                        self.visit_expr(target);
                    }
                }
            }
            Stmt::AnnAssign(assign) => {
                self.add(
                    &assign.target,
                    Some(&assign.annotation),
                    assign.value.as_deref(),
                );
            }
            _ => visitor::walk_stmt(self, stmt),
        }
    }

    fn visit_expr(&mut self, expr: &'a Expr) {
        if let Expr::Attribute(attribute) = expr
            && !attribute.ctx.is_load()
        {
            self.add(expr, None, None);
        }
        visitor::walk_expr(self, expr);
    }
}
