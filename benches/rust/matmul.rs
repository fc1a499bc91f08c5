fn make(n: usize, seed: i64) -> Vec<Vec<f64>> {
    let mut state = seed;
    (0..n)
        .map(|_| {
            (0..n)
                .map(|_| {
                    state = (state * 16807) % 2147483647;
                    state as f64 / 2147483647.0 - 0.5
                })
                .collect()
        })
        .collect()
}
fn multiply(a: &[Vec<f64>], b: &[Vec<f64>], n: usize) -> Vec<Vec<f64>> {
    let mut result = Vec::new();
    for i in 0..n {
        let mut row = vec![0.0; n];
        let left = &a[i];
        for k in 0..n {
            let x = left[k];
            let right = &b[k];
            for j in 0..n {
                row[j] += x * right[j];
            }
        }
        result.push(row);
    }
    result
}
fn main() {
    let n: usize = std::env::args().nth(1).map(|s| s.parse().unwrap()).unwrap_or(380);
    let (a, b) = (make(n, 42), make(n, 99));
    let c = multiply(&a, &b, n);
    let mut trace = 0.0;
    for i in 0..n {
        trace += c[i][i];
    }
    println!("{:.9}", trace);
    println!("{:.9}", c[3][17]);
}
