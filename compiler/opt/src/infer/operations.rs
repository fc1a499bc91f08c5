//! Operators, items and the operations of the runtime's table.

use super::ty::*;
use super::*;

impl Inference {
    pub(super) fn store(&mut self, p: &Program, f: usize, i: &Inst) {
        match &i.op {
            Op::StoreGlobal { module, slot } => {
                let t = self.ty(p, f, i.args[0]);
                let name = p.modules[module.index()].globals[*slot as usize];
                if self.world.bindings.contains_key(&(*module, *slot)) {
                    return;
                }
                self.set_global((module.0, *slot), Some(name), &t);
                if p.modules[module.index()].shows_builtin.contains(slot) {
                    self.escape_ty(&t);
                }
            }
            Op::SetAttr { name, .. } => {
                let (o, v) = (self.ty(p, f, i.args[0]), self.ty(p, f, i.args[1]));
                for k in class_indices(o.classes) {
                    // An attribute of an instance shadows a method of the same name.
                    if !self.world.is_free(k, *name) && self.stored_on.insert((k, *name)) {
                        self.changed = true;
                    }
                    self.set_field(k, *name, &v);
                    if !self.world.is_unshadowed(p, k, *name) {
                        // Perhaps a property: its setter receives both.
                        self.expose(k);
                        self.escape_ty(&v);
                    }
                }
                if o.bits & (TOP | KNOWN) != 0 {
                    // Through an unknown receiver: any exposed class with that field, any module with that global.
                    for k in self.exposed.clone() {
                        self.set_field(k, *name, &v);
                    }
                    for known in &o.known {
                        let grew = match known {
                            Known::Class(c) => self.stored_on.insert((*c as usize, *name)),
                            Known::Module(_) => self.stored.insert(*name),
                            Known::Func(_) | Known::Builtin(_) => false,
                        };
                        self.changed |= grew;
                    }
                    if o.is_top() && self.stored.insert(*name) {
                        self.changed = true;
                    }
                    self.escape_ty(&v);
                }
            }
            Op::SetItem => {
                let (o, k, v) = (
                    self.ty(p, f, i.args[0]),
                    self.ty(p, f, i.args[1]),
                    self.ty(p, f, i.args[2]),
                );
                if o.has(LIST)
                    && let Some(n) = o.elem
                {
                    if k.within(INT | BOOL) {
                        self.put(n, &v);
                    } else {
                        let e = self.elem_of(&v);
                        self.put(n, &e);
                        if k.has(!(SLICE)) {
                            self.put(n, &v);
                        }
                    }
                }
                self.meet_keys(&o, &k);
                if o.has(DICT) {
                    if let Some(n) = o.elem {
                        self.put(n, &k);
                    }
                    if let Some(n) = o.value {
                        self.put(n, &v);
                    }
                }
                let mut others = o.bits & !(LIST | DICT | NONE);
                if o.has(INSTANCE) {
                    let args = [k.clone(), v.clone()];
                    match self.special_call(p, &o, "__setitem__", &args, &[]) {
                        Some(_) => others &= !INSTANCE,
                        None => self.operate(&o),
                    }
                }
                if o.has(LIST) && !k.within(INT | BOOL) {
                    // A slice takes the items of what is assigned.
                    self.operate(&v);
                }
                if others != 0 {
                    self.escape_ty(&k);
                    self.escape_ty(&v);
                }
            }
            Op::StoreCell => self.escape_args(p, f, &i.args),
            _ => {}
        }
    }

    /// `del o.name`: a method, class attribute or global of that name may be gone.
    fn delete_attr(&mut self, o: &Ty, name: NameId) {
        let mut grew = o.is_top() && self.stored.insert(name);
        for k in class_indices(o.classes) {
            grew |= !self.world.is_free(k, name) && self.stored_on.insert((k, name));
        }
        for known in &o.known {
            grew |= match known {
                Known::Class(c) => self.stored_on.insert((*c as usize, name)),
                Known::Module(_) => self.stored.insert(name),
                Known::Func(_) | Known::Builtin(_) => false,
            };
        }
        self.changed |= grew;
    }

