//! Functions that compute with small ints, counters and lists in nested loops: what the optimiser rewrites most.
//!
//! Ranges start, end and step anywhere, indices are sums that may be out of range, ints outgrow 63 bits in the middle.

use super::{Program, Type};
use std::fmt::Write;

/// The function being written.
struct Kernel {
    text: String,
    depth: usize,
    /// Ints in scope; the first ones can be assigned.
    ints: Vec<String>,
    assignable: usize,
    loops: usize,
}

impl Kernel {
    fn line(&mut self, text: &str) {
        let indent = "    ".repeat(self.depth);
        writeln!(self.text, "{indent}{text}").expect("writing to a string");
    }
}

impl Program {
    pub(super) fn kernel(&mut self) {
        let name = self.fresh("k");
        let (int, arrow) = (self.hint(": int"), self.hint(" -> int"));
        let [ints, bools, floats] =
            ["int", "bool", "float"].map(|of| self.hint(&format!(": list[{of}]")));
        let mut k = Kernel {
            text: String::new(),
            depth: 1,
            ints: ["a", "b", "x", "y"].map(String::from).to_vec(),
            assignable: 4,
            loops: 0,
        };
        for _ in 0..3 + self.random.below(4) {
            self.step(&mut k);
        }
        let code = format!(
            "def {name}(a{int}, b{int}){arrow}:\n    x{int} = a\n    y{int} = b\n    steps{int} = 0\n    u = 0.5\n    \
             xs{ints} = [5, -3, 2**40, 7, 0, b, 2**61, a]\n    p{bools} = [True, False, False, True, False, True, False, False]\n    \
             q{bools} = [False, False, True, True, False, False, True]\n    fs{floats} = [0.5, 1.25, -3.0, 8.0, 2.0]\n    \
             try:\n{}    except (IndexError, ZeroDivisionError) as e:\n        print(type(e).__name__, e)\n    \
             print(xs, p, q, fs, u)\n    return x % 10**18 + y % 1000\n",
            k.text.lines().fold(String::new(), |mut all, l| {
                writeln!(all, "    {l}").expect("writing to a string");
                all
            })
        );
        let own: Vec<String> = (0..4)
            .map(|_| {
                let all = [
                    "0",
                    "1",
                    "2",
                    "3",
                    "5",
                    "-1",
                    "-4",
                    "7",
                    "2**61",
                    "2**62 - 1",
                    "-(2**63)",
                ];
                format!(
                    "({}, {})",
                    self.random.pick(&all[..8]),
                    self.random.pick(&all)
                )
            })
            .collect();
        let calls = format!(
            "\n\nfor m, n in ({}):\n    print({name}(m, n))\n",
            own.join(", ")
        );
        self.define(
            &(code + &calls),
            name,
            vec![Type::Int, Type::Int],
            Type::Int,
        );
    }

    fn int_of(&mut self, k: &Kernel, depth: usize) -> String {
        if depth == 0 || self.random.chance(45) {
            if self.random.chance(75) {
                return k.ints[self.random.below(k.ints.len())].clone();
            }
            let all = [
                "0", "1", "2", "3", "7", "8", "-1", "-3", "16", "2**31", "2**61", "-(2**62)",
                "2**63",
            ];
            return self.random.pick(&all).to_string();
        }
        let a = self.int_of(k, depth - 1);
        match self.random.below(12) {
            0 => format!("xs[{}]", self.index_of(k)),
            1 => format!("(-{a})"),
            2 => {
                let (c, b) = (self.condition_of(k, depth - 1), self.int_of(k, depth - 1));
                format!("({a} if {c} else {b})")
            }
            3 => {
                let by = self.random.pick(&["2", "3", "8", "-3", "7"]);
                format!("({a} {} {by})", self.random.pick(&["//", "%"]))
            }
            4 => {
                let by = self.random.pick(&["0", "1", "3", "40"]);
                format!("({a} {} {by})", self.random.pick(&["<<", ">>"]))
            }
            _ => {
                let b = self.int_of(k, depth - 1);
                let op = self
                    .random
                    .pick(&["+", "+", "-", "-", "*", "*", "//", "%", "&", "|", "^"]);
                format!("({a} {op} {b})")
            }
        }
    }

