//! Calls and the making of functions.

use crate::builder::{Builder, span};
use taipan_abi::runtime_fns::RuntimeFn;
use taipan_hir as hir;
use taipan_hir::{Arg, Expr, ExprKind, FunctionKind, Keyword, NameRef, VarKind};
use taipan_mir::{AddressOf, FuncId, ModuleId, Op, Operand, Span};

/// Longer argument lists are passed as a tuple and a dict.
const MAX_OPERANDS: usize = 64;

impl<'a> Builder<'a, '_> {
    pub fn call(
        &mut self,
        func: &'a Expr,
        args: &'a [Arg],
        keywords: &'a [Keyword],
        at: Span,
    ) -> Operand {
        if args.is_empty()
            && keywords.is_empty()
            && let Some(result) = self.introspection(func, at)
        {
            return result;
        }
        let is_spread = args.iter().any(|a| a.is_star)
            || keywords.iter().any(|k| k.name.is_none())
            || args.len() + keywords.len() > MAX_OPERANDS;
        if is_spread {
            let callee = self.expr(func);
            let (mut args, is_single) = match args {
                [
                    Arg {
                        is_star: true,
                        value,
                    },
                ] => (self.expr(value), true),
                _ => (self.spread_args(args, at), false),
            };
            let keywords = self.spread_keywords(keywords, callee, at);
            if is_single {
                // The call itself runs through a lone star's items, so the keywords come first.
                args = self.runtime(RuntimeFn::args_tuple, vec![args, callee], at);
            }
            return self.runtime(RuntimeFn::call_ex, vec![callee, args, keywords], at);
        }
        let method = match &func.kind {
            ExprKind::Attr(_, name) => Some(name),
            _ => None,
        };
        let (callee, at) = match &func.kind {
            ExprKind::Attr(receiver, name) => {
                let receiver = self.expr(receiver);
                (receiver, self.attr_span(at, func.span, name))
            }
            _ => (self.expr(func), at),
        };
        let mut operands = vec![callee];
        operands.extend(args.iter().map(|a| self.expr(&a.value)));
        operands.extend(keywords.iter().map(|k| self.expr(&k.value)));
        let kwnames = if keywords.is_empty() {
            None
        } else {
            Some(self.names_tuple(keywords.iter().filter_map(|k| k.name.as_deref())))
        };
        let op = match method {
            Some(name) => Op::CallMethod {
                name: self.intern(name),
                kwnames,
                cache: self.world.out.new_cache(),
            },
            None => Op::Call { kwnames },
        };
        self.value(op, operands, at)
    }

    /// The tuple of arguments of a call with stars, other than a lone one.
    fn spread_args(&mut self, args: &'a [Arg], at: Span) -> Operand {
        let plain = args
            .iter()
            .take_while(|a| !a.is_star)
            .count()
            .min(MAX_OPERANDS);
        let first: Vec<_> = args[..plain].iter().map(|a| self.expr(&a.value)).collect();
        if plain == args.len() {
            return self.value(Op::BuildTuple, first, at);
        }
        let list = self.value(Op::BuildList, first, at);
        for arg in &args[plain..] {
            let value = self.expr(&arg.value);
            if arg.is_star {
                self.runtime(RuntimeFn::list_extend, vec![list, value], at);
            } else {
                self.runtime(RuntimeFn::list_append, vec![list, value], at);
            }
        }
        self.runtime(RuntimeFn::list_to_tuple, vec![list], at)
    }

    /// The dict of keyword arguments, or Unset.
    fn spread_keywords(&mut self, keywords: &'a [Keyword], callee: Operand, at: Span) -> Operand {
        match keywords {
            [] => return Operand::Unset,
            [
                Keyword {
                    name: None, value, ..
                },
            ] => {
                let mapping = self.expr(value);
                return self.runtime(RuntimeFn::kwargs_dict, vec![mapping, callee], at);
            }
            _ => {}
        }
        let mut dict = None;
        let mut rest = keywords;
        while let Some(first) = rest.first() {
            let addition = if first.name.is_none() {
                rest = &rest[1..];
                if dict.is_none() {
                    dict = Some(self.value(Op::BuildDict, vec![], at));
                }
                self.expr(&first.value)
            } else {
                let named = rest
                    .iter()
                    .take_while(|k| k.name.is_some())
                    .count()
                    .min(MAX_OPERANDS);
                let (chunk, later) = rest.split_at(named);
                rest = later;
                let mut pairs = Vec::with_capacity(2 * named);
                for keyword in chunk {
                    let name = keyword.name.as_deref().unwrap_or_default();
                    pairs.push(self.str_const(name));
                    pairs.push(self.expr(&keyword.value));
                }
                self.value(Op::BuildDict, pairs, at)
            };
            match dict {
                None => dict = Some(addition),
                Some(dict) => {
                    self.runtime(RuntimeFn::dict_merge, vec![dict, addition, callee], at);
                }
            }
        }
        dict.unwrap_or(Operand::Unset)
    }

    /// `globals()`, `locals()`, `vars()` and `dir()` without arguments are about the code that calls them.
    fn introspection(&mut self, func: &Expr, at: Span) -> Option<Operand> {
        let ExprKind::Name(NameRef::Global(name) | NameRef::ClassLocal(name)) = &func.kind else {
            return None;
        };
        let module = &self.world.facts.modules[self.hir.module.index()];
        if module.stores(name) > 0 {
            return None;
        }
        match &**name {
            "globals" => Some(self.globals_dict(at)),
            "locals" | "vars" => Some(self.locals_dict(at)),
            "dir" => {
                let dict = self.locals_dict(at);
                let name = self.intern("sorted");
                let sorted = self.value(Op::LoadBuiltin { name }, vec![], at);
                Some(self.value(Op::Call { kwnames: None }, vec![sorted, dict], at))
            }
            _ => None,
        }
    }

    fn globals_dict(&mut self, at: Span) -> Operand {
        let module = ModuleId::new(self.hir.module.index());
        let address = self.address(AddressOf::Module(module), at);
        self.runtime(RuntimeFn::globals, vec![address], at)
    }

    fn locals_dict(&mut self, at: Span) -> Operand {
        match self.hir.kind {
            FunctionKind::Module => return self.globals_dict(at),
            FunctionKind::ClassBody => return self.namespace_operand(),
            FunctionKind::Def
            | FunctionKind::Lambda
            | FunctionKind::GenExpr
            | FunctionKind::Annotate
            | FunctionKind::TypeParams => {}
        }
        let dict = self.value(Op::BuildDict, vec![], at);
        for (index, var) in self.hir.vars.iter().enumerate() {
            let is_hidden = var.is_comprehension || var.name.starts_with('.');
            if is_hidden || var.kind == VarKind::Temp {
                continue;
            }
            let local = self.var_local(hir::VarId::new(index));
            let name = self.str_const(&var.name);
            let value = Operand::Local(local);
            match var.kind {
                VarKind::Local => {
                    if !self.is_bound(hir::VarId::new(index)) {
                        self.func.locals[local.index()].maybe_unset = true;
                    }
                    self.runtime(RuntimeFn::locals_add, vec![dict, name, value], at);
                }
                VarKind::Cell | VarKind::Free => {
                    self.runtime(RuntimeFn::locals_add_cell, vec![dict, name, value], at);
                }
                VarKind::Temp => {}
            }
        }
        dict
    }

    // Functions.

    /// The cells that an inner function captures.
    pub fn captured_cells(&mut self, func: hir::FuncId) -> Vec<Operand> {
        let captures = &self.world.hir.functions[func.index()].captures;
        captures.iter().map(|var| self.cell(*var)).collect()
    }

    pub fn make_function(&mut self, make: &'a hir::MakeFunction, at: Span) -> Operand {
        let defaults = if make.defaults.is_empty() {
            Operand::Unset
        } else if let Some(values) = make
            .defaults
            .iter()
            .map(crate::constant::as_const)
            .collect::<Option<Vec<_>>>()
        {
            self.hir_const(&hir::Const::Tuple(values))
        } else {
            let values = make.defaults.iter().map(|e| self.expr(e)).collect();
            self.value(Op::BuildTuple, values, at)
        };
        let kw_defaults = if make.kw_defaults.is_empty() {
            Operand::Unset
        } else {
            let mut pairs = Vec::with_capacity(2 * make.kw_defaults.len());
            for (name, value) in &make.kw_defaults {
                pairs.push(self.str_const(name));
                pairs.push(self.expr(value));
            }
            self.value(Op::BuildDict, pairs, at)
        };
        let annotate = match make.annotate {
            Some(func) => self.plain_function(func, at),
            None => Operand::Unset,
        };
        let mut operands = self.captured_cells(make.func);
        operands.extend([defaults, kw_defaults, annotate]);
        let func = FuncId::new(make.func.index());
        let function = self.value(Op::MakeFunction { func }, operands, at);
        if !make.type_params.is_empty() {
            let params = self.names_as_tuple(&make.type_params, at);
            self.runtime(RuntimeFn::set_type_params, vec![function, params], at);
        }
        function
    }

    /// A function without defaults or annotations.
    fn plain_function(&mut self, func: hir::FuncId, at: Span) -> Operand {
        let mut operands = self.captured_cells(func);
        operands.extend([Operand::Unset; 3]);
        let func = FuncId::new(func.index());
        self.value(Op::MakeFunction { func }, operands, at)
    }

    pub fn names_as_tuple(&mut self, names: &[NameRef], at: Span) -> Operand {
        let values = names.iter().map(|n| self.load(n, at)).collect();
        self.value(Op::BuildTuple, values, at)
    }

    pub fn call_type_params(&mut self, func: hir::FuncId, args: &'a [Expr], at: Span) -> Operand {
        let args: Vec<_> = args.iter().map(|e| self.expr(e)).collect();
        let mut operands = self.captured_cells(func);
        let op = Op::CallBody {
            func: FuncId::new(func.index()),
            num_cells: operands.len() as u32,
        };
        operands.extend(args);
        self.value(op, operands, at)
    }

    /// Applies decorators that were evaluated in source order, the last one first.
    pub fn decorate(&mut self, decorators: &[(Operand, Span)], mut value: Operand) -> Operand {
        for &(decorator, at) in decorators.iter().rev() {
            value = self.value(Op::Call { kwnames: None }, vec![decorator, value], at);
        }
        value
    }

    /// Evaluates decorators in source order.
    pub fn decorators(&mut self, decorators: &'a [Expr]) -> Vec<(Operand, Span)> {
        decorators
            .iter()
            .map(|d| (self.expr(d), span(d.span)))
            .collect()
    }
}