    pub(super) fn get_item(&mut self, p: &Program, o: &Ty, k: &Ty) -> Ty {
        let mut out = Ty::default();
        let mut others = o.bits & !(LIST | TUPLE | DICT | STR | BYTES | NONE);
        if o.has(INSTANCE) {
            match self.special_call(p, o, "__getitem__", std::slice::from_ref(k), &[]) {
                Some(t) => {
                    self.join(&mut out, &t);
                    others &= !INSTANCE;
                }
                None => self.operate(o),
            }
        }
        if o.has(LIST | TUPLE) {
            if !k.within(SLICE) {
                let e = match o.elem {
                    Some(n) => self.content(n),
                    None => Ty::top(),
                };
                self.join(&mut out, &e);
            }
            if k.bits & !(INT | BOOL) != 0 {
                self.any_shape(o);
                let same = Ty {
                    bits: o.bits & (LIST | TUPLE),
                    elem: o.elem,
                    ..Ty::default()
                };
                self.join(&mut out, &same);
            }
        }
        if o.has(DICT) {
            let v = match o.value {
                Some(n) => self.content(n),
                None => Ty::top(),
            };
            self.join(&mut out, &v);
        }
        if o.has(STR) {
            out.bits |= STR;
        }
        if o.has(BYTES) {
            out.bits |= INT | BYTES;
        }
        if others != 0 {
            self.escape_ty(k);
            out.bits |= TOP;
        }
        out
    }

    pub(super) fn binary(
        &mut self,
        p: &Program,
        f: usize,
        site: (usize, usize, usize),
        i: &Inst,
        op: BinOp,
        in_place: bool,
    ) -> Ty {
        let (mut a, mut b) = (self.ty(p, f, i.args[0]), self.ty(p, f, i.args[1]));
        if a.bits == 0 || b.bits == 0 {
            return Ty::default();
        }
        let mut out = Ty::default();
        if a.has(INSTANCE) || b.has(INSTANCE) {
            match self.special_binary(p, &a, &b, op, in_place) {
                Some(t) => out = t,
                None => {
                    self.escape_ty(&a);
                    self.escape_ty(&b);
                    return Ty::top();
                }
            }
            if b.is_top() {
                return out;
            }
            (a, b) = (
                special::without_instances(&a),
                special::without_instances(&b),
            );
        }
        // None has no operators: it raises, whatever the other operand is; the result comes from the rest.
        if (a.bits | b.bits) & (TOP | KNOWN) == 0 {
            for t in [&mut a, &mut b] {
                t.bits &= !NONE;
            }
        }
        if a.bits == 0 || b.bits == 0 {
            return out;
        }
        let rest = self.plain_binary(p, site, i, op, in_place, a, b);
        self.join(&mut out, &rest);
        out
    }

