//! Class statements and class bodies.

use crate::builder::{Builder, span};
use crate::fields;
use taipan_abi::runtime_fns::RuntimeFn;
use taipan_hir as hir;
use taipan_hir::ClassDef;
use taipan_mir::{Const, FuncId, Op, Operand, Span, Terminator};

impl<'a> Builder<'a, '_> {
    pub fn class_statement(&mut self, class: &'a ClassDef, stmt: hir::Span) {
        let decorators = self.decorators(&class.decorators);
        let at = span(stmt);
        let name = self.str_const(&class.name);
        let bases = self.class_bases(class, at);
        let keywords = self.class_keywords(class, at);
        let builder = self.runtime(RuntimeFn::class_begin, vec![name, bases, keywords], at);
        let namespace = self.runtime(RuntimeFn::class_namespace, vec![builder], at);
        if !class.type_params.is_empty() {
            let params = self.names_as_tuple(&class.type_params, at);
            self.class_store(namespace, "__type_params__", params, at);
        }
        let mut operands = self.captured_cells(class.body);
        let body = Op::CallBody {
            func: FuncId::new(class.body.index()),
            num_cells: operands.len() as u32,
        };
        operands.push(namespace);
        let cell = self.value(body, operands, at);
        let layout = self.world.facts.classes[&class.body].class;
        let value = self.value(Op::ClassFinish { layout }, vec![builder, cell], at);
        let value = match decorators[..] {
            [(decorator, at)] if class.is_dataclass => {
                self.runtime(RuntimeFn::class_decorate, vec![decorator, value], at);
                value
            }
            _ => self.decorate(&decorators, value),
        };
        self.store(&class.target, value, at);
    }

    fn class_bases(&mut self, class: &'a ClassDef, at: Span) -> Operand {
        if class.bases.is_empty() {
            return self.constant(Const::Tuple(vec![]));
        }
        let plain = class.bases.iter().take_while(|b| !b.is_star).count();
        let first: Vec<_> = class.bases[..plain]
            .iter()
            .map(|b| self.expr(&b.value))
            .collect();
        if plain == class.bases.len() {
            return self.value(Op::BuildTuple, first, at);
        }
        let list = self.value(Op::BuildList, first, at);
        for base in &class.bases[plain..] {
            let value = self.expr(&base.value);
            let insert = if base.is_star {
                RuntimeFn::list_extend
            } else {
                RuntimeFn::list_append
            };
            self.runtime(insert, vec![list, value], at);
        }
        self.runtime(RuntimeFn::list_to_tuple, vec![list], at)
    }

    fn class_keywords(&mut self, class: &'a ClassDef, at: Span) -> Operand {
        if class.keywords.is_empty() {
            return Operand::Unset;
        }
        let name = self.str_const(&class.name);
        let dict = self.value(Op::BuildDict, vec![], at);
        for keyword in &class.keywords {
            match &keyword.name {
                Some(key) => {
                    let key = self.str_const(key);
                    let value = self.expr(&keyword.value);
                    self.runtime(RuntimeFn::dict_set, vec![dict, key, value], at);
                }
                None => {
                    let mapping = self.expr(&keyword.value);
                    self.runtime(RuntimeFn::dict_merge, vec![dict, mapping, name], at);
                }
            }
        }
        dict
    }

    /// The code of a class body: CPython's entries of the namespace, then the statements.
    pub fn class_body(&mut self, class: &'a ClassDef) {
        let at = Span {
            start: self.hir.first,
            end: self.hir.first,
            inlined: 0,
        };
        let namespace = self.namespace_operand();
        if let Some(var) = class.classdict_cell {
            let cell = self.cell(var);
            self.emit(Op::StoreCell, vec![cell, namespace], at);
        }
        let module = self.world.hir.modules[self.hir.module.index()].name.clone();
        let module = match self.module_name() {
            Some(name) => name,
            None => self.str_const(&module),
        };
        self.class_store(namespace, "__module__", module, at);
        let qualname = self.str_const(&class.qualname);
        self.class_store(namespace, "__qualname__", qualname, at);
        let line = i64::from(self.func.first_line);
        let line = self.constant(Const::Int(line));
        self.class_store(namespace, "__firstlineno__", line, at);
        if let Some(doc) = &class.doc {
            let doc = self.str_const(doc);
            self.class_store(namespace, "__doc__", doc, at);
        }
        self.stmts(&self.hir.body);
        let names = fields::static_attributes(self.world.hir, class);
        let names = Operand::Const(self.names_tuple(names.iter().map(|n| &**n)));
        self.class_store(namespace, "__static_attributes__", names, at);
        let cell = match class.class_cell {
            Some(var) => self.cell(var),
            None => self.none(),
        };
        self.terminate(Terminator::Return(cell));
    }

    /// `__name__`, where the module's own code assigns it.
    fn module_name(&mut self) -> Option<Operand> {
        let module = &self.world.facts.modules[self.hir.module.index()];
        let (name, _) = module.bound.get_key_value("__name__")?;
        let name = name.clone();
        let at = Span::default();
        Some(self.load(&hir::NameRef::Global(name), at))
    }
}
