//! The name of the stage at work, on a terminal, once a build has taken a second.

use std::io::{self, IsTerminal};
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::thread::JoinHandle;
use std::time::Duration;
use taipan_driver::Timings;

const DELAY: Duration = Duration::from_secs(1);
const INTERVAL: Duration = Duration::from_millis(100);
const CLEAR_LINE: &str = "\r\x1b[K";

/// Shows progress until it is dropped.
pub struct Progress {
    worker: Option<(Sender<()>, JoinHandle<()>)>,
}

impl Progress {
    pub fn watch(timings: &Timings) -> Progress {
        if !io::stderr().is_terminal() {
            return Progress { worker: None };
        }
        let (stop, stopped) = mpsc::channel();
        let timings = timings.clone();
        let thread = std::thread::spawn(move || {
            let mut wait = DELAY;
            let mut has_shown = false;
            while stopped.recv_timeout(wait) == Err(RecvTimeoutError::Timeout) {
                wait = INTERVAL;
                if let Some(stage) = timings.current() {
                    crate::terminal::note(&format!("{CLEAR_LINE}{stage}…"));
                    has_shown = true;
                }
            }
            if has_shown {
                crate::terminal::note(CLEAR_LINE);
            }
        });
        Progress {
            worker: Some((stop, thread)),
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if let Some((stop, thread)) = self.worker.take() {
            drop(stop);
            // A panic there has been reported by the hook.
            let _ = thread.join();
        }
    }
}