    /// An operator on what is no instance of the program's classes.
    #[allow(clippy::too_many_arguments)]
    fn plain_binary(
        &mut self,
        p: &Program,
        site: (usize, usize, usize),
        i: &Inst,
        op: BinOp,
        in_place: bool,
        a: Ty,
        b: Ty,
    ) -> Ty {
        let number = INT | BOOL | FLOAT;
        if a.within(number) && b.within(number) {
            let ints = a.has(INT | BOOL) && b.has(INT | BOOL);
            let floats = a.has(FLOAT) || b.has(FLOAT);
            let both_bool = a.within(BOOL)
                && b.within(BOOL)
                && matches!(op, BinOp::BitAnd | BinOp::BitOr | BinOp::BitXor);
            return match op {
                BinOp::Div => Ty::of(FLOAT),
                _ if both_bool => Ty::of(BOOL),
                BinOp::Pow => {
                    let natural = match i.args[1] {
                        Operand::Const(c) => matches!(p.constant(c), Const::Int(n) if *n >= 0),
                        _ => false,
                    };
                    let mut bits = 0;
                    if ints {
                        bits |= if natural { INT } else { INT | FLOAT };
                    }
                    if floats {
                        bits |= FLOAT;
                    }
                    Ty::of(bits)
                }
                BinOp::MatMul => Ty::top(),
                _ => {
                    let mix = if matches!(op, BinOp::BitAnd | BinOp::BitOr | BinOp::BitXor)
                        && (a.has(BOOL) && b.has(BOOL))
                    {
                        BOOL
                    } else {
                        0
                    };
                    Ty::of(if ints { INT | mix } else { 0 } | if floats { FLOAT } else { 0 })
                }
            };
        }
        match op {
            BinOp::Add if a.within(STR) && b.within(STR) => return Ty::of(STR),
            BinOp::Mod if a.within(STR) => return Ty::of(STR),
            BinOp::Mul
                if a.within(STR) && b.within(INT | BOOL)
                    || b.within(STR) && a.within(INT | BOOL) =>
            {
                return Ty::of(STR);
            }
            BinOp::Add if a.within(BYTES) && b.within(BYTES) => return Ty::of(BYTES),
            BinOp::Add if a.within(LIST) && in_place => {
                let e = self.elem_of(&b);
                if let Some(n) = a.elem {
                    self.put(n, &e);
                }
                return a;
            }
            BinOp::Add
                if a.within(LIST) && b.within(LIST) || a.within(TUPLE) && b.within(TUPLE) =>
            {
                let n = self.site((site.0, site.1, site.2, 0));
                for t in [&a, &b] {
                    let e = self.elem_of(t);
                    self.put(n, &e);
                }
                self.shape(n, Shape::Any);
                return Ty::container(a.bits, n);
            }
            BinOp::Mul
                if a.within(LIST | TUPLE) && b.within(INT | BOOL)
                    || b.within(LIST | TUPLE) && a.within(INT | BOOL) =>
            {
                let s = if a.has(LIST | TUPLE) { a } else { b };
                if in_place {
                    self.any_shape(&s);
                    return s;
                }
                let n = self.site((site.0, site.1, site.2, 0));
                let e = self.elem_of(&s);
                self.put(n, &e);
                self.shape(n, Shape::Any);
                return Ty::container(s.bits, n);
            }
            _ => {}
        }
        // User-defined operators, or a TypeError: the operands are seen by unknown code.
        self.escape_ty(&a);
        self.escape_ty(&b);
        Ty::top()
    }

    /// The iterator of instances of known classes whose `__iter__` is a generator.
    fn iterated(&mut self, p: &Program, t: &Ty) -> Option<Ty> {
        let name = p.names.get_index_of("__iter__").map(NameId::new)?;
        if !t.within(INSTANCE) {
            return None;
        }
        let mut targets = vec![];
        for k in class_indices(t.classes) {
            let g = self.world.method(k, name)??;
            if self.is_replaced(k, name) || !p.funcs[g.index()].is_generator {
                return None;
            }
            targets.push((k, g.index()));
        }
        let mut out = Ty::default();
        for (k, g) in targets {
            let r = self.call_func(p, g, &[Ty::instance(k)], &[]);
            self.join(&mut out, &r);
        }
        Some(out)
    }

