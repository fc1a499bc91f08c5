//! Start-up, teardown, and the doors between Rust and compiled code.

use crate::call::Entry;
use crate::context::{self, Context};
use crate::{Borrowed, Opt, R, Value, errors};
use std::cell::{Cell, UnsafeCell};
use taipan_abi::layout;
use taipan_abi::program::{Code, FrameRow, PlacedCall, Program};

#[cfg(target_arch = "x86_64")]
std::arch::global_asm!(
    // (entry, four arguments, context): calls entry with the pinned register set.
    ".globl taipan_enter",
    "taipan_enter:",
    "push rbp",
    "mov rbp, rsp",
    "push r15",
    "sub rsp, 8",
    "mov r15, r9",
    "mov rax, rdi",
    "mov rdi, rsi",
    "mov rsi, rdx",
    "mov rdx, rcx",
    "mov rcx, r8",
    "call rax",
    "add rsp, 8",
    "pop r15",
    "pop rbp",
    "ret",
    // (function, new stack top): calls the function on another stack.
    ".globl taipan_on_stack",
    "taipan_on_stack:",
    "push rbp",
    "mov rbp, rsp",
    "mov rsp, rsi",
    "xor eax, eax",
    "push rax",
    "push rax",
    "call rdi",
    "mov rsp, rbp",
    "pop rbp",
    "ret",
);
#[cfg(target_arch = "aarch64")]
std::arch::global_asm!(
    ".globl taipan_enter",
    "taipan_enter:",
    "stp x29, x30, [sp, #-32]!",
    "mov x29, sp",
    "str x21, [sp, #16]",
    "mov x21, x5",
    "mov x9, x0",
    "mov x0, x1",
    "mov x1, x2",
    "mov x2, x3",
    "mov x3, x4",
    "blr x9",
    "ldr x21, [sp, #16]",
    "ldp x29, x30, [sp], #32",
    "ret",
    ".globl taipan_on_stack",
    "taipan_on_stack:",
    "stp x29, x30, [sp, #-16]!",
    "mov x29, sp",
    "mov sp, x1",
    "blr x0",
    "mov sp, x29",
    "ldp x29, x30, [sp], #16",
    "ret",
);

unsafe extern "C" {
    fn taipan_enter(entry: u64, a: u64, b: u64, c: u64, d: u64, context: *const Context) -> u64;
    fn taipan_on_stack(f: extern "C" fn(), top: *mut u8);
}
#[cfg(feature = "start")]
unsafe extern "C" {
    static taipan_program: Program;
}

/// The program's root record.
#[cfg(feature = "start")]
pub fn program() -> &'static Program {
    // SAFETY: the compiled object defines it.
    unsafe { &taipan_program }
}
#[cfg(not(feature = "start"))]
pub fn program() -> &'static Program {
    unreachable!(
        "a runtime without the feature `start` is that of the unit tests, which compile no program"
    )
}

/// A reference to one word or none, as the machine passes it.
fn word_of(value: Option<Borrowed>) -> u64 {
    value.map_or(0, |v| v.word())
}

/// Calls a uniform entry.
#[inline]
pub fn enter_compiled(
    entry: Entry,
    callee: Borrowed,
    args: *const Opt,
    nargs: usize,
    kwnames: Option<Borrowed>,
) -> Opt {
    // SAFETY: the entry has this signature; the result word is owned or zero, as `Option<Value>` is laid out.
    unsafe {
        let word = taipan_enter(
            entry as usize as u64,
            callee.word(),
            args as u64,
            nargs as u64,
            word_of(kwnames),
            context::current(),
        );
        std::mem::transmute::<u64, Opt>(word)
    }
}

/// Calls a generator's resume function.
#[inline]
pub fn enter_resume(resume: u64, generator: Borrowed, sent: Option<Borrowed>) -> Opt {
    // SAFETY: as above.
    unsafe {
        let word = taipan_enter(
            resume,
            generator.word(),
            word_of(sent),
            0,
            0,
            context::current(),
        );
        std::mem::transmute::<u64, Opt>(word)
    }
}

/// Forgets what every inline cache knows.
pub fn flush_inline_caches() {
    crate::entry::attribute::others::forget();
    #[cfg(feature = "start")]
    if STARTED.with(Cell::get) {
        let p = program();
        // SAFETY: the sites are writable words.
        unsafe {
            std::ptr::write_bytes(
                p.caches as *mut u8,
                0,
                p.num_caches as usize * taipan_abi::layout::CACHE_SITE_SIZE as usize,
            )
        };
    }
}

thread_local! {
    static STARTED: Cell<bool> = const { Cell::new(false) };
}

struct Frames(UnsafeCell<Vec<(u64, u64, *const FrameRow)>>);
// SAFETY: filled once before it is read.
unsafe impl Sync for Frames {}
static FRAMES: Frames = Frames(UnsafeCell::new(Vec::new()));

