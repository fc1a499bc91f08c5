//! The printer behind `--emit hir`.