    pub(super) fn runtime(
        &mut self,
        p: &Program,
        f: usize,
        site: (usize, usize, usize),
        i: &Inst,
        function: RuntimeFn,
    ) -> Ty {
        use RuntimeFn as F;
        let ty = |x: &Self, n: usize| x.ty(p, f, i.args[n]);
        if function == F::delattr
            && let Some(name) = text_name(p, i.args[1])
            && let Some(name) = p.names.get_index_of(name).map(NameId::new)
        {
            self.delete_attr(&ty(self, 0), name);
        }
        match function {
            // What is thrown into or sent to a generator changes nothing about what it yields.
            F::yield_from | F::yield_from_throw => {
                let t = ty(self, 0);
                self.elem_of(&t)
            }
            F::get_iter | F::yield_from_iter => {
                let t = ty(self, 0);
                if t.bits == 0 {
                    return Ty::default();
                }
                if let Some(t) = self.iterated(p, &t) {
                    return t;
                }
                if t.within(ITER) {
                    return t;
                }
                if t.within(LIST | TUPLE | SET | DICT | ITER | RANGE | STR | BYTES) {
                    if let (Some(n), false) = (t.elem, t.has(RANGE | STR | BYTES)) {
                        return Ty::container(ITER, n);
                    }
                    let n = self.site((site.0, site.1, site.2, 0));
                    let e = self.elem_of(&t);
                    self.put(n, &e);
                    return Ty::container(ITER, n);
                }
                self.escape_ty(&t);
                Ty::top()
            }
            F::iter_next => {
                let t = ty(self, 0);
                self.elem_of(&t)
            }
            F::sum_add => {
                let v = ty(self, 1);
                if v.bits & !(INT | BOOL | FLOAT) == 0 {
                    return Ty::of(INT | (v.bits & FLOAT));
                }
                let total = ty(self, 0);
                self.meet(&[&total, &v]);
                self.escape_ty(&total);
                self.escape_ty(&v);
                Ty::top()
            }
            F::sum_result => ty(self, 0),
            F::list_append => {
                let (o, v) = (ty(self, 0), ty(self, 1));
                if let Some(n) = o.elem {
                    self.put(n, &v);
                }
                if o.bits & !LIST != 0 {
                    self.escape_ty(&v);
                }
                Ty::default()
            }
            F::set_add => {
                let (o, v) = (ty(self, 0), ty(self, 1));
                self.meet_keys(&o, &v);
                if let Some(n) = o.elem {
                    self.put(n, &v);
                }
                Ty::default()
            }
            F::dict_set => {
                let (o, k, v) = (ty(self, 0), ty(self, 1), ty(self, 2));
                self.meet_keys(&o, &k);
                if let Some(n) = o.elem {
                    self.put(n, &k);
                }
                if let Some(n) = o.value {
                    self.put(n, &v);
                }
                Ty::default()
            }
            F::list_from_tuple => {
                let n = self.site((site.0, site.1, site.2, 0));
                let t = ty(self, 0);
                let e = self.elem_of(&t);
                self.put(n, &e);
                Ty::container(LIST, n)
            }
            F::list_extend => {
                let (o, v) = (ty(self, 0), ty(self, 1));
                let e = self.elem_of(&v);
                if let Some(n) = o.elem {
                    self.put(n, &e);
                }
                if !v.within(LIST | TUPLE | SET | DICT | ITER | RANGE | STR | BYTES) {
                    self.escape_ty(&v);
                }
                Ty::default()
            }
            F::list_to_tuple => {
                let t = ty(self, 0);
                match t.elem {
                    Some(n) if t.within(LIST) => {
                        self.shape(n, Shape::Any);
                        Ty::container(TUPLE, n)
                    }
                    _ => Ty::top(),
                }
            }
            F::import_from => {
                let module = ty(self, 0);
                match (&module.known[..], text_name(p, i.args[1])) {
                    ([Known::Module(m)], Some(name))
                        if module.within(KNOWN) && !p.modules[*m as usize].is_native =>
                    {
                        let known = p.names.get_index_of(name).map(NameId::new);
                        let has = |n| p.modules[*m as usize].globals.contains(&n);
                        match known {
                            Some(n) if has(n) => self.module_attr(p, *m as usize, n),
                            _ => {
                                self.escape_args(p, f, &i.args);
                                Ty::top()
                            }
                        }
                    }
                    (_, name) => {
                        if name == Some("type") && !self.shows_classes {
                            self.shows_classes = true;
                            self.changed = true;
                        }
                        self.escape_args(p, f, &i.args);
                        Ty::top()
                    }
                }
            }
            F::make_super => {
                // Nothing sees the receiver but the methods that are called on it, when all of them are known.
                let func = &p.funcs[f];
                let dest = i.dest.map(Operand::Local);
                let known = |c: &Inst| match c.op {
                    Op::CallMethod { name, .. } => {
                        c.args[1..].iter().all(|a| Some(*a) != dest)
                            && self.super_method(p, f, func, c.args[0], name).is_some()
                    }
                    _ => false,
                };
                let uses = |args: &[Operand]| args.iter().any(|a| Some(*a) == dest);
                let all_known = func.blocks.iter().all(|b| {
                    b.insts.iter().all(|c| !uses(&c.args) || known(c)) && !uses(&b.term.operands())
                });
                if !all_known {
                    self.escape_args(p, f, &i.args);
                }
                Ty::top()
            }
            F::build_slice => {
                // Slices are compared by their parts.
                self.escape_args(p, f, &i.args);
                Ty::of(SLICE)
            }
            F::format_value => Ty::of(STR),
            F::length => Ty::of(INT),
            F::class_store => {
                // Plain functions of class bodies are methods: they are called through instances.
                let v = ty(self, 2);
                let plain = v.known.iter().all(|k| match k {
                    Known::Func(g) => {
                        self.world.method_owner.contains_key(&FuncId(*g))
                            || p.funcs[*g as usize].kind == FuncKind::Annotate
                    }
                    _ => false,
                });
                if !(v.within(KNOWN) && plain) {
                    self.escape_ty(&v);
                }
                if self.world.reads_annotations
                    && let Some(k) = self.world.class_of_body.get(&FuncId::new(f)).copied()
                    && (self.escaped_classes.contains(&k)
                        || self.exposed.contains(&k)
                        || !self.world.classes[k].is_static
                        || self.world.classes[k].is_dataclass)
                {
                    for known in v.known.clone() {
                        if let Known::Func(g) = known
                            && p.funcs[g as usize].kind == FuncKind::Annotate
                        {
                            self.escape_ty(&Ty::known(known));
                        }
                    }
                }
                if let Some(k) = self.world.class_of_body.get(&FuncId::new(f)).copied()
                    && let Some(name) = text_name(p, i.args[1])
                    && let Some(name) = p.names.get_index_of(name).map(NameId::new)
                    && self.world.classes[k].plain.contains(&name)
                {
                    // What instances show as long as their field is not set.
                    self.set_field(k, name, &v);
                }
                for k in v.known.clone() {
                    if let Known::Func(g) = k
                        && let Some(n) = text_name(p, i.args[1])
                        && (n.starts_with("__") && n != "__init__" && !special::is_followed(n)
                            || !self.is_static_method(FuncId(g)))
                        && p.funcs[g as usize].kind != FuncKind::Annotate
                        && !self.escaped[g as usize]
                    {
                        // Special methods are called by the runtime with anything.
                        self.changed = true;
                        self.escape_func(p, g as usize);
                    }
                }
                Ty::default()
            }
            F::class_load | F::class_load_free => {
                self.escape_args(p, f, &i.args);
                // A method that the body does not only give another name.
                let is_stored =
                    |c: &Inst, n: usize| world::runtime_fn(c) == Some(F::class_store) && n == 2;
                let dest = i.dest.map(Operand::Local);
                let func = &p.funcs[f];
                let is_name = func.blocks.iter().all(|b| {
                    b.term.operands().iter().all(|o| Some(*o) != dest)
                        && b.insts.iter().all(|c| {
                            c.args
                                .iter()
                                .enumerate()
                                .all(|(n, a)| Some(*a) != dest || is_stored(c, n))
                        })
                });
                if !is_name
                    && let Some(k) = self.world.class_of_body.get(&FuncId::new(f)).copied()
                    && let Some(name) = text_name(p, i.args[1])
                    && let Some(name) = p.names.get_index_of(name).map(NameId::new)
                    && let Some(g) = self.world.classes[k].methods.get(&name)
                {
                    self.escape_ty(&Ty::known(Known::Func(g.0)));
                }
                Ty::top()
            }
            F::class_decorate => {
                let decorator = ty(self, 0);
                self.escape_ty(&decorator);
                Ty::default()
            }
            F::class_begin => {
                // Bases reach the metaclass; static classes have only `type`.
                let func = &p.funcs[f];
                let finish = func.blocks.iter().flat_map(|b| &b.insts).find(|c| {
                    matches!(c.op, Op::ClassFinish { .. })
                        && c.args[0] == Operand::Local(i.dest.unwrap_or(Local(u32::MAX)))
                });
                let is_static = match finish.map(|c| &c.op) {
                    Some(Op::ClassFinish { layout }) => {
                        self.world.classes[layout.index()].is_static
                    }
                    _ => false,
                };
                if !is_static {
                    self.escape_args(p, f, &i.args);
                }
                Ty::top()
            }
            F::exception_matches
            | F::class_namespace
            | F::push_handled
            | F::pop_handled
            | F::import_missing => Ty::top(),
            F::match_sequence | F::match_mapping => Ty::of(INT),
            _ => {
                self.escape_args(p, f, &i.args);
                match function.row().result {
                    Kind::I => Ty::of(INT),
                    _ => Ty::top(),
                }
            }
        }
    }

    pub(super) fn is_static_method(&self, g: FuncId) -> bool {
        self.world
            .method_owner
            .get(&g)
            .is_some_and(|k| *k < MAX_CLASSES && self.world.classes[*k].is_static)
    }
}
