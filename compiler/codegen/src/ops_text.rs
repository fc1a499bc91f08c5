//! Operations on proven strings.

use crate::function::Body;
use crate::ops_typed::int_cc;
use cranelift_codegen::ir::condcodes::IntCC;
use cranelift_codegen::ir::{Block, InstBuilder, Value, types};
use taipan_abi::layout;
use taipan_abi::runtime_fns::RuntimeFn;
use taipan_mir::{CmpOp, Inst, Operand, Repr};

impl Body<'_, '_> {
    /// `text[key]` of ASCII text, not counted from the end: one of the runtime's strings. The rest is the runtime's.
    pub(crate) fn str_item(&mut self, inst: &Inst) {
        let text = self.operand(inst.args[0]);
        let key = inst.args[1];
        let (done, result) = self.e.block_with(types::I64);
        let slow = self.e.cold_block();
        let bytes = self.e.load(text, layout::STR_BYTES);
        let chars = self.e.load(text, layout::STR_CHARS);
        let ascii = self.e.b.ins().icmp(IntCC::Equal, bytes, chars);
        let next = self.e.block();
        self.e.branch(ascii, next, slow);
        self.e.switch_to(next);
        let at = match self.int_const(key) {
            Some(i) if i < 0 => self.e.b.ins().iadd_imm_s(bytes, i),
            Some(i) => self.e.b.ins().iconst(types::I64, i),
            None => self.index(key, slow),
        };
        let inside = self.e.b.ins().icmp(IntCC::UnsignedLessThan, at, bytes);
        let next = self.e.block();
        self.e.branch(inside, next, slow);
        self.e.switch_to(next);
        let from = self.e.b.ins().iadd(text, at);
        let byte = self
            .e
            .b
            .ins()
            .uload8(types::I64, crate::words::plain(), from, layout::STR_DATA);
        let table = self.e.address(self.e.symbols.chars);
        let offset = self
            .e
            .b
            .ins()
            .ishl_imm_s(byte, i64::from(layout::CHAR_SHIFT));
        let found = self.e.b.ins().iadd(table, offset);
        self.e.jump_with(done, found);
        self.e.switch_to(slow);
        let key = self.key_word(key);
        let v = self.e.slow(RuntimeFn::str_item, &[text, key]);
        self.check_null(inst, v);
        self.e.jump_with(done, v);
        self.e.switch_to(done);
        self.define_dest(inst, result);
    }

    pub(crate) fn int_const(&self, o: Operand) -> Option<i64> {
        match o {
            Operand::Const(c) => match self.program.constant(c) {
                taipan_mir::Const::Int(i) => Some(*i),
                _ => None,
            },
            _ => None,
        }
    }

    /// The machine int of an index (an I64, or a word proven to be an int); `slow` if it is a big one.
    pub(crate) fn index(&mut self, key: Operand, slow: Block) -> Value {
        let repr = self.repr_of(key);
        if repr == Some(Repr::I64) {
            return self.operand_i64(key);
        }
        let key = self.operand(key);
        if repr != Some(Repr::Small) {
            let small = self.e.b.ins().band_imm_s(key, 1);
            let next = self.e.block();
            self.e.branch(small, next, slow);
            self.e.switch_to(next);
        }
        self.e.b.ins().sshr_imm_s(key, 1)
    }

    /// The text of a constant.
    fn text_const(&self, o: Operand) -> Option<&[u8]> {
        match o {
            Operand::Const(c) => match self.program.constant(c) {
                taipan_mir::Const::Str(text) => Some(text),
                _ => None,
            },
            _ => None,
        }
    }

