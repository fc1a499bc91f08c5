struct Node { left: Option<Box<Node>>, right: Option<Box<Node>> }
impl Node {
    fn check(&self) -> i64 {
        match (&self.left, &self.right) { (Some(l), Some(r)) => 1 + l.check() + r.check(), _ => 1 }
    }
}
fn make(d: i64) -> Node {
    if d == 0 { return Node { left: None, right: None }; }
    Node { left: Some(Box::new(make(d - 1))), right: Some(Box::new(make(d - 1))) }
}
fn main() {
    let min_depth = 4i64;
    let max_depth: i64 = std::env::args().nth(1).map(|s| s.parse().unwrap()).unwrap_or(16);
    println!("stretch {} {}", max_depth + 1, make(max_depth + 1).check());
    let long_lived = make(max_depth);
    let mut depth = min_depth;
    while depth <= max_depth {
        let iters = 1i64 << (max_depth - depth + min_depth);
        let mut total = 0;
        for _ in 0..iters { total += make(depth).check(); }
        println!("{} {} {}", iters, depth, total);
        depth += 2;
    }
    println!("long lived {} {}", max_depth, long_lived.check());
}
