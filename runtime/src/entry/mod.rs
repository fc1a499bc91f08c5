//! The functions that compiled code calls (`taipan_abi::runtime_fns`).