    /// Strings of different lengths are not equal; short constants are compared by words, and single bytes as numbers. The
    /// rest is the runtime's.
    pub(crate) fn str_compare(&mut self, inst: &Inst, op: CmpOp) {
        let is_equality = matches!(op, CmpOp::Eq | CmpOp::Ne);
        // The constant on the right.
        let (left, right, op) = match self.text_const(inst.args[0]) {
            Some(_) => (inst.args[1], inst.args[0], op.swapped()),
            None => (inst.args[0], inst.args[1], op),
        };
        let text: Option<Vec<u8>> = self.text_const(right).map(<[u8]>::to_vec);
        if let Some(text) = &text
            && is_equality
            && (1..=16).contains(&text.len())
        {
            let a = self.operand(left);
            self.equals_text(inst, a, text, op == CmpOp::Ne);
            return;
        }
        let (a, b) = (self.operand(left), self.operand(right));
        let (done, result) = self.e.block_with(types::I8);
        let (single, slow) = (self.e.block(), self.e.block());
        let length = self.e.load(a, layout::STR_BYTES);
        let x = length;
        let one = match (&text, is_equality) {
            (Some(text), false) if text.len() == 1 => self.e.b.ins().icmp_imm_s(IntCC::Equal, x, 1),
            (_, true) => {
                let y = self.e.load(b, layout::STR_BYTES);
                let differs = self.e.b.ins().icmp(IntCC::NotEqual, x, y);
                self.answer_if(differs, op == CmpOp::Ne, done);
                let same = self.e.b.ins().icmp(IntCC::Equal, a, b);
                self.answer_if(same, op == CmpOp::Eq, done);
                self.e.b.ins().icmp_imm_s(IntCC::Equal, x, 1)
            }
            (_, false) => {
                let y = self.e.load(b, layout::STR_BYTES);
                let (p, q) = (
                    self.e.b.ins().icmp_imm_s(IntCC::Equal, x, 1),
                    self.e.b.ins().icmp_imm_s(IntCC::Equal, y, 1),
                );
                self.e.b.ins().band(p, q)
            }
        };
        self.e.branch(one, single, slow);
        self.e.switch_to(single);
        let byte = |s: &mut Self, v| {
            s.e.b
                .ins()
                .load(types::I8, crate::words::plain(), v, layout::STR_DATA)
        };
        let x = byte(self, a);
        let cc = int_cc(op).unsigned();
        let answer = match &text {
            Some(text) if text.len() == 1 => self.e.b.ins().icmp_imm_u(cc, x, i64::from(text[0])),
            _ => {
                let y = byte(self, b);
                self.e.b.ins().icmp(cc, x, y)
            }
        };
        self.e.jump_with(done, answer);
        self.e.switch_to(slow);
        if let (Some(&[byte]), false) = (text.as_deref(), is_equality) {
            // A longer string that begins with the byte comes behind it.
            let below = matches!(op, CmpOp::Lt | CmpOp::Le);
            let empty = self.e.b.ins().icmp_imm_s(IntCC::Equal, length, 0);
            self.answer_if(empty, below, done);
            let first = self
                .e
                .b
                .ins()
                .load(types::I8, crate::words::plain(), a, layout::STR_DATA);
            let cc = if below {
                IntCC::UnsignedLessThan
            } else {
                IntCC::UnsignedGreaterThanOrEqual
            };
            let answer = self.e.b.ins().icmp_imm_u(cc, first, i64::from(byte));
            self.e.jump_with(done, answer);
            self.e.switch_to(done);
            self.define_dest(inst, result);
            return;
        }
        let f = match op {
            CmpOp::Lt => RuntimeFn::lt_truth,
            CmpOp::Le => RuntimeFn::le_truth,
            CmpOp::Eq => RuntimeFn::eq_truth,
            CmpOp::Ne => RuntimeFn::ne_truth,
            CmpOp::Gt => RuntimeFn::gt_truth,
            CmpOp::Ge => RuntimeFn::ge_truth,
        };
        // Never raises for strings.
        let flag = self.e.runtime_value(f, &[a, b]);
        let answer = self.e.bool_of_flag(flag);
        self.e.jump_with(done, answer);
        self.e.switch_to(done);
        self.define_dest(inst, result);
    }

    /// Goes to `done` with an answer if a condition holds.
    fn answer_if(&mut self, condition: Value, answer: bool, done: Block) {
        let answer = self.e.b.ins().iconst(types::I8, i64::from(answer));
        let next = self.e.block();
        self.e
            .b
            .ins()
            .brif(condition, done, &[answer.into()], next, &[]);
        self.e.switch_to(next);
    }

    /// Is a string this text of one to sixteen bytes? Behind a string's bytes the word that they end in can be read to its end.
    fn equals_text(&mut self, inst: &Inst, a: Value, text: &[u8], negated: bool) {
        let (done, result) = self.e.block_with(types::I8);
        let len = self.e.load(a, layout::STR_BYTES);
        let differs = self
            .e
            .b
            .ins()
            .icmp_imm_s(IntCC::NotEqual, len, text.len() as i64);
        self.answer_if(differs, negated, done);
        let cc = if negated {
            IntCC::NotEqual
        } else {
            IntCC::Equal
        };
        let n = text.len();
        let answer = if n == 1 {
            let byte = self
                .e
                .b
                .ins()
                .load(types::I8, crate::words::plain(), a, layout::STR_DATA);
            self.e.b.ins().icmp_imm_u(cc, byte, i64::from(text[0]))
        } else if n <= 8 {
            let mut padded = [0; 8];
            padded[..n].copy_from_slice(text);
            let word = self.e.load(a, layout::STR_DATA);
            let word = match 64 - 8 * n as i64 {
                0 => word,
                unused => self.e.b.ins().ishl_imm_s(word, unused),
            };
            let wanted = u64::from_le_bytes(padded) << (64 - 8 * n);
            let wanted = self.e.b.ins().iconst(types::I64, wanted as i64);
            self.e.b.ins().icmp(cc, word, wanted)
        } else {
            let mut differences = vec![];
            for from in [0, n - 8] {
                let mut part = [0; 8];
                part.copy_from_slice(&text[from..from + 8]);
                let word = self.e.load(a, layout::STR_DATA + from as i32);
                let wanted = self.e.b.ins().iconst(types::I64, i64::from_le_bytes(part));
                differences.push(self.e.b.ins().bxor(word, wanted));
            }
            let any = self.e.b.ins().bor(differences[0], differences[1]);
            self.e.b.ins().icmp_imm_s(cc, any, 0)
        };
        self.e.jump_with(done, answer);
        self.e.switch_to(done);
        self.define_dest(inst, result);
    }
}
