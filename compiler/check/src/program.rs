//! The whole program: modules, scopes, and what a name means wherever control flow does not matter.

use crate::ModuleInput;
use crate::classes::Class;
use crate::flow::Flow;
use crate::stubs;
use crate::symbols::{Collector, Def, Scope, ScopeId, ScopeKind, Survey};
use crate::types::{ClassId, Function, ModuleId, Ty, TypeVarId};
use ruff_python_ast::name::Name;
use ruff_python_ast::visitor::Visitor;
use ruff_python_ast::{self as ast, Expr, ModModule};
use ruff_text_size::TextRange;
use std::collections::{HashMap, HashSet};
use std::rc::Rc;
use taipan_diagnostics::{Code, Diagnostic, FileId, codes};

pub(crate) struct Module<'a> {
    pub name: String,
    pub file: FileId,
    pub ast: &'a ModModule,
    pub text: &'a str,
    pub is_user: bool,
    pub scope: ScopeId,
    /// Somewhere in it stands an annotation.
    pub is_annotated: bool,
    pub is_reflective: bool,
}

/// How much is reported where the checker stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Strictness {
    /// In annotated code.
    Full,
    /// Only what no annotation is needed for.
    Lenient,
}

/// What a name means by its definition.
#[derive(Clone, Debug)]
pub(crate) enum Meaning<'a> {
    Class(ClassId),
    Function(Vec<&'a ast::StmtFunctionDef>, ScopeId),
    Module(ModuleId),
    TypeVar(TypeVarId),
    /// A type alias, to be read as an annotation in its scope.
    Alias(&'a Expr, ScopeId),
    /// A variable with a declared type.
    Declared(&'a ast::StmtAnnAssign, ScopeId),
    /// A name of `typing` that the checker treats specially.
    Special(&'static str),
    /// Bound, but nothing is known.
    Unknown,
    /// Not bound anywhere.
    Undefined,
}

pub(crate) struct Checker<'a> {
    inputs: HashMap<String, ModuleInput<'a>>,
    order: Vec<String>,
    pub modules: Vec<Module<'a>>,
    module_ids: HashMap<String, Option<ModuleId>>,
    pub scopes: Vec<Scope<'a>>,
    pub classes: Vec<Class<'a>>,
    pub class_ids: HashMap<*const ast::StmtClassDef, ClassId>,
    pub type_variables: Vec<Name>,
    variable_ids: HashMap<*const Expr, TypeVarId>,
    /// Annotations that are being looked at: `date: date = None` asks for itself.
    annotations: Vec<*const Expr>,
    pub functions: HashMap<*const ast::StmtFunctionDef, Rc<Function>>,
    /// Attributes that the program stores from outside a method.
    pub foreign_attributes: HashSet<&'a str>,
    pub is_reflective: bool,

    // Where the checker stands.
    pub module: ModuleId,
    pub scope: ScopeId,
    pub flow: Flow,
    pub strictness: Strictness,
    /// Above zero, nothing is reported: the code's failure is expected, or it is only tried.
    pub quiet: u32,
    pub tried_errors: u32,
    pub function: Option<crate::statements::FunctionContext>,
    /// Type aliases whose meaning is being found.
    pub aliases: Vec<*const Expr>,
    pub string_depth: u32,
    /// Names that are being followed through imports, which may go in a circle.
    imports: Vec<(ModuleId, String)>,
    /// Assigned calls whose callee is being looked up.
    callees: Vec<*const Expr>,
    /// What the last call found for type variables.
    pub last_solution: Vec<(TypeVarId, Ty)>,
    /// Names that some function declares `global` or `nonlocal`.
    pub shared_names: HashSet<&'a str>,
    /// Attributes that some class of the program has.
    pub member_names: HashSet<&'a str>,
    diagnostics: Vec<Diagnostic>,
}

/// Marks the name of a stub whose module a file of the program shadows.
const SHADOWED: char = '\0';

const SPECIALS: &[&str] = &[
    "Any",
    "Optional",
    "Union",
    "Callable",
    "Literal",
    "Final",
    "ClassVar",
    "Annotated",
    "Type",
    "Tuple",
    "NoReturn",
    "Never",
    "Self",
    "TypeVar",
    "Generic",
    "Protocol",
    "NamedTuple",
    "TypedDict",
    "NewType",
    "LiteralString",
    "TypeAlias",
    "ParamSpec",
    "TypeVarTuple",
    "Concatenate",
    "Unpack",
    "TypeGuard",
    "TypeIs",
    "Required",
    "NotRequired",
    "ReadOnly",
    "AnyStr",
    "ForwardRef",
    "override",
    "dataclass_transform",
    "NamedTuple",
];

/// Names of `typing` for classes that live elsewhere.
const ALIASES: &[(&str, &str, &str)] = &[
    ("List", "builtins", "list"),
    ("Dict", "builtins", "dict"),
    ("Set", "typing", "AbstractSet"),
    ("FrozenSet", "builtins", "frozenset"),
    ("Text", "builtins", "str"),
    ("Deque", "collections", "deque"),
    ("DefaultDict", "collections", "defaultdict"),
    ("OrderedDict", "collections", "OrderedDict"),
    ("Counter", "collections", "Counter"),
    ("Pattern", "re", "Pattern"),
    ("Match", "re", "Match"),
    ("AbstractContextManager", "typing", "ContextManager"),
    (
        "AbstractAsyncContextManager",
        "typing",
        "AsyncContextManager",
    ),
];

impl<'a> Checker<'a> {
    pub fn new(inputs: &[ModuleInput<'a>]) -> Self {
        let order = inputs
            .iter()
            .filter(|input| input.is_user)
            .map(|input| input.name.to_owned())
            .collect();
        let mut checker = Checker {
            inputs: inputs
                .iter()
                .map(|input| (input.name.to_owned(), *input))
                .collect(),
            order,
            modules: Vec::new(),
            module_ids: HashMap::new(),
            scopes: Vec::new(),
            classes: Vec::new(),
            class_ids: HashMap::new(),
            type_variables: Vec::new(),
            variable_ids: HashMap::new(),
            annotations: Vec::new(),
            functions: HashMap::new(),
            foreign_attributes: HashSet::new(),
            is_reflective: false,
            module: ModuleId(0),
            scope: ScopeId(0),
            flow: Flow::default(),
            strictness: Strictness::Full,
            quiet: 0,
            tried_errors: 0,
            function: None,
            aliases: Vec::new(),
            string_depth: 0,
            imports: Vec::new(),
            callees: Vec::new(),
            last_solution: Vec::new(),
            shared_names: HashSet::new(),
            member_names: HashSet::new(),
            diagnostics: Vec::new(),
        };
        for name in checker.order.clone() {
            checker.module(&name);
        }
        checker
    }

    pub fn check_modules(&mut self) {
        for name in self.order.clone() {
            if let Some(id) = self.module(&name) {
                self.check_module(id);
            }
        }
    }

    pub fn into_diagnostics(self) -> Vec<Diagnostic> {
        let mut diagnostics = self.diagnostics;
        diagnostics
            .sort_by_key(|diagnostic| diagnostic.place.map(|(file, span)| (file, span.start())));
        diagnostics.dedup();
        diagnostics
    }

    /// Reports a mistake at `range` of the module that is being checked, if mistakes are reported here.
    pub fn report(
        &mut self,
        code: &'static Code,
        range: TextRange,
        message: impl Into<String>,
        build: impl FnOnce(Diagnostic) -> Diagnostic,
    ) {
        if !self.flow.is_reachable {
            return;
        }
        self.tried_errors += 1;
        let is_basic = [
            &codes::BAD_CALL,
            &codes::UNKNOWN_ATTRIBUTE,
            &codes::UNDEFINED_NAME,
            &codes::ABSTRACT_INSTANCE,
            &codes::NOT_CALLABLE,
            &codes::NOT_ITERABLE,
            &codes::BAD_UNPACKING,
            &codes::BAD_INDEX,
            &codes::NAME_NOT_IN_MODULE,
        ]
        .iter()
        .any(|basic| basic.id == code.id);
        if self.quiet > 0 || self.strictness == Strictness::Lenient && !is_basic {
            return;
        }
        let module = &self.modules[self.module.0 as usize];
        if module.is_user && !is_ignored(module.text, range) {
            self.diagnostics
                .push(build(code.at(module.file, range).message(message)));
        }
    }

    /// The module of that name: the user's, or a stub.
    pub fn module(&mut self, name: &str) -> Option<ModuleId> {
        if let Some(known) = self.module_ids.get(name) {
            return *known;
        }
        let input = self.inputs.get(name).copied();
        let (ast, file, text, is_user, package) = match input {
            Some(input) if input.is_user => {
                (input.ast, input.file, input.text, true, input.package)
            }
            _ => match stubs::find(name.trim_start_matches(SHADOWED)) {
                Some(ast) => {
                    let ast: &'a ModModule = ast;
                    (ast, FileId(u32::MAX), "", false, "")
                }
                None => {
                    self.module_ids.insert(name.to_owned(), None);
                    return None;
                }
            },
        };
        let id = ModuleId(self.modules.len() as u32);
        self.module_ids.insert(name.to_owned(), Some(id));
        let mut survey = Survey::default();
        let mut collector = Collector::new(package);
        collector.visit_body(&ast.body);
        if is_user {
            survey.visit_body(&ast.body);
            for global in &survey.globals {
                collector.bind(global, Def::Other);
            }
            self.foreign_attributes
                .extend(survey.foreign_attributes.iter());
            self.is_reflective |= survey.is_reflective;
            self.shared_names
                .extend(survey.globals.iter().chain(&survey.nonlocals));
            self.member_names.extend(survey.member_names.iter());
        }
        let scope = self.add_scope(None, ScopeKind::Module, id, collector);
        self.modules.push(Module {
            name: name.to_owned(),
            file,
            ast,
            text,
            is_user,
            scope,
            is_annotated: survey.is_annotated,
            is_reflective: survey.is_reflective,
        });
        Some(id)
    }

    /// What [`Self::module`] calls the stub of that module: a file of the program may have taken the name.
    fn stub_name(&self, name: &str) -> String {
        if self.inputs.get(name).is_some_and(|input| input.is_user) {
            format!("{SHADOWED}{name}")
        } else {
            name.to_owned()
        }
    }

    pub fn input(&self, name: &str) -> Option<ModuleInput<'a>> {
        self.inputs.get(name).copied()
    }

    pub fn add_scope(
        &mut self,
        parent: Option<ScopeId>,
        kind: ScopeKind,
        module: ModuleId,
        collector: Collector<'a>,
    ) -> ScopeId {
        self.scopes.push(Scope {
            parent,
            kind,
            module,
            symbols: collector.symbols,
            type_parameters: Vec::new(),
            globals: collector.globals,
            nonlocals: collector.nonlocals,
            star_imports: collector.star_imports,
        });
        ScopeId(self.scopes.len() as u32 - 1)
    }

    pub fn scope(&self, id: ScopeId) -> &Scope<'a> {
        &self.scopes[id.0 as usize]
    }

    pub fn module_of(&self, scope: ScopeId) -> &Module<'a> {
        &self.modules[self.scope(scope).module.0 as usize]
    }

    /// A scope for the type parameters of a definition, or `parent` if it has none.
    pub fn type_parameter_scope(
        &mut self,
        parent: ScopeId,
        parameters: Option<&'a ast::TypeParams>,
    ) -> ScopeId {
        let Some(parameters) = parameters else {
            return parent;
        };
        let module = self.scope(parent).module;
        let scope = self.add_scope(
            Some(parent),
            ScopeKind::TypeParameters,
            module,
            Collector::new(""),
        );
        for parameter in parameters.iter() {
            let id = self.new_variable(parameter.name().id.clone());
            self.scopes[scope.0 as usize]
                .type_parameters
                .push((parameter.name().id.clone(), id));
        }
        scope
    }

    fn new_variable(&mut self, name: Name) -> TypeVarId {
        self.type_variables.push(name);
        TypeVarId(self.type_variables.len() as u32 - 1)
    }

    /// The meaning of `name` seen from `scope`, by its definitions. A class body is seen only from itself.
    pub fn lookup(&mut self, scope: ScopeId, name: &str) -> Meaning<'a> {
        let mut current = Some(scope);
        while let Some(id) = current {
            let here = self.scope(id);
            if matches!(here.kind, ScopeKind::Class(_)) && id != scope {
                current = here.parent;
                continue;
            }
            if here.kind == ScopeKind::Function && here.globals.contains(name) {
                let module = self.scope(id).module;
                current = Some(self.modules[module.0 as usize].scope);
                continue;
            }
            if let Some((_, variable)) = here
                .type_parameters
                .iter()
                .find(|(parameter, _)| parameter == name)
            {
                return Meaning::TypeVar(*variable);
            }
            if here.symbols.contains_key(name) && !here.nonlocals.contains(name) {
                return self.symbol(id, name);
            }
            if !here.star_imports.is_empty() {
                return self.star_import(id, name);
            }
            current = here.parent;
        }
        let is_user = self.module_of(scope).is_user;
        if let Some(builtins) = self.module(&self.stub_name("builtins")) {
            let builtins = self.modules[builtins.0 as usize].scope;
            if self.scope(builtins).symbols.contains_key(name) {
                return self.symbol(builtins, name);
            }
        }
        if !is_user {
            return self.member_of_module(&self.stub_name("typing"), name);
        }
        if is_builtin(name) {
            Meaning::Unknown
        } else {
            Meaning::Undefined
        }
    }

    /// The meaning of a name that only a `from x import *` of the scope can have bound.
    fn star_import(&mut self, scope: ScopeId, name: &str) -> Meaning<'a> {
        if name.starts_with('_') {
            return Meaning::Unknown;
        }
        let is_stub = !self.module_of(scope).is_user;
        let modules = self.scope(scope).star_imports.clone();
        for module in modules.into_iter().rev() {
            let module = if is_stub {
                self.stub_name(&module)
            } else {
                module
            };
            match self.member_of_module(&module, name) {
                Meaning::Unknown | Meaning::Undefined | Meaning::Module(_) => {}
                known => return known,
            }
        }
        Meaning::Unknown
    }

    /// The meaning of a name that the scope itself binds.
    pub fn symbol(&mut self, scope: ScopeId, name: &str) -> Meaning<'a> {
        let Some(defs) = self.scope(scope).symbols.get(name).cloned() else {
            return Meaning::Undefined;
        };
        if let Some(Def::Annotated(assign)) =
            defs.iter().find(|def| matches!(def, Def::Annotated(_)))
        {
            if let Some(value) = &assign.value
                && self.is_annotation_of(scope, &assign.annotation, "TypeAlias")
            {
                return Meaning::Alias(value, scope);
            }
            // Other bindings must agree with the declaration; another definition makes the name uncertain.
            let is_plain = defs
                .iter()
                .all(|def| matches!(def, Def::Annotated(_) | Def::Assigned(_) | Def::Other));
            return if is_plain {
                Meaning::Declared(assign, scope)
            } else {
                Meaning::Unknown
            };
        }
        if defs.iter().all(|def| matches!(def, Def::Function(_))) {
            let functions: Vec<_> = defs
                .iter()
                .filter_map(|def| match def {
                    Def::Function(function) => Some(*function),
                    _ => None,
                })
                .collect();
            return Meaning::Function(functions, scope);
        }
        if let [Def::Class(def)] = defs[..] {
            return Meaning::Class(self.class_of(def, scope));
        }
        if let [Def::TypeAlias(alias)] = defs[..] {
            return Meaning::Alias(&alias.value, scope);
        }
        if let [Def::Assigned(value)] = defs[..] {
            if let Some(variable) = self.type_variable(scope, value) {
                return Meaning::TypeVar(variable);
            }
            return match value {
                Expr::Name(_) | Expr::Attribute(_) | Expr::Subscript(_) => {
                    Meaning::Alias(value, scope)
                }
                Expr::BinOp(operation) if operation.op == ast::Operator::BitOr => {
                    Meaning::Alias(value, scope)
                }
                _ => Meaning::Unknown,
            };
        }
        // A name imported in several ways (`try: … except ImportError: …`) is the first that is known.
        let is_stub = !self.module_of(scope).is_user;
        for def in &defs {
            let meaning = match def {
                Def::Module(module) if is_stub => self
                    .module(&self.stub_name(module))
                    .map_or(Meaning::Unknown, Meaning::Module),
                Def::Module(module) => self
                    .module(module)
                    .map_or(Meaning::Unknown, Meaning::Module),
                Def::From { module, name } if is_stub => {
                    self.member_of_module(&self.stub_name(module), name)
                }
                Def::From { module, name } => self.member_of_module(module, name),
                _ => return Meaning::Unknown,
            };
            if !matches!(meaning, Meaning::Unknown) {
                return meaning;
            }
        }
        Meaning::Unknown
    }

    /// `module.name`, or `from module import name`.
    pub fn member_of_module(&mut self, module: &str, name: &str) -> Meaning<'a> {
        let is_users = self.inputs.get(module).is_some_and(|input| input.is_user);
        let stub = module.trim_start_matches(SHADOWED);
        if !is_users
            && matches!(
                stub,
                "typing" | "typing_extensions" | "collections.abc" | "types" | "contextlib" | "abc"
            )
        {
            if let Some(special) = SPECIALS.iter().find(|special| **special == name)
                && stub != "types"
            {
                return Meaning::Special(special);
            }
            if let Some((_, owner, class)) = ALIASES.iter().find(|(alias, _, _)| *alias == name) {
                let class = if name == "Set" && stub != "collections.abc" {
                    "set"
                } else {
                    class
                };
                let owner = if class == "set" { "builtins" } else { owner };
                return self.member_of_module(&self.stub_name(owner), class);
            }
        }
        let submodule = format!("{module}.{name}");
        let Some(id) = self.module(module) else {
            return self
                .module(&submodule)
                .map_or(Meaning::Unknown, Meaning::Module);
        };
        let scope = self.modules[id.0 as usize].scope;
        if self
            .imports
            .iter()
            .any(|(module, known)| *module == id && known == name)
        {
            return Meaning::Unknown;
        }
        self.imports.push((id, name.to_owned()));
        let mut meaning = self.symbol(scope, name);
        if matches!(meaning, Meaning::Undefined) && !self.scope(scope).star_imports.is_empty() {
            meaning = match self.star_import(scope, name) {
                Meaning::Unknown => Meaning::Undefined,
                known => known,
            };
        }
        self.imports.pop();
        match meaning {
            Meaning::Undefined => self
                .module(&submodule)
                .map_or(Meaning::Unknown, Meaning::Module),
            other => other,
        }
    }

    /// `T = TypeVar("T")`.
    fn type_variable(&mut self, scope: ScopeId, value: &'a Expr) -> Option<TypeVarId> {
        if let Some(id) = self.variable_ids.get(&std::ptr::from_ref(value)) {
            return Some(*id);
        }
        let Expr::Call(call) = value else { return None };
        let special = match &*call.func {
            // `a = a(1)`, or two such that name each other, are no type variables.
            Expr::Name(_) if self.callees.contains(&std::ptr::from_ref(value)) => return None,
            Expr::Name(name) => {
                self.callees.push(std::ptr::from_ref(value));
                let special = self.lookup(scope, &name.id);
                self.callees.pop();
                special
            }
            Expr::Attribute(attribute) if matches!(&*attribute.value, Expr::Name(_)) => {
                if matches!(&*attribute.attr, "TypeVar" | "ParamSpec" | "TypeVarTuple") {
                    Meaning::Special("TypeVar")
                } else {
                    return None;
                }
            }
            _ => return None,
        };
        if !matches!(
            special,
            Meaning::Special("TypeVar" | "ParamSpec" | "TypeVarTuple")
        ) {
            return None;
        }
        let name = match call.arguments.args.first() {
            Some(Expr::StringLiteral(text)) => Name::new(text.value.to_str()),
            _ => Name::new("T"),
        };
        let id = self.new_variable(name);
        self.variable_ids.insert(std::ptr::from_ref(value), id);
        Some(id)
    }

    /// Whether the annotation is that special form, with or without brackets.
    pub fn is_annotation_of(&mut self, scope: ScopeId, annotation: &Expr, special: &str) -> bool {
        let name = match annotation {
            Expr::Subscript(subscript) => &*subscript.value,
            other => other,
        };
        match name {
            Expr::Name(name) => {
                let id = std::ptr::from_ref(annotation);
                if self.annotations.contains(&id) {
                    return false;
                }
                self.annotations.push(id);
                let meaning = self.lookup(scope, &name.id);
                self.annotations.pop();
                matches!(meaning, Meaning::Special(found) if found == special)
            }
            Expr::Attribute(attribute) => &*attribute.attr == special,
            _ => false,
        }
    }

    /// A class of the builtins by name.
    pub fn builtin(&mut self, name: &str) -> ClassId {
        self.stub_class("builtins", name)
    }

    pub fn stub_class(&mut self, module: &str, name: &str) -> ClassId {
        match self.member_of_module(&self.stub_name(module), name) {
            Meaning::Class(class) => class,
            other => panic!("the stub of {module} has no class {name}: {other:?}"),
        }
    }

    pub fn instance_of(&mut self, builtin: &str) -> Ty {
        Ty::instance(self.builtin(builtin))
    }

    pub fn generic_of(&mut self, builtin: &str, args: impl IntoIterator<Item = Ty>) -> Ty {
        let class = self.builtin(builtin);
        Ty::generic(class, args.into_iter().collect::<Vec<_>>())
    }
}

