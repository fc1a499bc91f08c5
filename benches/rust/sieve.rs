fn sieve(n: usize) -> i64 {
    let mut flags = vec![true; n + 1];
    flags[0] = false; flags[1] = false;
    let mut i = 2;
    while i * i <= n {
        if flags[i] { let mut j = i * i; while j <= n { flags[j] = false; j += i; } }
        i += 1;
    }
    let (mut count, mut total) = (0i64, 0i64);
    for k in 0..=n { if flags[k] { count += 1; total += k as i64; } }
    count * 1000003 + total
}
fn main() {
    let n: usize = std::env::args().nth(1).map(|s| s.parse().unwrap()).unwrap_or(16000000);
    println!("{}", sieve(n));
}
