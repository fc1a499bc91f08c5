//! `taipan targets`: what executables can be made for.

use crate::terminal::print;
use taipan_driver::Target;

pub fn run() -> u8 {
    let lines: String = Target::ALL
        .iter()
        .map(|target| {
            let host = if *target == Target::host() {
                " (this machine)"
            } else {
                ""
            };
            format!("{target}{host}\n")
        })
        .collect();
    print(&lines)
}
