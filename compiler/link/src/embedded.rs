//! The blobs that the build script made, unpacked at first use.

use crate::rows::Rows;
use crate::{LinkError, Target, Variant};
use std::sync::OnceLock;

/// What a blob holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Contents {
    /// Start-up objects, libc and libunwind.
    Startup,
    /// The runtime archive.
    Runtime(Variant),
}

/// Files packed together: name, offset and length of each in the unpacked bytes.
struct Blob {
    packed: &'static [u8],
    size: usize,
    files: &'static [(&'static str, usize, usize)],
    /// Offsets count from the beginning of the blob's only file.
    rows: Rows,
    unpacked: OnceLock<Vec<u8>>,
}

include!(concat!(env!("OUT_DIR"), "/embedded.rs"));

impl Blob {
    fn unpacked(&self) -> &[u8] {
        self.unpacked.get_or_init(|| {
            zstd::bulk::decompress(self.packed, self.size)
                .expect("an embedded blob unpacks to the size that the build script recorded")
        })
    }

    fn files(&'static self) -> impl Iterator<Item = (&'static str, &'static [u8])> {
        let bytes = self.unpacked();
        self.files
            .iter()
            .map(|&(name, start, size)| (name, &bytes[start..start + size]))
    }
}

/// Start-up objects and system libraries of a target.
pub fn startup(
    target: Target,
) -> Result<impl Iterator<Item = (&'static str, &'static [u8])>, LinkError> {
    Ok(find(target, Contents::Startup)?.files())
}

/// The runtime archive of a target, with its name.
pub fn runtime(
    target: Target,
    variant: Variant,
) -> Result<impl Iterator<Item = (&'static str, &'static [u8])>, LinkError> {
    Ok(find(target, Contents::Runtime(variant))?.files())
}

/// Where the native functions' rows lie in the runtime archive of a target.
pub fn rows(target: Target, variant: Variant) -> Result<&'static Rows, LinkError> {
    Ok(&find(target, Contents::Runtime(variant))?.rows)
}

/// Unpacks what a link for this target will need. A driver calls it on a thread of its own while
/// the front end works; without that call, `link` unpacks.
pub fn prefetch(target: Target, variant: Variant) {
    for contents in [Contents::Startup, Contents::Runtime(variant)] {
        // A missing runtime is reported by `link`, which has someone to tell.
        if let Ok(blob) = find(target, contents) {
            blob.unpacked();
        }
    }
}

fn find(target: Target, contents: Contents) -> Result<&'static Blob, LinkError> {
    let found = BLOBS
        .iter()
        .find(|(t, c, _)| *t == target && *c == contents);
    found.map(|(_, _, blob)| blob).ok_or_else(|| {
        let what = match contents {
            Contents::Startup => "libc".to_string(),
            Contents::Runtime(variant) => format!("{} runtime", variant.name()),
        };
        LinkError::NotEmbedded(format!("{what} for {target}"))
    })
}
