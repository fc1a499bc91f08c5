//! Calls of functions, classes, methods and builtins.

use super::ty::*;
use super::*;

impl Inference {
    pub(super) fn make_function(&mut self, p: &Program, f: usize, i: &Inst, g: FuncId) {
        let target = &p.funcs[g.index()];
        let n = i.args.len();
        self.escape_args(p, f, &i.args[..n - 3]);
        let defaults = self.ty(p, f, i.args[n - 3]);
        let positional = target.params.num_positional as usize;
        if let Some(items) = self.tuple_items(&defaults) {
            let first = positional - items.len();
            for (k, t) in items.iter().enumerate() {
                self.set_local(g.index(), first + k + usize::from(target.uses_callee), t);
            }
        } else if let Some(e) = defaults.elem {
            let t = self.content(e);
            for l in 0..positional {
                self.set_local(g.index(), l + usize::from(target.uses_callee), &t);
            }
        } else if i.args[n - 3] != Operand::Unset {
            for l in 0..positional {
                self.set_local(g.index(), l + usize::from(target.uses_callee), &Ty::top());
            }
        }
        if i.args[n - 2] != Operand::Unset {
            let kw = self.ty(p, f, i.args[n - 2]);
            let t = match kw.value {
                Some(v) => self.content(v),
                None => Ty::top(),
            };
            for l in target.params.num_positional
                ..target.params.num_positional + target.params.num_kwonly
            {
                self.set_local(g.index(), l as usize + usize::from(target.uses_callee), &t);
            }
        }
        if self.world.reads_annotations && self.held.contains(&g.index()) {
            self.escape_args(p, f, &i.args[n - 1..]);
        }
        // A function made outside of a module's or class's body may be held by anyone who gets the value.
        if target.uses_callee {
            self.set_local(g.index(), 0, &Ty::top());
        }
    }

    /// A call of a known function with these argument types.
    pub(super) fn call_func(
        &mut self,
        p: &Program,
        g: usize,
        args: &[Ty],
        keywords: &[(String, Ty)],
    ) -> Ty {
        let target = &p.funcs[g];
        if !self.reached[g] {
            self.reached[g] = true;
            self.changed = true;
        }
        let offset = usize::from(target.uses_callee);
        for (n, a) in args.iter().enumerate() {
            if n < target.params.num_positional as usize {
                self.set_local(g, n + offset, a);
            } else {
                self.escape_ty(a);
            }
        }
        for (name, t) in keywords {
            let named = (target.params.num_positional + target.params.num_kwonly) as usize;
            match target.params.names[..named]
                .iter()
                .position(|x| p.name(*x) == name)
            {
                Some(at) => self.set_local(g, at + offset, t),
                None => self.escape_ty(t),
            }
        }
        if target.is_generator {
            let n = self.yield_node(g);
            return Ty::container(ITER, n);
        }
        if target.is_coroutine {
            return Ty::top();
        }
        self.returns[g].clone()
    }

    pub(super) fn keywords(
        &self,
        p: &Program,
        f: usize,
        i: &Inst,
        kwnames: Option<taipan_mir::ConstId>,
    ) -> (usize, Vec<(String, Ty)>) {
        let names: Vec<String> = match kwnames.map(|k| p.constant(k)) {
            Some(Const::Tuple(items)) => items
                .iter()
                .map(|c| match p.constant(*c) {
                    Const::Str(s) => String::from_utf8_lossy(s).into_owned(),
                    _ => String::new(),
                })
                .collect(),
            _ => vec![],
        };
        let first = i.args.len() - names.len();
        let list = names
            .into_iter()
            .zip(&i.args[first..])
            .map(|(n, a)| (n, self.ty(p, f, *a)))
            .collect();
        (first, list)
    }

