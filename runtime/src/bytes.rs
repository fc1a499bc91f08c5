//! `memcpy`, `memmove`, `memset`, `memcmp` and `bcmp` for x86-64.
//!
//! musl's are `rep movs` and loops over bytes: their start-up costs more than most copies of a Python program, which are
//! strings and argument arrays of a few dozen bytes. Here the bytes move in vectors that overlap at the ends, so that no
//! length needs a loop of single bytes.
//!
//! Each loop holds an empty `asm!`: without it the compiler may see a copy and call the function that it is in.

use core::arch::asm;
use core::arch::x86_64::{
    __m128i, _mm_cmpeq_epi8, _mm_loadu_si128, _mm_movemask_epi8, _mm_set1_epi8, _mm_storeu_si128,
};

/// From here on `rep movsb` is the faster loop.
const LONG: usize = 2048;

#[inline(always)]
fn barrier() {
    // SAFETY: no instruction at all.
    unsafe { asm!("", options(nostack, preserves_flags)) };
}

#[inline(always)]
unsafe fn load(from: *const u8) -> __m128i {
    // SAFETY: the caller's promise: 16 bytes are readable.
    unsafe { _mm_loadu_si128(from.cast()) }
}
#[inline(always)]
unsafe fn store(to: *mut u8, v: __m128i) {
    // SAFETY: the caller's promise: 16 bytes are writable.
    unsafe { _mm_storeu_si128(to.cast(), v) }
}

/// Up to 128 bytes: all loads come before all stores, so that the two may overlap.
///
/// # Safety
/// As [`memmove`], `n` at most 128.
#[inline(always)]
unsafe fn move_short(to: *mut u8, from: *const u8, n: usize) {
    // SAFETY: every access lies within the first or the last bytes of the `n`.
    unsafe {
        if n <= 16 {
            if n >= 8 {
                let a = from.cast::<u64>().read_unaligned();
                let b = from.add(n - 8).cast::<u64>().read_unaligned();
                to.cast::<u64>().write_unaligned(a);
                to.add(n - 8).cast::<u64>().write_unaligned(b);
            } else if n >= 4 {
                let a = from.cast::<u32>().read_unaligned();
                let b = from.add(n - 4).cast::<u32>().read_unaligned();
                to.cast::<u32>().write_unaligned(a);
                to.add(n - 4).cast::<u32>().write_unaligned(b);
            } else if n >= 2 {
                let a = from.cast::<u16>().read_unaligned();
                let b = from.add(n - 2).cast::<u16>().read_unaligned();
                to.cast::<u16>().write_unaligned(a);
                to.add(n - 2).cast::<u16>().write_unaligned(b);
            } else if n == 1 {
                *to = *from;
            }
        } else if n <= 32 {
            let (a, b) = (load(from), load(from.add(n - 16)));
            store(to, a);
            store(to.add(n - 16), b);
        } else if n <= 64 {
            let (a, b) = (load(from), load(from.add(16)));
            let (c, d) = (load(from.add(n - 32)), load(from.add(n - 16)));
            store(to, a);
            store(to.add(16), b);
            store(to.add(n - 32), c);
            store(to.add(n - 16), d);
        } else {
            let (a, b) = (load(from), load(from.add(16)));
            let (c, d) = (load(from.add(32)), load(from.add(48)));
            let (e, f) = (load(from.add(n - 64)), load(from.add(n - 48)));
            let (g, h) = (load(from.add(n - 32)), load(from.add(n - 16)));
            store(to, a);
            store(to.add(16), b);
            store(to.add(32), c);
            store(to.add(48), d);
            store(to.add(n - 64), e);
            store(to.add(n - 48), f);
            store(to.add(n - 32), g);
            store(to.add(n - 16), h);
        }
    }
}

/// More than 128 bytes, upwards: right when `to` is below `from` or the two do not overlap.
#[inline(always)]
unsafe fn move_up(to: *mut u8, from: *const u8, n: usize) {
    // SAFETY: the loop stops short of the last 32 bytes, which were read before the first store.
    unsafe {
        let (y, z) = (load(from.add(n - 32)), load(from.add(n - 16)));
        let mut at = 0;
        while at + 32 < n {
            let (a, b) = (load(from.add(at)), load(from.add(at + 16)));
            store(to.add(at), a);
            store(to.add(at + 16), b);
            at += 32;
            barrier();
        }
        store(to.add(n - 32), y);
        store(to.add(n - 16), z);
    }
}

