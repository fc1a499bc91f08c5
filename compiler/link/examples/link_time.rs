//! Times links of an object file: `cargo run --release --example link_time OBJECT [ARCHIVE]`.
//!
//! The first line includes unpacking the embedded blobs, the others do not.

use std::time::Instant;
use taipan_link::{LinkOptions, Target, Variant, link};

fn main() {
    let mut args = std::env::args().skip(1);
    let object = args.next().expect("usage: link_time OBJECT [ARCHIVE]");
    let object = std::fs::read(object).expect("the object can be read");
    let runtime_archive = args
        .next()
        .map(|path| std::fs::read(path).expect("an archive"));
    let options = LinkOptions {
        reached: None,
        strip: true,
        runtime_archive,
    };
    for _ in 0..6 {
        let start = Instant::now();
        let bytes = link(
            vec![object.clone()],
            Target::host(),
            Variant::Release,
            &options,
        );
        let size = bytes.expect("the object links").len();
        println!(
            "{:6.2} ms, {size} bytes",
            start.elapsed().as_secs_f64() * 1000.0
        );
    }
}
