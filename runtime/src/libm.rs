//! Elementary functions that give, bit for bit, what glibc 2.43 gives on x86-64 with fused multiply-add, where CPython runs.
//!
//! glibc chooses at run time between a body compiled with FMA and one without, and the last digit differs now and then; each
//! function here is one body over `const FMA: bool`, compiled twice, and chosen the same way. Its order of operations, and
//! which products are fused with a sum, are facts taken over from glibc's machine code: changing `a * b + c` to
//! [`mul_add`] or back changes results. Sources of the methods:
//!
//! - `exp`, `exp2`, `log`, `log2`, `pow`: ARM's optimized routines (2018, MIT licence; musl has them as well)
//! - `sin`, `cos`, `tan`: IBM's Accurate Mathematical Library (2001), without its slow paths
//!
//! **Invariant:** nothing here raises, sets flags or allocates.

mod branch;
mod cbrt;
mod exp;
mod exp_tables;
mod hyperbolic;
mod log;
mod log_tables;
mod pow;
mod sin;
mod sin_tables;
mod tan;
mod tan_tables;

/// `a * b + c`, rounded once with `FMA` and twice without.
#[inline(always)]
fn mul_add<const FMA: bool>(a: f64, b: f64, c: f64) -> f64 {
    if FMA { a.mul_add(b, c) } else { a * b + c }
}

/// `a * b - c` likewise.
#[inline(always)]
fn mul_sub<const FMA: bool>(a: f64, b: f64, c: f64) -> f64 {
    mul_add::<FMA>(a, b, -c)
}

/// Bits 52 to 62: the biased exponent.
#[inline(always)]
fn exponent(bits: u64) -> u32 {
    (bits >> 52) as u32 & 0x7FF
}

/// Functions with a body of the same name, generic over `FMA`, in a module below: whichever this processor can run.
macro_rules! functions {
    ($($(#[$doc:meta])* $name:ident($($x:ident),*) = $module:ident;)*) => {
        $($(#[$doc])*
        pub fn $name($($x: f64),*) -> f64 {
            #[cfg(target_arch = "x86_64")]
            {
                #[target_feature(enable = "fma,avx2")]
                fn fused($($x: f64),*) -> f64 {
                    $module::$name::<true>($($x),*)
                }
                if std::arch::is_x86_feature_detected!("fma") && std::arch::is_x86_feature_detected!("avx2") {
                    // SAFETY: the processor has both features.
                    return unsafe { fused($($x),*) };
                }
                $module::$name::<false>($($x),*)
            }
            #[cfg(not(target_arch = "x86_64"))]
            $module::$name::<true>($($x),*)
        })*
    };
}

functions! {
    /// e to the power of `x`.
    exp(x) = exp;
    /// `x` to the power of `y`, C's special cases included: NaN for a negative base and an exponent that is no integer.
    expm1(x) = hyperbolic;
    sinh(x) = hyperbolic;
    log(x) = log;
    log2(x) = log;
    log1p(x) = log;
    pow(x, y) = pow;
    cos(x) = sin;
    sin(x) = sin;
    tan(x) = tan;
}
pub use cbrt::cbrt;
pub use exp::exp2;
pub use hyperbolic::{cosh, tanh};
pub use log::log10;
