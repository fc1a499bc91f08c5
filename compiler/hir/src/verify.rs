//! The verifier: what must hold of every HIR program.