/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn memcpy(to: *mut u8, from: *const u8, n: usize) -> *mut u8 {
    // SAFETY: the caller's promise.
    unsafe {
        if n <= 128 {
            move_short(to, from, n);
        } else if n < LONG {
            move_up(to, from, n);
        } else {
            asm!("rep movsb", inout("rcx") n => _, inout("rdi") to => _, inout("rsi") from => _,
                options(nostack, preserves_flags));
        }
    }
    to
}

/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn memmove(to: *mut u8, from: *const u8, n: usize) -> *mut u8 {
    // SAFETY: the caller's promise; upwards unless `to` lies behind the beginning of `from`.
    unsafe {
        if n <= 128 {
            move_short(to, from, n);
        } else if (to as usize).wrapping_sub(from as usize) >= n {
            if n >= LONG && (from as usize).wrapping_sub(to as usize) >= n {
                return memcpy(to, from, n);
            }
            move_up(to, from, n);
        } else {
            let (a, b) = (load(from), load(from.add(16)));
            let mut at = n;
            while at > 32 {
                let (y, z) = (load(from.add(at - 32)), load(from.add(at - 16)));
                store(to.add(at - 32), y);
                store(to.add(at - 16), z);
                at -= 32;
                barrier();
            }
            store(to, a);
            store(to.add(16), b);
        }
    }
    to
}

/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn memset(to: *mut u8, byte: i32, n: usize) -> *mut u8 {
    // SAFETY: the caller's promise; every store lies within the first or the last bytes of the `n`.
    unsafe {
        let wide = u64::from(byte as u8) * 0x0101_0101_0101_0101;
        if n < 16 {
            if n >= 8 {
                to.cast::<u64>().write_unaligned(wide);
                to.add(n - 8).cast::<u64>().write_unaligned(wide);
            } else if n >= 4 {
                to.cast::<u32>().write_unaligned(wide as u32);
                to.add(n - 4).cast::<u32>().write_unaligned(wide as u32);
            } else if n >= 2 {
                to.cast::<u16>().write_unaligned(wide as u16);
                to.add(n - 2).cast::<u16>().write_unaligned(wide as u16);
            } else if n == 1 {
                *to = byte as u8;
            }
        } else if n < LONG {
            let v = _mm_set1_epi8(byte as i8);
            let mut at = 0;
            while at + 16 < n {
                store(to.add(at), v);
                at += 16;
                barrier();
            }
            store(to.add(n - 16), v);
        } else {
            asm!("rep stosb", inout("rcx") n => _, inout("rdi") to => _, in("al") byte as u8,
                options(nostack, preserves_flags));
        }
    }
    to
}

/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn memcmp(a: *const u8, b: *const u8, n: usize) -> i32 {
    // SAFETY: the caller's promise; every load lies within the `n` bytes.
    unsafe {
        let mut at = 0;
        while at + 16 <= n {
            let same = _mm_movemask_epi8(_mm_cmpeq_epi8(load(a.add(at)), load(b.add(at)))) as u32;
            if same != 0xFFFF {
                let place = at + (!same).trailing_zeros() as usize;
                return i32::from(*a.add(place)) - i32::from(*b.add(place));
            }
            at += 16;
            barrier();
        }
        if at + 8 <= n {
            let x = u64::from_be(a.add(at).cast::<u64>().read_unaligned());
            let y = u64::from_be(b.add(at).cast::<u64>().read_unaligned());
            if x != y {
                return if x < y { -1 } else { 1 };
            }
            at += 8;
        }
        while at < n {
            let (x, y) = (*a.add(at), *b.add(at));
            if x != y {
                return i32::from(x) - i32::from(y);
            }
            at += 1;
            barrier();
        }
    }
    0
}

/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn bcmp(a: *const u8, b: *const u8, n: usize) -> i32 {
    // SAFETY: the caller's promise.
    unsafe { memcmp(a, b, n) }
}
