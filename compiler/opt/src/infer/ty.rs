//! Abstract types: sets of atoms, exact classes of instances, known callables, and nodes for the contents of containers.

/// A node of the contents table (union-find): what lists, tuples, dicts … made at related places may hold.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
pub struct Node(pub u32);

/// Something that can be called and is known when compiling.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash, PartialOrd, Ord)]
pub enum Known {
    Func(u32),
    Class(u32),
    Module(u32),
    Builtin(u32),
}

pub const NONE: u32 = 1;
pub const BOOL: u32 = 1 << 1;
pub const INT: u32 = 1 << 2;
pub const FLOAT: u32 = 1 << 3;
pub const STR: u32 = 1 << 4;
pub const BYTES: u32 = 1 << 5;
pub const LIST: u32 = 1 << 6;
pub const TUPLE: u32 = 1 << 7;
pub const DICT: u32 = 1 << 8;
pub const SET: u32 = 1 << 9;
/// Any native iterator or generator over the contents node.
pub const ITER: u32 = 1 << 10;
pub const RANGE: u32 = 1 << 11;
pub const SLICE: u32 = 1 << 12;
/// Instances of the classes in `classes`, exactly.
pub const INSTANCE: u32 = 1 << 13;
/// One of `known`.
pub const KNOWN: u32 = 1 << 14;
/// Anything else, or anything at all.
pub const TOP: u32 = 1 << 15;

/// What is always an object and never an immediate word. (Known callables are not: `NotImplemented` is among them.)
pub const HEAP: u32 = STR | BYTES | LIST | TUPLE | DICT | SET | ITER | RANGE | SLICE | INSTANCE;

/// Exactly these classes: bit i is class i of the program.
pub type ClassSet = u128;
/// Classes past this many are not tracked.
pub const MAX_CLASSES: usize = 128;
/// More callables than this in one place are not tracked.
const MAX_KNOWN: usize = 6;

/// What a value may be. Empty bits: nothing reaches it.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Ty {
    pub bits: u32,
    pub classes: ClassSet,
    pub known: Vec<Known>,
    /// Contents of lists, tuples, sets, iterators; keys of dicts.
    pub elem: Option<Node>,
    /// Values of dicts.
    pub value: Option<Node>,
}

impl Ty {
    pub fn of(bits: u32) -> Ty {
        Ty {
            bits,
            ..Ty::default()
        }
    }
    pub fn top() -> Ty {
        Ty::of(TOP)
    }
    pub fn instance(class: usize) -> Ty {
        if class >= MAX_CLASSES {
            Ty::top()
        } else {
            Ty {
                bits: INSTANCE,
                classes: 1 << class,
                ..Ty::default()
            }
        }
    }
    pub fn known(k: Known) -> Ty {
        Ty {
            bits: KNOWN,
            known: vec![k],
            ..Ty::default()
        }
    }
    pub fn container(bits: u32, elem: Node) -> Ty {
        Ty {
            bits,
            elem: Some(elem),
            ..Ty::default()
        }
    }
    pub fn is_top(&self) -> bool {
        self.bits & TOP != 0
    }
    pub fn has(&self, bits: u32) -> bool {
        self.bits & bits != 0
    }
    /// Every possibility is among `bits`, and there is one.
    pub fn within(&self, bits: u32) -> bool {
        self.bits != 0 && self.bits & !bits == 0
    }
    /// Too many callables become unknown.
    pub fn merge_known(&mut self, other: &[Known]) -> bool {
        let mut changed = false;
        for k in other {
            if let Err(at) = self.known.binary_search(k) {
                self.known.insert(at, *k);
                changed = true;
            }
        }
        if self.known.len() > MAX_KNOWN {
            self.bits |= TOP;
        }
        changed
    }
}
