fn mandel(w: i64, h: i64, maxiter: i64) -> i64 {
    let mut total = 0;
    for py in 0..h {
        let ci = 2.0 * py as f64 / h as f64 - 1.0;
        for px in 0..w {
            let cr = 3.0 * px as f64 / w as f64 - 2.0;
            let (mut zr, mut zi, mut it) = (0.0f64, 0.0f64, 0i64);
            while it < maxiter {
                let (zr2, zi2) = (zr * zr, zi * zi);
                if zr2 + zi2 > 4.0 { break; }
                zi = 2.0 * zr * zi + ci;
                zr = zr2 - zi2 + cr;
                it += 1;
            }
            total += it;
        }
    }
    total
}
fn main() {
    let m: i64 = std::env::args().nth(1).map(|s| s.parse().unwrap()).unwrap_or(120);
    println!("{}", mandel(1200, 800, m));
}
