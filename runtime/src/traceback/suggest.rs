//! "Did you mean": the edit distance that CPython's traceback module uses.

const MOVE: usize = 2;
const CASE: usize = 1;

fn substitution(a: char, b: char) -> usize {
    if a == b {
        0
    } else if a.to_lowercase().eq(b.to_lowercase()) {
        CASE
    } else {
        MOVE
    }
}

fn distance(a: &[char], b: &[char], limit: usize) -> usize {
    let (mut a, mut b) = (a, b);
    while let ([x, ra @ ..], [y, rb @ ..]) = (a, b)
        && x == y
    {
        (a, b) = (ra, rb);
    }
    while let ([ra @ .., x], [rb @ .., y]) = (a, b)
        && x == y
    {
        (a, b) = (ra, rb);
    }
    if a.is_empty() || b.is_empty() {
        return MOVE * (a.len() + b.len());
    }
    if a.len() > b.len() {
        std::mem::swap(&mut a, &mut b);
    }
    if (b.len() - a.len()) * MOVE > limit {
        return limit + 1;
    }
    let mut row: Vec<usize> = (1..=a.len()).map(|i| i * MOVE).collect();
    let mut result = 0;
    for (bi, bc) in b.iter().enumerate() {
        let mut diagonal = bi * MOVE;
        result = diagonal;
        let mut lowest = usize::MAX;
        for (i, ac) in a.iter().enumerate() {
            let replace = diagonal + substitution(*bc, *ac);
            diagonal = row[i];
            let insert_or_delete = result.min(diagonal) + MOVE;
            result = replace.min(insert_or_delete);
            row[i] = result;
            lowest = lowest.min(result);
        }
        if lowest > limit {
            return limit + 1;
        }
    }
    result
}

/// The candidate that CPython's "Did you mean" would name.
pub fn suggest(name: &str, candidates: &[String]) -> Option<String> {
    let wrong: Vec<char> = name.chars().collect();
    if candidates.len() > 750 || wrong.len() > 40 {
        return None;
    }
    let mut best: Option<&String> = None;
    let mut best_distance = usize::MAX;
    for c in candidates {
        if c == name {
            continue;
        }
        let possible: Vec<char> = c.chars().collect();
        let limit =
            ((possible.len() + wrong.len() + 3) * MOVE / 6).min(best_distance.saturating_sub(1));
        let d = distance(&wrong, &possible, limit);
        if d > limit {
            continue;
        }
        if best.is_none() || d < best_distance {
            best = Some(c);
            best_distance = d;
        }
    }
    best.cloned()
}
