//! `taipan explain`: the long text of a diagnostic code.

use super::USAGE;
use crate::args::ExplainArgs;
use crate::terminal::{note, print};
use taipan_diagnostics::codes;

pub fn run(args: &ExplainArgs) -> u8 {
    let Some(id) = &args.code else {
        let list: String = codes::ALL
            .iter()
            .map(|code| format!("{}  {}\n", code.id, code.title))
            .collect();
        return print(&list);
    };
    match codes::find(id) {
        Some(code) => {
            let text: Vec<&str> = code
                .explanation
                .lines()
                .map(|line| line.trim_start_matches(' '))
                .collect();
            let (id, level, title) = (code.id, code.level.name(), code.title);
            print(&format!(
                "{id} ({level}): {title}\n\n{}\n",
                text.join("\n").trim_end()
            ))
        }
        None => {
            note(&format!(
                "error: there is no diagnostic `{id}`; `taipan explain` lists them all\n"
            ));
            USAGE
        }
    }
}