/// The frame table, sorted by address; built at the first use.
fn frames() -> &'static [(u64, u64, *const FrameRow)] {
    // SAFETY: filled on the main thread before any other exists.
    let table = unsafe { &mut *FRAMES.0.get() };
    if table.is_empty() {
        let p = program();
        for i in 0..p.num_frames as usize {
            // SAFETY: the compiler wrote that many rows.
            let row = unsafe { &*p.frames.add(i) };
            table.push((row.start, row.start + row.size, row));
        }
        table.sort_unstable_by_key(|r| r.0);
    }
    table
}

/// The row of the function that contains a return address.
pub fn frame_row(address: u64) -> Option<&'static FrameRow> {
    let table = frames();
    let at = table.partition_point(|r| r.0 < address).checked_sub(1)?;
    // SAFETY: rows are static.
    (address <= table[at].1).then(|| unsafe { &*table[at].2 })
}

/// What the table says of a call by its return address.
fn call_at(row: &FrameRow, address: u64) -> Option<&'static PlacedCall> {
    if row.num_calls == 0 {
        return None;
    }
    // SAFETY: the compiler wrote that many.
    let calls = unsafe { std::slice::from_raw_parts(row.calls, row.num_calls as usize) };
    let offset = (address - row.start) as u32;
    let at = calls.binary_search_by_key(&offset, |c| c.offset).ok()?;
    Some(&calls[at])
}

/// Calls back for each Python frame, innermost first, with the source offset where it stands if the program keeps that.
pub fn walk_frames(mut visit: impl FnMut(&'static Code, Option<u32>) -> bool) {
    walk_stack(usize::MAX, |code, _, place| visit(code, place));
}

/// The innermost Python function, if it is near: at most this many machine frames away.
pub fn innermost(machine_frames: usize) -> Option<&'static Code> {
    let mut found = None;
    walk_stack(machine_frames, |code, _, _| {
        found = Some(code);
        false
    });
    found
}

/// The same with the stack pointer that the frame had when it made the call.
#[inline(always)]
pub fn walk_stack(budget: usize, mut visit: impl FnMut(&'static Code, u64, Option<u32>) -> bool) {
    let mut frame: u64;
    #[cfg(target_arch = "x86_64")]
    // SAFETY: reads a register.
    unsafe {
        std::arch::asm!("mov {}, rbp", out(reg) frame);
    }
    #[cfg(target_arch = "aarch64")]
    // SAFETY: reads a register.
    unsafe {
        std::arch::asm!("mov {}, x29", out(reg) frame);
    }
    let base = context::current().stack_base.get();
    // Frames lie above each other; where the first one lies in relation to this function's locals depends on the target.
    let mut last = 0;
    let mut left = budget;
    while frame > last && frame < base && frame & 7 == 0 && left > 0 {
        left -= 1;
        // SAFETY: inside this thread's stack: a saved frame pointer and a return address.
        let (next, address) = unsafe { (*(frame as *const u64), *((frame + 8) as *const u64)) };
        if let Some(row) = frame_row(address) {
            let call = call_at(row, address);
            let mut place = call.map(|c| c.start);
            let mut site = call.map_or(0, |c| c.site);
            while site != 0 {
                // SAFETY: as many rows as the largest index; code records are static.
                let s = unsafe { &*program().inline_sites.add(site as usize - 1) };
                // SAFETY: as above.
                if !visit(unsafe { &*s.code }, frame + 16, place) {
                    return;
                }
                place = Some(s.call);
                site = s.parent;
            }
            // SAFETY: code records are static.
            if !visit(unsafe { &*row.code }, frame + 16, place) {
                return;
            }
        }
        last = frame;
        frame = next;
    }
}

/// The least that a Python frame takes of the stack, in bytes: return address and frame pointer are 16, which a function shares
/// with those that it holds.
const MIN_FRAME: u64 = 16 / (layout::LEVELS + 1);

/// Sets the poll word to the earliest stack pointer at which a frame below `from` could be so close to the limit, which is
/// `frames_left` frames away, that it may hold no other one.
fn set_limit(context: &Context, from: u64, frames_left: u64) {
    let lowest = context.native_limit.get();
    let frames = frames_left.saturating_sub(layout::LEVELS - 1);
    context
        .stack_limit
        .set(from.saturating_sub(frames * MIN_FRAME).max(lowest));
}

/// The whole limit again, as seen from the bottom of the stack.
pub fn reset_limit() {
    let c = context::current();
    set_limit(c, c.stack_base.get(), c.recursion_limit.get() as u64);
}

/// The poll word's cold edge: signals, then the recursion limit. The innermost Python frame is the one that polls.
#[cold]
#[inline(never)]
///
/// Whether the function that has just been entered may enter no other one but by a call (`Func::general_entry` in MIR).
pub fn poll() -> R<bool> {
    let c = context::current();
    let (mut depth, mut polling) = (0u64, 0);
    walk_stack(usize::MAX, |_, sp, _| {
        depth += 1;
        if polling == 0 {
            polling = sp;
        }
        true
    });
    let exhausted = polling < c.native_limit.get();
    if c.has_exception() {
        // A generator into which an exception is thrown: the next poll acts.
        return if exhausted {
            Err(errors::recursion_error())
        } else {
            Ok(false)
        };
    }
    let limit = c.recursion_limit.get() as u64;
    if depth > limit || exhausted {
        // Whatever is called next polls again, however small its frames are.
        reset_limit();
        return Err(errors::recursion_error());
    }
    // So close to the limit each frame has to ask, in this place and a little above: it may be one that enters others without
    // a call.
    let is_close = depth + layout::LEVELS > limit;
    if !is_close {
        set_limit(c, polling, limit - depth);
    } else if c.stack_limit.get() >> 63 != 0 {
        reset_limit();
    }
    #[cfg(feature = "threads")]
    crate::threads::safepoint();
    if c.signal_pending.replace(false) {
        crate::modules::run_signal_handlers()?;
    }
    Ok(is_close)
}

static mut ARGS: (i32, *const *const u8) = (0, std::ptr::null());

/// `argv` as bytes.
pub fn args() -> Vec<Vec<u8>> {
    // SAFETY: set once by `main`; argv lives as long as the process.
    unsafe {
        let (argc, argv) = ARGS;
        (0..argc as usize)
            .map(|i| {
                std::ffi::CStr::from_ptr(*argv.add(i) as *const _)
                    .to_bytes()
                    .to_vec()
            })
            .collect()
    }
}

/// Bytes reserved for the main stack (committed lazily).
const STACK: usize = 1 << 30;

/// The C entry point.
///
/// # Safety
/// Called by the C start-up code.
#[cfg(feature = "start")]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn main(argc: i32, argv: *const *const u8) -> i32 {
    // SAFETY: before anything else runs.
    unsafe {
        ARGS = (argc, argv);
        let mut size = STACK;
        let stack = loop {
            let p = libc::mmap(
                std::ptr::null_mut(),
                size,
                libc::PROT_READ | libc::PROT_WRITE,
                libc::MAP_PRIVATE | libc::MAP_ANONYMOUS | libc::MAP_NORESERVE | libc::MAP_STACK,
                -1,
                0,
            );
            if p != libc::MAP_FAILED {
                break p as *mut u8;
            }
            size /= 2;
        };
        let c = context::current();
        let top = stack.add(size);
        c.stack_base.set(top as u64);
        c.native_limit.set(stack as u64 + (1 << 20));
        taipan_on_stack(run, top);
        EXIT_STATUS.with(Cell::get)
    }
}

