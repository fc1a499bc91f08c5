//! Reading, storing and deleting names.

use crate::builder::Builder;
use taipan_abi::runtime_fns::RuntimeFn;
use taipan_hir as hir;
use taipan_hir::{NameRef, VarId, VarKind};
use taipan_mir::{AddressOf, Const, Local, ModuleId, Op, Operand, Span};

impl<'a> Builder<'a, '_> {
    /// The local of a variable; for cells and free variables the one that holds the cell.
    pub fn var_local(&mut self, var: VarId) -> Local {
        if let Some(local) = self.vars[var.index()] {
            return local;
        }
        let v = &self.hir.vars[var.index()];
        let local = match v.kind {
            VarKind::Temp => {
                let local = self.temp(taipan_mir::Repr::Value);
                self.temp_vars.insert(local);
                local
            }
            VarKind::Local | VarKind::Cell => self.named_local(&v.name, false),
            VarKind::Free => panic!(
                "{} is not among the free variables of {}",
                v.name, self.hir.qualname
            ),
        };
        self.vars[var.index()] = Some(local);
        local
    }

    /// The cell of a variable that an inner function captures.
    pub fn cell(&mut self, var: VarId) -> Operand {
        let kind = self.hir.vars[var.index()].kind;
        assert!(
            matches!(kind, VarKind::Cell | VarKind::Free),
            "{} of {} is captured but is a {kind:?}",
            self.hir.vars[var.index()].name,
            self.hir.qualname
        );
        Operand::Local(self.var_local(var))
    }

    fn load_var(&mut self, var: VarId, span: Span) -> Operand {
        let v = &self.hir.vars[var.index()];
        let local = self.var_local(var);
        match v.kind {
            VarKind::Temp => Operand::Local(local),
            VarKind::Local => {
                if !self.is_bound(var) {
                    self.check_bound(var, span);
                }
                if self.facts.walrus.contains(&var) {
                    self.value(Op::Copy, vec![Operand::Local(local)], span)
                } else {
                    Operand::Local(local)
                }
            }
            VarKind::Cell | VarKind::Free => {
                let name = self.intern(&v.name);
                let is_free = v.kind == VarKind::Free;
                self.value(
                    Op::LoadCell { name, is_free },
                    vec![Operand::Local(local)],
                    span,
                )
            }
        }
    }

    fn check_bound(&mut self, var: VarId, span: Span) {
        let name = self.intern(&self.hir.vars[var.index()].name);
        let local = self.var_local(var);
        self.func.locals[local.index()].maybe_unset = true;
        self.emit_to(
            Some(local),
            Op::CheckBound { name },
            vec![Operand::Local(local)],
            span,
        );
        self.mark_bound(var);
    }

    pub fn load(&mut self, name: &NameRef, span: Span) -> Operand {
        match name {
            NameRef::Var(var) => self.load_var(*var, span),
            NameRef::Global(symbol) => self.load_global(symbol, span),
            NameRef::ClassLocal(symbol) => {
                let namespace = self.namespace_operand();
                self.class_load(namespace, symbol, span)
            }
            NameRef::ClassFree(symbol, var) => {
                let namespace = self.namespace_operand();
                self.class_load_free(namespace, symbol, *var, span)
            }
            NameRef::FromDict {
                dict,
                name,
                fallback,
            } => {
                let dict = self.load_var(*dict, span);
                match fallback {
                    Some(var) => self.class_load_free(dict, name, *var, span),
                    None => self.class_load(dict, name, span),
                }
            }
        }
    }

    fn load_global(&mut self, symbol: &hir::Symbol, span: Span) -> Operand {
        if &**symbol == "__debug__" {
            return self.constant(Const::Bool(true));
        }
        let module = self.hir.module;
        let name = self.intern(symbol);
        if self.world.facts.reads_builtin(module, symbol) {
            return self.value(Op::LoadBuiltin { name }, vec![], span);
        }
        let slot = self.world.slot(module, symbol);
        let module = ModuleId::new(module.index());
        self.value(Op::LoadGlobal { module, slot, name }, vec![], span)
    }

    pub fn namespace_operand(&self) -> Operand {
        Operand::Local(
            self.namespace
                .unwrap_or_else(|| panic!("{} has no class namespace", self.hir.qualname)),
        )
    }

    fn class_load(&mut self, namespace: Operand, symbol: &hir::Symbol, span: Span) -> Operand {
        let name = self.str_const(symbol);
        let slot = match self.world.find_slot(self.hir.module, symbol) {
            Some(slot) => {
                let module = ModuleId::new(self.hir.module.index());
                self.address(AddressOf::GlobalSlot(module, slot), span)
            }
            None => Operand::Unset,
        };
        self.runtime(RuntimeFn::class_load, vec![namespace, name, slot], span)
    }

    fn class_load_free(
        &mut self,
        namespace: Operand,
        symbol: &hir::Symbol,
        var: VarId,
        span: Span,
    ) -> Operand {
        let name = self.str_const(symbol);
        let cell = self.cell(var);
        self.runtime(
            RuntimeFn::class_load_free,
            vec![namespace, name, cell],
            span,
        )
    }

    /// Stores a value that is used again afterwards.
    pub fn store_shared(&mut self, name: &NameRef, value: Operand, span: Span) {
        if let NameRef::Var(var) = name
            && matches!(
                self.hir.vars[var.index()].kind,
                VarKind::Local | VarKind::Temp
            )
        {
            let local = self.var_local(*var);
            self.emit_to(Some(local), Op::Copy, vec![value], span);
            self.mark_bound(*var);
        } else {
            self.store(name, value, span);
        }
    }

    /// Stores a value that was just computed and is not used again.
    pub fn store(&mut self, name: &NameRef, value: Operand, span: Span) {
        match name {
            NameRef::Var(var) => {
                let local = self.var_local(*var);
                match self.hir.vars[var.index()].kind {
                    VarKind::Local | VarKind::Temp => {
                        self.move_into(local, value, span);
                        self.mark_bound(*var);
                    }
                    VarKind::Cell | VarKind::Free => {
                        self.emit(Op::StoreCell, vec![Operand::Local(local), value], span);
                    }
                }
            }
            NameRef::Global(symbol) => {
                let slot = self.world.slot(self.hir.module, symbol);
                let module = ModuleId::new(self.hir.module.index());
                self.emit(Op::StoreGlobal { module, slot }, vec![value], span);
            }
            NameRef::ClassLocal(symbol) | NameRef::ClassFree(symbol, _) => {
                let namespace = self.namespace_operand();
                self.class_store(namespace, symbol, value, span);
            }
            NameRef::FromDict { name, .. } => {
                panic!("{name} of an enclosing class body is stored to")
            }
        }
    }

    pub fn class_store(&mut self, namespace: Operand, name: &str, value: Operand, span: Span) {
        let name = self.str_const(name);
        self.runtime(RuntimeFn::class_store, vec![namespace, name, value], span);
    }

    /// `del name`
    pub fn delete(&mut self, name: &NameRef, span: Span) {
        match name {
            NameRef::Var(var) => match self.hir.vars[var.index()].kind {
                VarKind::Local | VarKind::Temp => {
                    if !self.is_bound(*var) {
                        self.check_bound(*var, span);
                    }
                    self.clear(*var, span);
                }
                VarKind::Cell | VarKind::Free => {
                    self.load_var(*var, span);
                    self.clear(*var, span);
                }
            },
            NameRef::Global(symbol) => {
                let slot = self.world.slot(self.hir.module, symbol);
                let module = ModuleId::new(self.hir.module.index());
                let name = self.intern(symbol);
                self.emit(Op::DeleteGlobal { module, slot, name }, vec![], span);
            }
            NameRef::ClassLocal(symbol) | NameRef::ClassFree(symbol, _) => {
                let namespace = self.namespace_operand();
                let name = self.str_const(symbol);
                self.runtime(RuntimeFn::class_delete, vec![namespace, name], span);
            }
            NameRef::FromDict { name, .. } => {
                panic!("{name} of an enclosing class body is deleted")
            }
        }
    }

    /// Makes a name unset whether or not it is set, as at the end of an `except … as name`.
    pub fn unbind(&mut self, name: &NameRef, span: Span) {
        match name {
            NameRef::Var(var) => self.clear(*var, span),
            NameRef::Global(_)
            | NameRef::ClassLocal(_)
            | NameRef::ClassFree(..)
            | NameRef::FromDict { .. } => {
                let none = self.none();
                self.store(name, none, span);
                self.delete(name, span);
            }
        }
    }

    /// Makes a variable of the function unset.
    pub fn clear(&mut self, var: VarId, span: Span) {
        let local = self.var_local(var);
        match self.hir.vars[var.index()].kind {
            VarKind::Local | VarKind::Temp => {
                self.func.locals[local.index()].maybe_unset = true;
                self.emit_to(Some(local), Op::Clear, vec![], span);
                self.mark_unset(var);
            }
            VarKind::Cell | VarKind::Free => {
                let args = vec![Operand::Local(local), Operand::Unset];
                self.emit(Op::StoreCell, args, span);
            }
        }
    }
}
