//! A process that this host did not start: known by its number, and by when it was started.

use std::io;
use std::time::Duration;

use rustix::process::{Pid, Signal, kill_process, test_kill_process};

/// A process that another program started.
#[derive(Debug)]
pub(super) struct Attached {
    pid: Pid,
    start_time: Option<u64>,
}

impl Attached {
    /// Finds a process; `start_time` tells it from another with its number.
    ///
    /// # Errors
    ///
    /// There is no such process, or it is another.
    pub(super) fn find(process_id: u32, start_time: Option<u64>) -> io::Result<Self> {
        let gone = || io::Error::new(io::ErrorKind::NotFound, "there is no such process");
        // 1 is nobody's plugin, and 0 and less are groups.
        let pid = i32::try_from(process_id).ok().filter(|id| *id > 1).and_then(Pid::from_raw).ok_or_else(gone)?;
        let attached = Self { pid, start_time: start_time.or_else(|| self::start_time(process_id)) };
        if !attached.is_alive() {
            return Err(gone());
        }
        Ok(attached)
    }

    /// Whether it lives, and is the one that was found.
    pub(super) fn is_alive(&self) -> bool {
        let id = u32::try_from(self.pid.as_raw_nonzero().get()).unwrap_or_default();
        let is_same = match (self.start_time, start_time(id)) {
            (Some(known), Some(found)) => known == found,
            // Where the system does not say it, nothing else can be asked.
            (None, _) | (Some(_), None) => cfg!(not(target_os = "linux")),
        };
        is_same && test_kill_process(self.pid).is_ok()
    }

    /// Waits until it has ended: nobody but its parent is told, so it is looked for.
    pub(super) async fn ended(&self) {
        let mut look = tokio::time::interval(LOOK);
        while self.is_alive() {
            look.tick().await;
        }
    }

    /// Sends it a signal, unless it has ended.
    pub(super) fn signal(&self, signal: Signal) {
        if self.is_alive() {
            // It may have ended just now.
            kill_process(self.pid, signal).ok();
        }
    }
}

/// When a process was started, in ticks since the system's boot; none where the system does not say it, or for one that
/// has ended.
pub(super) fn start_time(process_id: u32) -> Option<u64> {
    let stat = std::fs::read_to_string(format!("/proc/{process_id}/stat")).ok()?;
    // The name may have blanks and brackets; what follows it has none.
    let mut fields = stat.rsplit_once(')')?.1.split_whitespace();
    let state = fields.next()?;
    if matches!(state, "Z" | "X") {
        return None;
    }
    fields.nth(STARTTIME)?.parse().ok()
}

/// The place of `starttime` after the state: the third and the 22nd field of `/proc/PID/stat` (proc(5)).
const STARTTIME: usize = 22 - 4;

/// How often a process is looked for.
const LOOK: Duration = Duration::from_millis(50);

#[cfg(test)]
#[cfg(target_os = "linux")]
mod tests {
    use super::*;

    #[test]
    fn a_process_is_known_by_its_start() {
        let mut child = std::process::Command::new("sleep").arg("1000").spawn().unwrap();
        let time = start_time(child.id()).unwrap();
        assert!(Attached::find(child.id(), Some(time)).unwrap().is_alive());
        assert!(Attached::find(child.id(), Some(time + 1)).is_err());
        assert!(Attached::find(1, None).is_err() && Attached::find(0, None).is_err());
        let attached = Attached::find(child.id(), None).unwrap();
        child.kill().unwrap();
        child.wait().unwrap();
        assert!(!attached.is_alive());
    }
}