thread_local! {
    static EXIT_STATUS: Cell<i32> = const { Cell::new(0) };
}

#[cfg(feature = "start")]
extern "C" fn run() {
    reset_limit();
    init();
    let p = program();
    // SAFETY: the root record names the main module.
    let result = crate::module::import(unsafe { &*p.main });
    let status = crate::modules::finish(result.map(drop));
    EXIT_STATUS.with(|s| s.set(status));
}

/// The built-in classes, complete.
pub fn init_types() {
    crate::types::str::chars::fill();
    crate::class_make::init_builtins();
    crate::types::install();
    crate::class_make::inherit_builtin_ops();
}

/// Unit tests take turns in one initialised runtime.
#[cfg(test)]
pub fn for_tests() -> std::sync::MutexGuard<'static, ()> {
    static LOCK: std::sync::Mutex<()> = std::sync::Mutex::new(());
    static ONCE: std::sync::Once = std::sync::Once::new();
    let guard = LOCK.lock().unwrap_or_else(|e| e.into_inner());
    ONCE.call_once(init_types);
    guard
}

/// Classes, types, the program's names and constants.
#[cfg(feature = "start")]
fn init() {
    init_types();
    let p = program();
    crate::class::reserve(p.first_dynamic_class as u32);
    for i in 0..p.num_names as usize {
        // SAFETY: the name table holds words of static strs and is writable.
        unsafe {
            let word = p.names.add(i);
            let name = std::mem::ManuallyDrop::new(Value::from_word(*word));
            *word = crate::types::str::intern_value(&name).into_word();
        }
    }
    crate::modules::init();
    for i in 0..p.num_big_constants as usize {
        // SAFETY: the compiler wrote that many rows.
        let row = unsafe { &*p.big_constants.add(i) };
        // SAFETY: as above; the slot is a writable word.
        unsafe {
            let data = std::slice::from_raw_parts(row.data, row.len as usize);
            let value = match row.kind {
                0 => crate::types::int::from_big(
                    std::str::from_utf8(data)
                        .expect("digits")
                        .parse()
                        .expect("digits"),
                ),
                1 => crate::types::float::from_f64(f64::from_le_bytes(
                    data.try_into().expect("8 bytes"),
                )),
                _ => crate::modules::builtin(data),
            };
            if let Some(h) = value.header() {
                h.make_immortal();
            }
            *row.slot = value.into_word();
        }
    }
    STARTED.with(|s| s.set(true));
    crate::leak::start();
}
