//! How long each stage took, and which one is at work.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

/// Shared with whoever shows progress.
#[derive(Clone, Default)]
pub struct Timings {
    stages: Arc<Mutex<Vec<(&'static str, Duration)>>>,
}

impl Timings {
    /// Runs one stage of the pipeline.
    pub fn stage<T>(&self, name: &'static str, run: impl FnOnce() -> T) -> T {
        let start = Instant::now();
        self.lock().push((name, Duration::ZERO));
        let result = run();
        if let Some(last) = self.lock().last_mut() {
            last.1 = start.elapsed();
        }
        result
    }

    /// The stage that began last.
    pub fn current(&self) -> Option<&'static str> {
        self.lock().last().map(|(name, _)| *name)
    }

    /// A table of stages and milliseconds, with their sum.
    pub fn table(&self) -> String {
        let stages = self.lock();
        let mut total = Duration::ZERO;
        let mut table = String::new();
        for (name, duration) in stages.iter() {
            table += &format!("{name:<10} {:>9.2} ms\n", milliseconds(*duration));
            total += *duration;
        }
        table + &format!("{:<10} {:>9.2} ms\n", "total", milliseconds(total))
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Vec<(&'static str, Duration)>> {
        self.stages.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn milliseconds(duration: Duration) -> f64 {
    duration.as_secs_f64() * 1000.0
}
