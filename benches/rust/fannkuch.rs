fn fannkuch(n: usize) -> (i64, i64) {
    let mut perm1: Vec<i64> = (0..n as i64).collect();
    let mut perm = vec![0i64; n];
    let mut count = vec![0i64; n];
    let (mut max_flips, mut checksum, mut r, mut nperm) = (0i64, 0i64, n, 0i64);
    loop {
        while r != 1 { count[r - 1] = r as i64; r -= 1; }
        for i in 0..n { perm[i] = perm1[i]; }
        let mut flips = 0;
        let mut k = perm[0];
        while k != 0 {
            let (mut lo, mut hi) = (0usize, k as usize);
            while lo < hi { perm.swap(lo, hi); lo += 1; hi -= 1; }
            flips += 1;
            k = perm[0];
        }
        if flips > max_flips { max_flips = flips; }
        if nperm % 2 == 0 { checksum += flips } else { checksum -= flips }
        loop {
            if r == n { return (checksum, max_flips); }
            let p0 = perm1[0];
            for i in 0..r { perm1[i] = perm1[i + 1]; }
            perm1[r] = p0;
            count[r] -= 1;
            if count[r] > 0 { break; }
            r += 1;
        }
        nperm += 1;
    }
}
fn main() {
    let n: usize = std::env::args().nth(1).map(|s| s.parse().unwrap()).unwrap_or(9);
    for _ in 0..4 {
        let (c, f) = fannkuch(std::hint::black_box(n));
        println!("{} {}", c, f);
    }
}
