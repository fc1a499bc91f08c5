//! Every symbol of the object, numbered before any code is made.

use crate::words::Helper;
use cranelift_codegen::ir::{
    self, AbiParam, ExtFuncData, ExternalName, FuncRef, GlobalValue, GlobalValueData, Signature,
    UserExternalName, types,
};
use cranelift_codegen::isa::CallConv;
use cranelift_module::{DataId, FuncId, Linkage, Module};
use cranelift_object::ObjectModule;
use taipan_abi::runtime_fns::{Kind, ROWS, RuntimeFn};
use taipan_mir::{Const, Func, FuncKind, Program, Repr};

pub struct Symbols {
    /// Direct entries (for generators: the maker).
    pub directs: Vec<FuncId>,
    /// Uniform entries, for functions that Python code can hold.
    pub thunks: Vec<Option<FuncId>>,
    /// Resume functions of generators.
    pub resumes: Vec<Option<FuncId>>,
    pub runtime: Vec<FuncId>,
    helpers: Vec<FuncId>,
    /// Static objects of constants; `None` for those that are immediate words.
    pub consts: Vec<Option<Place>>,
    /// The strings of one ASCII character, an array (the runtime's).
    pub chars: DataId,
    /// Slot of a constant that is made at start-up: index into `bigs`.
    pub big_slots: Vec<Option<u32>>,
    pub num_bigs: u32,
    /// Builtins that are loaded by name: index of their slot, behind the constants'.
    pub builtin_slots: Vec<(taipan_mir::NameId, u32)>,
    pub names: DataId,
    pub caches: DataId,
    pub bigs: DataId,
    pub modules: Vec<DataId>,
    /// Slots of each module's globals.
    pub globals: Vec<DataId>,
    pub codes: Vec<DataId>,
    pub class_layouts: Vec<DataId>,
    /// Raw text of string constants used by address: same index as `consts`.
    pub program: DataId,
    pub call_conv: CallConv,
}

/// The machine type of a representation.
pub fn clif_type(repr: Repr) -> ir::Type {
    match repr {
        Repr::Value
        | Repr::Int
        | Repr::Ref
        | Repr::Small
        | Repr::I64
        | Repr::Borrowed
        | Repr::Raw => types::I64,
        Repr::F64 => types::F64,
        Repr::Bool => types::I8,
    }
}

/// Where a static object lies.
#[derive(Clone, Copy)]
pub struct Place {
    pub data: DataId,
    pub offset: i64,
}

fn char_place(chars: DataId, byte: u8) -> Place {
    Place {
        data: chars,
        offset: i64::from(byte) << taipan_abi::layout::CHAR_SHIFT,
    }
}

/// The text of a string of one ASCII character: it is one of the runtime's.
pub fn single_char(text: &[u8]) -> Option<u8> {
    match text {
        [byte @ 0..128] => Some(*byte),
        _ => None,
    }
}

impl Symbols {
    /// The `str` of an ASCII character.
    pub fn char_place(&self, byte: u8) -> Place {
        char_place(self.chars, byte)
    }

    pub fn declare(module: &mut ObjectModule, program: &Program) -> Symbols {
        let call_conv = module.isa().default_call_conv();
        // Cranelift checks signatures nowhere else: declarations share an empty one.
        let empty = Signature::new(call_conv);
        let local = |m: &mut ObjectModule, name: String| {
            m.declare_function(&name, Linkage::Local, &empty)
                .expect("symbols are unique")
        };
        let data = |m: &mut ObjectModule, name: &str, writable: bool| {
            m.declare_data(name, Linkage::Local, writable, false)
                .expect("symbols are unique")
        };
        let mut directs = vec![];
        let mut thunks = vec![];
        let mut resumes = vec![];
        for (i, f) in program.funcs.iter().enumerate() {
            let module_name = &program.modules[f.module.index()].name;
            let name = format!("py.{module_name}.{}", f.qualname);
            directs.push(local(module, format!("{name}.{i}")));
            let held = !matches!(f.kind, FuncKind::ClassBody);
            thunks.push(held.then(|| local(module, format!("{name}.{i}.call"))));
            resumes.push(
                f.is_generator
                    .then(|| local(module, format!("{name}.{i}.resume"))),
            );
        }
        let runtime = ROWS
            .iter()
            .map(|r| {
                module
                    .declare_function(r.symbol, Linkage::Import, &empty)
                    .expect("symbols are unique")
            })
            .collect();
        let helpers = Helper::ALL
            .iter()
            .map(|h| local(module, format!("helper.{h:?}")))
            .collect();
        let chars = module
            .declare_data("taipan_chars", Linkage::Import, true, false)
            .expect("symbols are unique");
        let mut big_slots = vec![];
        let mut consts = vec![];
        let mut num_bigs = 0;
        for (i, c) in program.consts.iter().enumerate() {
            let mut big = None;
            let object = match c {
                Const::Str(text) if let Some(byte) = single_char(text) => {
                    Some(char_place(chars, byte))
                }
                Const::Str(_) | Const::Bytes(_) | Const::Tuple(_) => Some(Place {
                    data: data(module, &format!("const.{i}"), true),
                    offset: 0,
                }),
                Const::BigInt(_) => {
                    big = Some(num_bigs);
                    None
                }
                Const::Int(v) if taipan_abi::word::encode_int(*v).is_none() => {
                    big = Some(num_bigs);
                    None
                }
                Const::Float(bits)
                    if taipan_abi::word::encode_float(f64::from_bits(*bits)).is_none() =>
                {
                    big = Some(num_bigs);
                    None
                }
                Const::None
                | Const::Bool(_)
                | Const::Ellipsis
                | Const::NotImplemented
                | Const::Int(_)
                | Const::Float(_) => None,
            };
            num_bigs += u32::from(big.is_some());
            big_slots.push(big);
            consts.push(object);
        }
        let mut builtin_names: Vec<taipan_mir::NameId> = vec![];
        for f in &program.funcs {
            for i in f.blocks.iter().flat_map(|b| &b.insts) {
                if let taipan_mir::Op::LoadBuiltin { name } = i.op
                    && !builtin_names.contains(&name)
                {
                    builtin_names.push(name);
                }
            }
        }
        let builtin_slots = builtin_names
            .iter()
            .enumerate()
            .map(|(i, n)| (*n, num_bigs + i as u32))
            .collect();
        Symbols {
            directs,
            thunks,
            resumes,
            runtime,
            helpers,
            consts,
            chars,
            big_slots,
            num_bigs,
            builtin_slots,
            names: data(module, "names", true),
            caches: data(module, "caches", true),
            bigs: data(module, "bigs", true),
            modules: (0..program.modules.len())
                .map(|i| data(module, &format!("module.{i}"), true))
                .collect(),
            globals: (0..program.modules.len())
                .map(|i| data(module, &format!("globals.{i}"), true))
                .collect(),
            codes: (0..program.funcs.len())
                .map(|i| data(module, &format!("code.{i}"), true))
                .collect(),
            class_layouts: (0..program.classes.len())
                .map(|i| data(module, &format!("class.{i}"), true))
                .collect(),
            program: module
                .declare_data("taipan_program", Linkage::Export, true, false)
                .expect("symbols are unique"),
            call_conv,
        }
    }

