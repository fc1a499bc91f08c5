//! Static data: constants as immortal objects, and the descriptors of `taipan_abi::program`, field by field.

use crate::Options;
use crate::symbols::{Place, Symbols, single_char};
use cranelift_module::{DataDescription, DataId, FuncId, Module};
use cranelift_object::ObjectModule;
use taipan_abi::class_ids::ClassId;
use taipan_abi::{layout, program as records, word};
use taipan_mir::{Const, ConstId, FuncKind, Program};

/// Collects bytes and relocations of one data object.
struct Writer {
    bytes: Vec<u8>,
    data_relocs: Vec<(u32, DataId, i64)>,
    func_relocs: Vec<(u32, FuncId)>,
}

impl Writer {
    fn new() -> Writer {
        Writer {
            bytes: vec![],
            data_relocs: vec![],
            func_relocs: vec![],
        }
    }
    fn u32(&mut self, v: u32) {
        self.bytes.extend_from_slice(&v.to_le_bytes());
    }
    fn u64(&mut self, v: u64) {
        self.bytes.extend_from_slice(&v.to_le_bytes());
    }
    fn pointer(&mut self, to: DataId, offset: i64) {
        self.data_relocs.push((self.bytes.len() as u32, to, offset));
        self.u64(0);
    }
    fn function(&mut self, to: FuncId) {
        self.func_relocs.push((self.bytes.len() as u32, to));
        self.u64(0);
    }
    fn object(&mut self, to: Place) {
        self.pointer(to.data, to.offset);
    }
    fn optional_object(&mut self, to: Option<Place>) {
        match to {
            Some(place) => self.object(place),
            None => self.u64(0),
        }
    }
    fn optional(&mut self, to: Option<DataId>) {
        match to {
            Some(d) => self.pointer(d, 0),
            None => self.u64(0),
        }
    }
    fn header(&mut self, class: ClassId) {
        self.u32(class as u32);
        self.u32(0);
        self.u32(layout::IMMORTAL);
        self.u32(0);
    }
    fn define(self, module: &mut ObjectModule, id: DataId) {
        let mut d = DataDescription::new();
        if self.bytes.is_empty() {
            d.define_zeroinit(8);
        } else {
            d.define(self.bytes.into_boxed_slice());
        }
        d.set_align(16);
        for (at, to, offset) in self.data_relocs {
            let global = module.declare_data_in_data(to, &mut d);
            d.write_data_addr(at, global, offset);
        }
        for (at, to) in self.func_relocs {
            let f = module.declare_func_in_data(to, &mut d);
            d.write_function_addr(at, f);
        }
        module
            .define_data(id, &d)
            .expect("each object is defined once");
    }
}

struct Definer<'a> {
    module: &'a mut ObjectModule,
    program: &'a Program,
    symbols: &'a Symbols,
    strings: std::collections::HashMap<Vec<u8>, Place>,
    fresh: u32,
    /// Addresses of tuple items that need the runtime: (tuple, offset, constant).
    patches: Vec<(DataId, i64, ConstId)>,
}

/// A call that the table of frames lists.
pub struct PlacedCall {
    /// Of the return address in the function.
    pub offset: u32,
    /// The inline site plus one, or zero.
    pub site: u32,
    /// Source offset.
    pub start: u32,
}

/// What the table of frames says of a function that has been compiled.
pub struct Frame {
    pub id: FuncId,
    /// In bytes.
    pub size: u64,
    /// Of the MIR function.
    pub index: usize,
    /// By offset, ascending.
    pub calls: Vec<PlacedCall>,
}

/// Defines all data objects that `symbols` declared.
pub fn define(
    module: &mut ObjectModule,
    program: &Program,
    symbols: &Symbols,
    frames: &[Frame],
    options: &Options,
) {
    let mut d = Definer {
        module,
        program,
        symbols,
        strings: Default::default(),
        fresh: 0,
        patches: vec![],
    };
    d.constants();
    d.names();
    d.zeroed(
        symbols.caches,
        u64::from(program.num_caches) * u64::from(layout::CACHE_SITE_SIZE),
    );
    d.zeroed(
        symbols.bigs,
        8 * (u64::from(symbols.num_bigs) + symbols.builtin_slots.len() as u64),
    );
    for i in 0..program.modules.len() {
        d.module_record(i, options);
    }
    for i in 0..program.funcs.len() {
        d.code_record(i);
    }
    for i in 0..program.classes.len() {
        d.class_record(i);
    }
    d.root(frames);
}

