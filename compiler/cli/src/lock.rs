//! Several `apic` at work in one folder: they take turns, and take away no file that another is about to put into its place.

use std::fs::{File, TryLockError};
use std::path::Path;
use std::process;
use std::thread;
use std::time::{Duration, Instant};

/// How names of files begin that are not in their place yet.
const TEMPORARY: &str = ".apic-";
/// How often to look whether it is one's turn, and after how long to say that it is not.
const LOOK: Duration = Duration::from_millis(10);
const LONG: Duration = Duration::from_secs(1);

/// The name of a file that this process is writing: it tells whose it is.
pub fn temporary(number: usize) -> String {
    format!("{TEMPORARY}{}-{number}.tmp", process::id())
}

/// The name of a manifest that this process is writing.
pub fn journal(number: usize) -> String {
    format!("{TEMPORARY}{}-manifest-{number}.tmp", process::id())
}

/// Whether a file of this name is a manifest that is not in its place yet.
pub fn is_journal(name: &str) -> bool {
    is_temporary(name) && name.contains("-manifest-")
}

/// Whether a file of this name is not in its place yet.
pub fn is_temporary(name: &str) -> bool {
    name.starts_with(TEMPORARY) && name.ends_with(".tmp")
}

/// Whether it was left by a run that broke off: nobody is there any more to put it into its place. One of this process' own number was there before.
pub fn is_left(name: &str) -> bool {
    let process =
        name.strip_prefix(TEMPORARY).and_then(|rest| rest.split_once('-')).and_then(|(id, _)| id.parse().ok());
    is_temporary(name) && process.is_none_or(|id: u32| id == process::id() || !lives(id))
}

/// The right to look at the outputs below a folder and to write them, for as long as it is kept. The system takes it back when a process ends.
#[derive(Debug)]
pub struct Turn {
    _folder: Option<File>,
}

impl Turn {
    /// Waits until nobody else writes there. Where folders cannot be locked there is nothing to wait for.
    pub fn take(folder: &Path, says: impl FnOnce()) -> Self {
        let place = place(folder);
        if let Some(place) = place.as_ref().filter(|place| is_taken(place)) {
            says();
            drop(place.lock());
        }
        Self { _folder: place }
    }

    /// The same for who has other things to do, and looks now and then: `None` as soon as `still` says that the turn is not needed any more. Who
    /// works beside another the whole day only says so if that takes long.
    pub fn take_while(folder: &Path, says: impl FnOnce(), still: &mut dyn FnMut() -> bool) -> Option<Self> {
        let place = place(folder);
        let (start, mut says) = (Instant::now(), Some(says));
        while place.as_ref().is_some_and(is_taken) {
            if !still() {
                return None;
            }
            if start.elapsed() >= LONG
                && let Some(says) = says.take()
            {
                says();
            }
            thread::sleep(LOOK);
        }
        Some(Self { _folder: place })
    }
}

/// What is locked for a folder; one that is yet to be made is locked by way of the one that will hold it.
fn place(folder: &Path) -> Option<File> {
    folder.ancestors().find_map(|folder| File::open(folder).ok())
}

/// Locks it, unless somebody else has.
fn is_taken(place: &File) -> bool {
    matches!(place.try_lock(), Err(TryLockError::WouldBlock))
}

/// Whether there is a process of that number; who cannot be asked is there.
#[cfg(unix)]
fn lives(process: u32) -> bool {
    use rustix::io::Errno;
    use rustix::process::{Pid, test_kill_process};
    let pid = i32::try_from(process).ok().and_then(Pid::from_raw);
    pid.is_some_and(|pid| test_kill_process(pid) != Err(Errno::SRCH))
}

#[cfg(not(unix))]
fn lives(_process: u32) -> bool {
    false
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;
    use std::process::Command;

    #[test]
    fn what_a_living_process_writes_is_not_left() {
        assert!(is_left(&temporary(0)), "of an earlier process of this number");
        assert!(!is_left(".apic-1-0.tmp"), "there is always a first process");
        let mut child = Command::new("true").spawn().unwrap();
        child.wait().unwrap();
        assert!(is_left(&format!(".apic-{}-0.tmp", child.id())));
        assert!(is_left(".apic-x.tmp") && !is_left("apic-1-0.tmp") && !is_left(".apic-manifest"));
    }

    #[test]
    fn turns_are_taken_one_after_the_other() {
        let folder = tempfile::tempdir().unwrap();
        let (home, mut waited) = (folder.path().join("new/home"), false);
        let first = Turn::take(&home, || unreachable!("nobody is there"));
        std::thread::scope(|scope| {
            let (sent, told) = std::sync::mpsc::channel();
            let second = scope.spawn(move || Turn::take(folder.path(), || sent.send(()).unwrap()));
            waited = told.recv().is_ok();
            assert!(!second.is_finished(), "it waits");
            drop(first);
            drop(second.join().unwrap());
        });
        assert!(waited);
    }
}