    pub fn helper(&self, h: Helper) -> FuncId {
        self.helpers[h as usize]
    }

    pub fn signature(&self, params: &[ir::Type], returns: &[ir::Type]) -> Signature {
        let mut s = Signature::new(self.call_conv);
        s.params.extend(params.iter().map(|t| AbiParam::new(*t)));
        s.returns.extend(returns.iter().map(|t| AbiParam::new(*t)));
        s
    }

    /// The signature of a direct entry.
    pub fn direct_signature(&self, f: &Func) -> Signature {
        if f.is_generator {
            // The function itself is the resume function by now; the direct entry is the maker.
            return self.signature(&vec![types::I64; maker_params(f)], &[types::I64]);
        }
        let params: Vec<ir::Type> = f.locals[..f.num_params as usize]
            .iter()
            .map(|l| clif_type(l.repr))
            .collect();
        self.signature(&params, &return_types(f.ret))
    }

    /// `(generator, sent) -> word`
    pub fn resume_signature(&self) -> Signature {
        self.signature(&[types::I64, types::I64], &[types::I64])
    }

    /// `(callee, args, nargs, kwnames) -> word`
    pub fn uniform_signature(&self) -> Signature {
        self.signature(&[types::I64; 4], &[types::I64])
    }

    pub fn runtime_signature(&self, f: RuntimeFn) -> Signature {
        let kind = |k: &Kind| {
            if *k == Kind::F {
                types::F64
            } else {
                types::I64
            }
        };
        let row = f.row();
        let params: Vec<ir::Type> = row.args.iter().map(kind).collect();
        match row.result {
            Kind::N => self.signature(&params, &[]),
            k => self.signature(&params, &[kind(&k)]),
        }
    }
}

/// Number of words that a generator's maker takes: after `opt/generators` the function's own parameters are the resume
/// function's.
pub fn maker_params(f: &Func) -> usize {
    f.params.names.len() + usize::from(f.uses_callee)
}

/// Machine results of a direct entry: a counted word (zero when raised), or a bare word and a status.
pub fn return_types(repr: Repr) -> Vec<ir::Type> {
    if repr.is_counted() {
        vec![types::I64]
    } else {
        vec![clif_type(repr), types::I64]
    }
}

/// Makes a function of the object callable from `func`.
pub fn import_function(
    func: &mut ir::Function,
    id: FuncId,
    signature: Signature,
    colocated: bool,
) -> FuncRef {
    let signature = func.import_signature(signature);
    let name = func.declare_imported_user_function(UserExternalName {
        namespace: 0,
        index: id.as_u32(),
    });
    func.import_function(ExtFuncData {
        name: ExternalName::user(name),
        signature,
        colocated,
        patchable: false,
    })
}

/// Makes a data object of the object addressable from `func`.
pub fn import_data(func: &mut ir::Function, id: DataId) -> GlobalValue {
    let name = func.declare_imported_user_function(UserExternalName {
        namespace: 1,
        index: id.as_u32(),
    });
    func.create_global_value(GlobalValueData::Symbol {
        name: ExternalName::user(name),
        offset: ir::immediates::Imm64::new(0),
        colocated: true,
        tls: false,
    })
}