impl Definer<'_> {
    fn anonymous(&mut self, writable: bool) -> DataId {
        let _ = writable;
        self.module
            .declare_anonymous_data(true, false)
            .expect("anonymous")
    }

    fn zeroed(&mut self, id: DataId, size: u64) {
        let mut d = DataDescription::new();
        d.define_zeroinit(size.max(8) as usize);
        d.set_align(16);
        self.module
            .define_data(id, &d)
            .expect("each object is defined once");
    }

    /// A static `str` of this text.
    fn string(&mut self, text: &[u8]) -> Place {
        if let Some(byte) = single_char(text) {
            return self.symbols.char_place(byte);
        }
        if let Some(at) = self.program.consts.get_index_of(&Const::Str(text.into())) {
            return self.symbols.consts[at].expect("strings are objects");
        }
        if let Some(place) = self.strings.get(text) {
            return *place;
        }
        let id = self.anonymous(true);
        str_object(text).define(self.module, id);
        let place = Place {
            data: id,
            offset: 0,
        };
        self.strings.insert(text.to_vec(), place);
        self.fresh += 1;
        place
    }

    fn optional_string(&mut self, text: Option<&[u8]>) -> Option<Place> {
        text.map(|t| self.string(t))
    }

    fn constants(&mut self) {
        for (i, c) in self.program.consts.iter().enumerate() {
            let Some(Place { data: id, .. }) = self.symbols.consts[i] else {
                continue;
            };
            let w = match c {
                Const::Str(text) if single_char(text).is_some() => continue,
                Const::Str(text) => str_object(text),
                Const::Bytes(data) => {
                    let mut w = Writer::new();
                    w.header(ClassId::BYTES);
                    w.u64(0);
                    w.u64(data.len() as u64);
                    w.bytes.extend_from_slice(data);
                    w.bytes.push(0);
                    w
                }
                Const::Tuple(items) => {
                    let mut w = Writer::new();
                    w.header(ClassId::TUPLE);
                    w.u64(items.len() as u64);
                    w.u64(0);
                    for item in items {
                        match (
                            const_word(self.program.constant(*item)),
                            self.symbols.consts[item.index()],
                        ) {
                            (Some(word), _) => w.u64(word),
                            (None, Some(object)) => w.object(object),
                            (None, None) => {
                                self.patches.push((id, w.bytes.len() as i64, *item));
                                w.u64(word::NONE);
                            }
                        }
                    }
                    w
                }
                _ => continue,
            };
            w.define(self.module, id);
        }
    }

    fn names(&mut self) {
        let mut w = Writer::new();
        for name in &self.program.names {
            let s = self.string(name.as_bytes());
            w.object(s);
        }
        w.define(self.module, self.symbols.names);
    }

    /// An array of pointers to static strs; `None` when empty.
    fn string_array<'s>(&mut self, texts: impl Iterator<Item = &'s str>) -> Option<DataId> {
        let mut w = Writer::new();
        for t in texts {
            let s = self.string(t.as_bytes());
            w.object(s);
        }
        if w.bytes.is_empty() {
            return None;
        }
        let id = self.anonymous(true);
        w.define(self.module, id);
        Some(id)
    }

    fn raw(&mut self, bytes: Vec<u8>) -> Option<DataId> {
        if bytes.is_empty() {
            return None;
        }
        let id = self.anonymous(true);
        let mut w = Writer::new();
        w.bytes = bytes;
        w.define(self.module, id);
        Some(id)
    }

    fn module_record(&mut self, index: usize, options: &Options) {
        let m = &self.program.modules[index];
        let (program, symbols) = (self.program, self.symbols);
        self.zeroed(symbols.globals[index], 8 * m.globals.len() as u64);
        let object = self.anonymous(true);
        self.zeroed(object, 8);
        let names = self.string_array(m.globals.iter().map(|n| program.name(*n)));
        let name = self.string(m.name.as_bytes());
        let path = self.string(m.path.as_bytes());
        let package = self.string(m.package.as_bytes());
        let strip = options.strip_source;
        let source = if strip {
            None
        } else {
            self.raw(m.source.as_bytes().to_vec())
        };
        let starts = std::iter::once(0).chain(
            m.source
                .bytes()
                .enumerate()
                .filter(|(_, b)| *b == b'\n')
                .map(|(i, _)| i + 1),
        );
        let starts: Vec<u8> = starts.flat_map(|s| (s as u32).to_le_bytes()).collect();
        let num_lines = starts.len() / 4;
        let lines = self.raw(starts);
        let mut w = Writer::new();
        w.object(name);
        w.object(path);
        w.object(package);
        w.optional(m.body.map(|b| symbols.codes[b.index()]));
        w.optional(names);
        w.pointer(symbols.globals[index], 0);
        w.u32(m.globals.len() as u32);
        let flag = |on: bool, bit: u32| if on { bit } else { 0 };
        w.u32(
            flag(m.is_package, records::MODULE_PACKAGE)
                | flag(m.is_stdlib, records::MODULE_STDLIB)
                | flag(m.is_native, records::MODULE_NATIVE),
        );
        w.optional(source);
        w.u64(if strip { 0 } else { m.source.len() as u64 });
        w.optional(lines);
        w.u64(num_lines as u64);
        w.pointer(object, 0);
        w.optional_object(m.doc.and_then(|d| symbols.consts[d.index()]));
        w.define(self.module, symbols.modules[index]);
    }

    fn code_record(&mut self, index: usize) {
        let (program, symbols) = (self.program, self.symbols);
        let f = &program.funcs[index];
        let name = self.string(program.name(f.name).as_bytes());
        let qualname = self.string(f.qualname.as_bytes());
        let params = self.string_array(f.params.names.iter().map(|n| program.name(*n)));
        let free = self.string_array(f.free_names.iter().map(|n| program.name(*n)));
        let mut shown: Vec<&str> = vec![];
        for l in &f.locals {
            if let Some(n) = l.name {
                let n = program.name(n);
                if !shown.contains(&n) && !f.params.names.iter().any(|p| program.name(*p) == n) {
                    shown.push(n);
                }
            }
        }
        let num_locals = shown.len();
        let locals = self.string_array(shown.into_iter());
        let doc = match f.doc.map(|d| program.constant(d)) {
            Some(Const::Str(text)) => self.optional_string(Some(text)),
            _ => None,
        };
        let mut w = Writer::new();
        match symbols.thunks[index] {
            Some(t) => w.function(t),
            None => w.u64(0),
        }
        w.object(name);
        w.object(qualname);
        w.optional_object(doc);
        w.pointer(symbols.modules[f.module.index()], 0);
        w.optional(params);
        w.optional(free);
        match symbols.resumes[index] {
            Some(r) => w.function(r),
            None => w.u64(0),
        }
        w.u32(f.params.num_posonly);
        w.u32(f.params.num_positional);
        w.u32(f.params.num_kwonly);
        let flag = |on: bool, bit: u32| if on { bit } else { 0 };
        let body = matches!(
            f.kind,
            FuncKind::Module | FuncKind::ClassBody | FuncKind::TypeParams
        );
        let module = &program.modules[f.module.index()];
        let is_unbound = module.is_stdlib
            && records::C_MODULES.contains(&module.name.as_str())
            && f.kind == FuncKind::Def
            && !f.qualname.contains('.');
        w.u32(
            flag(f.params.has_varargs, records::CODE_VARARGS)
                | flag(f.params.has_varkeywords, records::CODE_VARKEYWORDS)
                | flag(f.is_generator && !f.is_coroutine, records::CODE_GENERATOR)
                | flag(f.is_coroutine, records::CODE_COROUTINE)
                | flag(body, records::CODE_BODY)
                | flag(f.kind == FuncKind::Lambda, records::CODE_LAMBDA)
                | flag(f.is_written(), records::CODE_WRITTEN)
                | flag(is_unbound, records::CODE_UNBOUND)
                | flag(module.is_stdlib, records::CODE_STDLIB),
        );
        w.u32(f.free_names.len() as u32);
        w.u32(f.first_line);
        w.u32(f.frame_words);
        w.u32(num_locals as u32);
        w.optional(locals);
        w.define(self.module, symbols.codes[index]);
    }

    fn class_record(&mut self, index: usize) {
        let program = self.program;
        let c = &program.classes[index];
        let names = self.string_array(c.fields.iter().map(|n| program.name(*n)));
        let mut w = Writer::new();
        w.optional(names);
        w.u32(c.fields.len() as u32);
        w.u32(c.class_id);
        w.u64(c.doubles);
        w.define(self.module, self.symbols.class_layouts[index]);
    }

    fn root(&mut self, frames: &[Frame]) {
        let (program, symbols) = (self.program, self.symbols);
        let mut modules = Writer::new();
        for m in &symbols.modules {
            modules.pointer(*m, 0);
        }
        let modules_id = self.anonymous(true);
        modules.define(self.module, modules_id);
        let mut rows = Writer::new();
        for f in frames {
            let words = f.calls.iter().flat_map(|c| [c.offset, c.site, c.start]);
            let calls: Vec<u8> = words.flat_map(u32::to_le_bytes).collect();
            rows.function(f.id);
            rows.u64(f.size);
            rows.pointer(symbols.codes[f.index], 0);
            rows.u64(f.calls.len() as u64);
            let calls = if calls.is_empty() {
                None
            } else {
                self.raw(calls)
            };
            rows.optional(calls);
        }
        let mut sites = Writer::new();
        for s in &program.inline_sites {
            sites.pointer(symbols.codes[s.func.index()], 0);
            sites.u32(s.call.start);
            sites.u32(s.call.inlined);
        }
        let sites_id = self.anonymous(true);
        sites.define(self.module, sites_id);
        let frames_id = self.anonymous(true);
        rows.define(self.module, frames_id);
        let mut bigs = Writer::new();
        let mut num_bigs = 0u64;
        let mut row = |d: &mut Self, slot: (DataId, i64), kind: u64, data: Vec<u8>| {
            let len = data.len() as u64;
            let data = d.raw(data);
            bigs.pointer(slot.0, slot.1);
            bigs.u64(kind);
            bigs.optional(data);
            bigs.u64(len);
            num_bigs += 1;
        };
        for (i, c) in program.consts.iter().enumerate() {
            if let Some(slot) = symbols.big_slots[i] {
                let (kind, data) = big_data(c);
                row(self, (symbols.bigs, 8 * i64::from(slot)), kind, data);
            }
        }
        for (tuple, offset, item) in std::mem::take(&mut self.patches) {
            let (kind, data) = big_data(program.constant(item));
            row(self, (tuple, offset), kind, data);
        }
        for (name, slot) in &symbols.builtin_slots {
            row(
                self,
                (symbols.bigs, 8 * i64::from(*slot)),
                2,
                program.name(*name).as_bytes().to_vec(),
            );
        }
        let bigs_id = self.anonymous(true);
        bigs.define(self.module, bigs_id);
        let mut w = Writer::new();
        w.pointer(modules_id, 0);
        w.u64(program.modules.len() as u64);
        w.pointer(symbols.modules[program.main.index()], 0);
        w.pointer(symbols.names, 0);
        w.u64(program.names.len() as u64);
        w.pointer(symbols.caches, 0);
        w.u64(u64::from(program.num_caches));
        w.pointer(frames_id, 0);
        w.u64(frames.len() as u64);
        w.pointer(sites_id, 0);
        let first = taipan_abi::class_ids::FIRST_USER_CLASS + program.classes.len() as u32;
        w.u64(u64::from(first));
        w.pointer(bigs_id, 0);
        w.u64(num_bigs);
        w.define(self.module, symbols.program);
    }
}