    pub(super) fn call(
        &mut self,
        p: &Program,
        f: usize,
        site: (usize, usize, usize),
        i: &Inst,
        kwnames: Option<taipan_mir::ConstId>,
    ) -> Ty {
        let callee = self.ty(p, f, i.args[0]);
        let (end, keywords) = self.keywords(p, f, i, kwnames);
        let args: Vec<Ty> = i.args[1..end].iter().map(|a| self.ty(p, f, *a)).collect();
        let is_type = |k: &Known| matches!(k, Known::Builtin(n) if p.name(NameId(*n)) == "type");
        if callee.known.iter().any(is_type) && args.iter().any(Ty::is_top) {
            self.show_classes(&p.funcs[f], i);
        }
        self.call_known(p, site, &callee, &args, &keywords)
    }

    pub(super) fn call_known(
        &mut self,
        p: &Program,
        site: (usize, usize, usize),
        callee: &Ty,
        args: &[Ty],
        keywords: &[(String, Ty)],
    ) -> Ty {
        let mut out = Ty::default();
        for k in callee.known.clone() {
            let t = match k {
                Known::Func(g) => self.call_func(p, g as usize, args, keywords),
                Known::Class(c) => self.construct(p, c as usize, args, keywords),
                Known::Builtin(name) => {
                    let n = p.name(NameId(name)).to_string();
                    if n == "type" {
                        for a in args {
                            for c in class_indices(a.classes) {
                                self.escape_class(c);
                            }
                        }
                    }
                    self.builtin_call(site, &n, args, keywords)
                }
                Known::Module(_) => Ty::top(),
            };
            self.join(&mut out, &t);
        }
        let mut others = callee.bits & !KNOWN;
        if callee.has(INSTANCE) {
            match self.special_call(p, callee, "__call__", args, keywords) {
                Some(t) => {
                    self.join(&mut out, &t);
                    others &= !INSTANCE;
                }
                None => self.operate(callee),
            }
        }
        if others != 0 {
            for t in args.iter().chain(keywords.iter().map(|k| &k.1)) {
                self.escape_ty(t);
            }
            out.bits |= TOP;
        }
        out
    }

    pub(super) fn construct(
        &mut self,
        p: &Program,
        class: usize,
        args: &[Ty],
        keywords: &[(String, Ty)],
    ) -> Ty {
        if class >= MAX_CLASSES || !self.world.classes[class].is_static {
            for t in args.iter().chain(keywords.iter().map(|k| &k.1)) {
                self.escape_ty(t);
            }
            return Ty::top();
        }
        let this = Ty::instance(class);
        if let Some(init) = p.names.get_index_of("__init__").map(NameId::new) {
            match self.world.method(class, init) {
                Some(Some(g)) => {
                    let mut all = vec![this.clone()];
                    all.extend_from_slice(args);
                    self.call_func(p, g.index(), &all, keywords);
                }
                Some(None) => {
                    for t in args {
                        self.escape_ty(t);
                    }
                }
                None => {}
            }
        }
        this
    }

