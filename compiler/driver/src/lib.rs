//! The pipeline, files, cache and environment.