/// Whether the line carries `# type: ignore`, by which programs silence the other checkers, or the file's head does.
fn is_ignored(text: &str, range: TextRange) -> bool {
    let marks = |line: &str| {
        line.find('#').is_some_and(|at| {
            let comment = &line[at..];
            comment.contains("type: ignore")
                || comment.contains("type:ignore")
                || comment.contains("pyright: ignore")
        })
    };
    let (start, end) = (
        range.start().to_usize().min(text.len()),
        range.end().to_usize().min(text.len()),
    );
    let from = text[..start].rfind('\n').map_or(0, |at| at + 1);
    let to = text[end..].find('\n').map_or(text.len(), |at| end + at);
    if text[from..to].lines().any(marks) {
        return true;
    }
    let head = text
        .lines()
        .take_while(|line| line.is_empty() || line.starts_with('#'));
    head.into_iter()
        .any(|line| line.starts_with("# type: ignore") || line.contains("mypy: ignore-errors"))
}

/// Names that exist in every module but have no row in the stub.
fn is_builtin(name: &str) -> bool {
    matches!(
        name,
        "__name__"
            | "__file__"
            | "__doc__"
            | "__package__"
            | "__spec__"
            | "__loader__"
            | "__builtins__"
            | "__path__"
            | "__debug__"
            | "__annotations__"
            | "__dict__"
            | "__class__"
            | "__module__"
            | "__qualname__"
            | "__cached__"
            | "__import__"
            | "__build_class__"
            | "__annotate__"
            | "__classdict__"
            | "__conditional_annotations__"
            | "__static_attributes__"
            | "__firstlineno__"
            | "NotImplemented"
            | "Ellipsis"
            | "eval"
            | "exec"
            | "compile"
            | "aiter"
            | "anext"
            | "help"
            | "copyright"
            | "credits"
            | "license"
            | "reveal_type"
            | "reveal_locals"
            | "WindowsError"
            | "_"
            | "_IncompleteInputError"
    )
}
