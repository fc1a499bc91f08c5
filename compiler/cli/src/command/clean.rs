//! `taipan clean`: empties the cache of `run`.

use super::DIAGNOSED;
use crate::terminal::{Output, print};
use taipan_diagnostics::codes;
use taipan_driver::{Cache, words_of};

pub fn run(output: &Output) -> u8 {
    let Some(cache) = Cache::of_user() else {
        return print("there is no cache\n");
    };
    let folder = cache.folder().display();
    match cache.clear() {
        Ok(bytes) => print(&format!("removed {bytes} bytes from {folder}\n")),
        Err(error) => {
            let message = format!("cannot empty '{folder}': {}", words_of(&error));
            output.show_one(codes::UNWRITABLE_OUTPUT.anywhere().message(message));
            DIAGNOSED
        }
    }
}
