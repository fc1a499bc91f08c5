//! `import` and `from … import`.

use crate::builder::Builder;
use taipan_abi::runtime_fns::RuntimeFn;
use taipan_hir::{Import, ImportFrom, ModuleRef};
use taipan_mir::{AddressOf, ModuleId, Op, Operand, Span};

impl<'a> Builder<'a, '_> {
    pub fn import(&mut self, import: &'a Import, at: Span) {
        let Some((first, last)) = self.import_chain(&import.chain, at) else {
            return;
        };
        let module = if import.has_alias { last } else { first };
        self.store(&import.target, module, at);
    }

    /// Initialises each module of a chain; yields the first and the last. Nothing follows a module that cannot be found.
    fn import_chain(
        &mut self,
        chain: &[(String, ModuleRef)],
        at: Span,
    ) -> Option<(Operand, Operand)> {
        let mut first = None;
        let mut last = None;
        for (_, module) in chain {
            let value = self.import_module(module, at);
            if self.done {
                return None;
            }
            first = first.or(Some(value));
            last = Some(value);
        }
        Some((first?, last?))
    }

    fn import_module(&mut self, module: &ModuleRef, at: Span) -> Operand {
        let (name, message) = match module {
            ModuleRef::Found(id) => {
                let module = ModuleId::new(id.index());
                return self.value(Op::ImportModule { module }, vec![], at);
            }
            ModuleRef::Missing(name) => (name, format!("No module named '{name}'")),
            ModuleRef::NotAPackage { name, parent } => (
                name,
                format!("No module named '{name}'; '{parent}' is not a package"),
            ),
            ModuleRef::BadRelative(message) => {
                let message = self.str_const(message);
                return self.runtime(RuntimeFn::import_error, vec![message], at);
            }
        };
        let name = self.str_const(name);
        let message = self.str_const(&message);
        self.runtime(RuntimeFn::import_missing, vec![name, message], at)
    }

    pub fn import_from(&mut self, import: &'a ImportFrom, at: Span) {
        let Some((_, module)) = self.import_chain(&import.chain, at) else {
            return;
        };
        if import.is_star {
            let into = ModuleId::new(self.hir.module.index());
            let into = self.address(AddressOf::Module(into), at);
            self.runtime(RuntimeFn::import_star, vec![module, into], at);
            return;
        }
        for name in &import.names {
            let submodule = match &name.submodule {
                Some(ModuleRef::Found(id)) => {
                    self.address(AddressOf::Module(ModuleId::new(id.index())), at)
                }
                Some(
                    ModuleRef::Missing(_)
                    | ModuleRef::NotAPackage { .. }
                    | ModuleRef::BadRelative(_),
                )
                | None => Operand::Unset,
            };
            let text = self.str_const(&name.name);
            let args = vec![module, text, submodule];
            let value = self.runtime(RuntimeFn::import_from, args, at);
            self.store(&name.target, value, at);
        }
    }
}
