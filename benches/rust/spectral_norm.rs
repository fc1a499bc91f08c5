#[inline] fn eval_a(i: i64, j: i64) -> f64 { 1.0 / ((i + j) * (i + j + 1) / 2 + i + 1) as f64 }
fn au(u: &[f64]) -> Vec<f64> {
    (0..u.len()).map(|i| { let mut s = 0.0; for j in 0..u.len() { s += eval_a(i as i64, j as i64) * u[j]; } s }).collect()
}
fn atu(u: &[f64]) -> Vec<f64> {
    (0..u.len()).map(|i| { let mut s = 0.0; for j in 0..u.len() { s += eval_a(j as i64, i as i64) * u[j]; } s }).collect()
}
fn main() {
    let n: usize = std::env::args().nth(1).map(|s| s.parse().unwrap()).unwrap_or(700);
    let mut u = vec![1.0; n];
    let mut v = vec![1.0; n];
    for _ in 0..10 { v = atu(&au(&u)); u = atu(&au(&v)); }
    let (mut vbv, mut vv) = (0.0, 0.0);
    for i in 0..n { vbv += u[i] * v[i]; vv += v[i] * v[i]; }
    let r: f64 = vbv / vv;
    println!("{:.9}", r.sqrt());
}
