const SOLAR_MASS: f64 = 4.0 * 3.141592653589793 * 3.141592653589793;
const DAYS: f64 = 365.24;
struct Body { x: f64, y: f64, z: f64, vx: f64, vy: f64, vz: f64, mass: f64 }
fn body(x: f64, y: f64, z: f64, vx: f64, vy: f64, vz: f64, m: f64) -> Body {
    Body { x, y, z, vx: vx * DAYS, vy: vy * DAYS, vz: vz * DAYS, mass: m * SOLAR_MASS }
}
fn energy(bs: &[Body]) -> f64 {
    let mut e = 0.0;
    for i in 0..bs.len() {
        let b = &bs[i];
        e += 0.5 * b.mass * (b.vx * b.vx + b.vy * b.vy + b.vz * b.vz);
        for c in &bs[i + 1..] {
            let (dx, dy, dz) = (b.x - c.x, b.y - c.y, b.z - c.z);
            e -= (b.mass * c.mass) / (dx * dx + dy * dy + dz * dz).sqrt();
        }
    }
    e
}
fn advance(bs: &mut Vec<Body>, dt: f64, steps: i64) {
    let n = bs.len();
    for _ in 0..steps {
        for i in 0..n {
            let (l, r) = bs.split_at_mut(i + 1);
            let b = &mut l[i];
            for c in r.iter_mut() {
                let (dx, dy, dz) = (b.x - c.x, b.y - c.y, b.z - c.z);
                let d2 = dx * dx + dy * dy + dz * dz;
                let mag = dt / (d2 * d2.sqrt());
                let bm = b.mass * mag;
                let cm = c.mass * mag;
                b.vx -= dx * cm; b.vy -= dy * cm; b.vz -= dz * cm;
                c.vx += dx * bm; c.vy += dy * bm; c.vz += dz * bm;
            }
        }
        for b in bs.iter_mut() { b.x += dt * b.vx; b.y += dt * b.vy; b.z += dt * b.vz; }
    }
}
fn main() {
    let mut bs = vec![
        body(0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 1.0),
        body(4.84143144246472090e+00, -1.16032004402742839e+00, -1.03622044471123109e-01, 1.66007664274403694e-03, 7.69901118419740425e-03, -6.90460016972063023e-05, 9.54791938424326609e-04),
        body(8.34336671824457987e+00, 4.12479856412430479e+00, -4.03523417114321381e-01, -2.76742510726411899e-03, 4.99852801234917238e-03, 2.30417297573763929e-05, 2.85885980666130812e-04),
        body(1.28943695621391310e+01, -1.51111514016986312e+01, -2.23307578892655734e-01, 2.96460137564761618e-03, 2.37847173959480950e-03, -2.96589568540237556e-05, 4.36624404335156298e-05),
        body(1.53796971148509165e+01, -2.59193146099879641e+01, 1.79258772950371181e-01, 2.68067772490389322e-03, 1.62824170038242295e-03, -9.51592254519715870e-05, 5.15138902046611451e-05),
    ];
    let (mut px, mut py, mut pz) = (0.0, 0.0, 0.0);
    for b in &bs { px += b.vx * b.mass; py += b.vy * b.mass; pz += b.vz * b.mass; }
    bs[0].vx = -px / SOLAR_MASS; bs[0].vy = -py / SOLAR_MASS; bs[0].vz = -pz / SOLAR_MASS;
    println!("{:.9}", energy(&bs));
    advance(&mut bs, 0.01, 400000);
    println!("{:.9}", energy(&bs));
}