    #[allow(clippy::too_many_arguments)]
    pub(super) fn call_method(
        &mut self,
        p: &Program,
        f: usize,
        func: &Func,
        site: (usize, usize, usize),
        i: &Inst,
        name: NameId,
        kwnames: Option<taipan_mir::ConstId>,
    ) -> Ty {
        let receiver = self.ty(p, f, i.args[0]);
        let (end, keywords) = self.keywords(p, f, i, kwnames);
        let args: Vec<Ty> = i.args[1..end].iter().map(|a| self.ty(p, f, *a)).collect();
        let mut out = Ty::default();
        if let Some((g, this)) = self.super_method(p, f, func, i.args[0], name) {
            let mut all = vec![this];
            all.extend_from_slice(&args);
            return self.call_func(p, g, &all, &keywords);
        }
        for k in class_indices(receiver.classes) {
            match self.world.method(k, name) {
                Some(Some(g)) if !self.is_replaced(k, name) => {
                    let mut all = vec![Ty::instance(k)];
                    all.extend_from_slice(&args);
                    let t = self.call_func(p, g.index(), &all, &keywords);
                    self.join(&mut out, &t);
                }
                _ => {
                    // Perhaps a class method: it receives the class; or something that was decorated.
                    self.escape_class(k);
                    self.expose(k);
                    self.call_by_name(p, name, &args, &keywords);
                    out.bits |= TOP;
                }
            }
        }
        for known in receiver.known.clone() {
            let t = match known {
                Known::Module(m) => {
                    let found = self.module_attr(p, m as usize, name);
                    let module = &p.modules[m as usize];
                    if module.is_native {
                        self.find_class_by(name);
                        // Some of them iterate.
                        args.iter().for_each(|a| self.operate(a));
                        builtins::native_function(&module.name, p.name(name), &args).unwrap_or_else(
                            || {
                                for t in args.iter().chain(keywords.iter().map(|k| &k.1)) {
                                    self.escape_ty(t);
                                }
                                Ty::top()
                            },
                        )
                    } else {
                        let t = self.call_known(p, site, &found, &args, &keywords);
                        let known = builtins::library_function(&module.name, p.name(name), &args);
                        let is_own = module.is_stdlib
                            && keywords.is_empty()
                            && !self.stored.contains(&name)
                            && !self.is_open_module(m);
                        known.filter(|_| is_own).unwrap_or(t)
                    }
                }
                Known::Class(c) => match self.world.method(c as usize, name) {
                    Some(Some(g))
                        if !self.is_replaced(c as usize, name)
                            && self.world.classes[c as usize].is_static =>
                    {
                        self.call_func(p, g.index(), &args, &keywords)
                    }
                    _ => {
                        // A class method receives the class.
                        self.escape_class(c as usize);
                        self.call_by_name(p, name, &args, &keywords);
                        Ty::top()
                    }
                },
                Known::Func(_) | Known::Builtin(_) => {
                    self.call_by_name(p, name, &args, &keywords);
                    Ty::top()
                }
            };
            self.join(&mut out, &t);
        }
        let native = receiver.bits & !(INSTANCE | KNOWN | TOP);
        if native != 0 && native != NONE && builtins::has_attribute(p.name(name)) {
            let text = p.name(name).to_string();
            let t = self.native_method(site, &receiver, &text, &args, &keywords);
            self.join(&mut out, &t);
        }
        if receiver.is_top() {
            self.call_by_name(p, name, &args, &keywords);
            out.bits |= TOP;
        }
        out
    }

    /// `super().name(…)` in a method of a static class whose subclasses are all static (single inheritance everywhere).
    pub fn super_method(
        &self,
        p: &Program,
        f: usize,
        func: &Func,
        receiver: Operand,
        name: NameId,
    ) -> Option<(usize, Ty)> {
        let Operand::Local(l) = receiver else {
            return None;
        };
        let owner = *self.world.method_owner.get(&FuncId::new(f))?;
        if self.is_open(owner)
            || !self.world.classes[owner].is_static
            || self.is_replaced(owner, name)
        {
            return None;
        }
        let mut defs = func
            .blocks
            .iter()
            .flat_map(|b| &b.insts)
            .filter(|i| i.dest == Some(l));
        let first = defs.next()?;
        if defs.next().is_some() || world::runtime_fn(first) != Some(RuntimeFn::make_super) {
            return None;
        }
        let base = self.world.classes[owner].base?;
        let g = self.world.method(base, name)??;
        let this = self.ty(p, f, first.args[1]);
        Some((g.index(), this))
    }

    /// A method call on something unknown: every method of that name may run.
    pub(super) fn call_by_name(
        &mut self,
        p: &Program,
        name: NameId,
        args: &[Ty],
        keywords: &[(String, Ty)],
    ) {
        for t in args.iter().chain(keywords.iter().map(|k| &k.1)) {
            self.escape_ty(t);
        }
        if self.called.insert(name) {
            self.changed = true;
        }
        self.escape_name(p, name);
    }
}
