//! A stack on which deep trees can be walked.

/// Reserved, not committed: the system gives memory only to the pages that are touched.
const STACK_BYTES: usize = if cfg!(target_pointer_width = "64") {
    1 << 30
} else {
    256 << 20
};

/// Runs `work` on a thread with a very large stack and returns its result. A panic inside goes on in the caller.
///
/// Source text may nest as deep as CPython allows (5,000 chained `+` are 5,000 levels of the tree), and every stage
/// walks trees by recursion. The command line wraps the whole pipeline in one call.
pub fn on_deep_stack<R: Send>(work: impl FnOnce() -> R + Send) -> R {
    std::thread::scope(|scope| {
        let thread = std::thread::Builder::new()
            .name("compiler".to_owned())
            .stack_size(STACK_BYTES)
            .spawn_scoped(scope, work)
            .unwrap_or_else(|error| {
                panic!("no thread with a stack of {STACK_BYTES} bytes: {error}")
            });
        thread
            .join()
            .unwrap_or_else(|panic| std::panic::resume_unwind(panic))
    })
}