fn str_object(text: &[u8]) -> Writer {
    let mut w = Writer::new();
    w.header(ClassId::STR);
    w.u64(0);
    w.u64(text.len() as u64);
    w.u64(text.iter().filter(|b| (**b as i8) >= -64).count() as u64);
    w.u64(0);
    w.bytes.extend_from_slice(text);
    w.bytes.push(0);
    // Comparisons read whole words.
    w.bytes.resize(w.bytes.len().next_multiple_of(8), 0);
    w
}

/// The word of a constant that is an immediate.
pub fn const_word(c: &Const) -> Option<u64> {
    match c {
        Const::None => Some(word::NONE),
        Const::Bool(b) => Some(word::encode_bool(*b)),
        Const::Ellipsis => Some(word::ELLIPSIS),
        Const::NotImplemented => Some(word::NOT_IMPLEMENTED),
        Const::Int(i) => word::encode_int(*i),
        Const::Float(bits) => word::encode_float(f64::from_bits(*bits)),
        Const::BigInt(_) | Const::Str(_) | Const::Bytes(_) | Const::Tuple(_) => None,
    }
}

fn big_data(c: &Const) -> (u64, Vec<u8>) {
    match c {
        Const::BigInt(digits) => (0, digits.clone().into_bytes()),
        Const::Int(i) => (0, i.to_string().into_bytes()),
        Const::Float(bits) => (1, bits.to_le_bytes().to_vec()),
        _ => unreachable!("only numbers are made at start-up"),
    }
}