    fn index_of(&mut self, k: &Kernel) -> String {
        let a = k.ints[self.random.below(k.ints.len())].clone();
        let b = k.ints[self.random.below(k.ints.len())].clone();
        match self.random.below(8) {
            0..=2 => a,
            3 => format!("{a} + 1"),
            4 => format!("{a} - {b} + 2"),
            5 => format!("{a} - 1"),
            6 => self.random.pick(&["0", "1", "-1", "4"]).to_string(),
            _ => format!("({a} * 3 + {b}) % 5"),
        }
    }

    fn condition_of(&mut self, k: &Kernel, depth: usize) -> String {
        match self.random.below(3) {
            0 => {
                let tests: Vec<String> = (0..1 + self.random.below(3))
                    .map(|_| {
                        let not = self.random.pick(&["", "not ", "not "]);
                        let list = self.random.pick(&["p", "q"]);
                        format!("{not}{list}[{}]", self.index_of(k))
                    })
                    .collect();
                let all = self.random.chance(70);
                format!("({})", tests.join(if all { " and " } else { " or " }))
            }
            1 => k.ints[self.random.below(k.ints.len())].clone(),
            _ => {
                let (a, b) = (self.int_of(k, depth), self.int_of(k, depth));
                let op = self.random.pick(&["<", "<=", ">", ">=", "==", "!="]);
                format!("{a} {op} {b}")
            }
        }
    }

    fn step(&mut self, k: &mut Kernel) {
        let target = k.ints[self.random.below(k.assignable)].clone();
        match self
            .random
            .below(if k.depth < 4 && k.loops < 3 { 14 } else { 9 })
        {
            0 | 1 => {
                let value = self.int_of(k, 3);
                k.line(&format!("{target} = {value}"));
                // Products in loops must not grow without bound.
                k.line(&format!("if abs({target}) > 10**40:"));
                k.line(&format!("    {target} = {target} % 1000003"));
            }
            2 => {
                let (at, value) = (self.index_of(k), self.int_of(k, 2));
                k.line(&format!("xs[{at}] = ({value}) % 10**25"));
            }
            3 => {
                let at = self.index_of(k);
                let op = self.random.pick(&["+=", "-="]);
                k.line(&format!("xs[{at}] {op} {target}"));
            }
            4 => {
                let (i, j) = (self.index_of(k), self.index_of(k));
                k.line(&format!("xs[{i}], xs[{j}] = xs[{j}], xs[{i}]"));
            }
            5 => {
                let (list, at) = (self.random.pick(&["p", "q"]), self.index_of(k));
                let condition = self.condition_of(k, 1);
                k.line(&format!("{list}[{at}] = bool({condition})"));
            }
            6 => {
                let (at, value) = (self.index_of(k), self.int_of(k, 1));
                k.line(&format!(
                    "u = u * 0.5 + {value} / 7.0 * fs[{at}] - {target}"
                ));
            }
            7 => {
                let at = self.index_of(k);
                k.line(&format!("fs[{at}] = u * 0.25 + 1.5"));
            }
            8 => {
                let change =
                    self.random
                        .pick(&["xs.append(1)", "q = p", "fs.append(2.5)", "p.pop()"]);
                k.line(change);
            }
            9 | 10 => {
                let condition = self.condition_of(k, 2);
                k.line(&format!("if {condition}:"));
                k.depth += 1;
                self.step(k);
                if k.loops > 0 && self.random.chance(25) {
                    let word = self.random.pick(&["break", "continue"]);
                    k.line(word);
                }
                k.depth -= 1;
            }
            _ => self.counted(k),
        }
    }

    fn counted(&mut self, k: &mut Kernel) {
        let start = k.ints[self.random.below(k.ints.len())].clone();
        let (n, by) = (2 + self.random.below(7), 1 + self.random.below(3));
        let range = match self.random.below(7) {
            0 => format!("{n}"),
            1 => format!("{start}, {start} + {n}"),
            2 => format!("{start} + {n}, {start}, -{by}"),
            3 => format!("{start}, {start} + 12, (b & 3) + 1"),
            4 => format!("{start}, {start} - 9, -((a & 1) + 1)"),
            5 => "len(xs) - 1, -1, -1".to_string(),
            _ => format!("{by}, len(p)"),
        };
        let name = format!("i{}", k.ints.len());
        k.line(&format!("for {name} in range({range}):"));
        k.depth += 1;
        k.loops += 1;
        k.line("steps += 1");
        k.line("if steps > 500:");
        k.line("    break");
        k.ints.push(name);
        for _ in 0..2 + self.random.below(3) {
            self.step(k);
        }
        k.ints.pop();
        k.loops -= 1;
        k.depth -= 1;
    }
}
