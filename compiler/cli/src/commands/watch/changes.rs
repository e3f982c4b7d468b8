//! What happens to the files that were read: events of the system, gathered until it is quiet.
//!
//! The debouncers that come with notify report each path when that path is quiet, wake up many times a second to do so, and know no end of a burst.
//! Here one question matters, whether anything that was read now reads otherwise, so a few lines do.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::mpsc::Sender;
use std::time::{Duration, Instant};

use notify::event::{AccessKind, AccessMode, EventKind};
use notify::{ErrorKind, Event, RecommendedWatcher, RecursiveMode, Watcher as _};

use super::inputs::Inputs;
use super::messages::{Message, Messages};
use crate::disk::reason;

/// A save is over when nothing happened for so long.
const QUIET: Duration = Duration::from_millis(10);
/// But no burst is waited for longer than this.
const BURST: Duration = Duration::from_millis(500);
/// How long a file may be gone or empty before that is what the user wants.
const HALFWAY: Duration = Duration::from_millis(300);
/// And when it is taken as it is though it comes and goes all the time.
const ENOUGH: Duration = Duration::from_secs(2);
/// How often to look where events come, for what they do not tell.
const LOOK: Duration = Duration::from_secs(1);
/// How often to look where none come.
const POLL: Duration = Duration::from_millis(200);

/// The watched folders.
pub(super) struct Changes {
    watcher: Option<RecommendedWatcher>,
    /// The folder around that of the settings, which may go and return itself.
    around: PathBuf,
    /// The folders that lead to the inputs, there or not.
    ways: BTreeSet<PathBuf>,
    /// Those that are watched.
    folders: BTreeSet<PathBuf>,
    /// How long to wait for an event before looking.
    pub(super) poll: Duration,
    /// Why there will be no events, or not all.
    why: Option<String>,
    /// When the burst of changes began that is gathered now, and when the last of them was seen.
    first: Instant,
    last: Instant,
}

// === impl Changes ===

impl Changes {
    pub(super) fn new(send: Sender<Message>, home: &Path) -> Self {
        // The loop may have ended already.
        let watcher = notify::recommended_watcher(move |event| drop(send.send(Message::Event(event, Instant::now()))));
        let (watcher, poll, why) = match watcher {
            Ok(watcher) => (Some(watcher), LOOK, None),
            Err(error) => (None, POLL, Some(format!("tells no changes of files ({error})"))),
        };
        let around = home.parent().unwrap_or(home).to_path_buf();
        let (ways, folders, now) = (BTreeSet::new(), BTreeSet::new(), Instant::now());
        Self { watcher, around, ways, folders, poll, why, first: now, last: now }
    }

    /// What is to be said, once, if the system does not tell all changes.
    pub(super) fn note(&mut self) -> Option<String> {
        let why = self.why.take()?;
        Some(format!("note: this system {why}: looking every {} ms", self.poll.as_millis()))
    }

    /// Watches the folders of all inputs. Folders, because an editor that renames leaves the watch of a file on its backup; and each one again every time,
    /// because a folder that went and came back is another one.
    pub(super) fn watch(&mut self, inputs: &Inputs) {
        let paths = inputs.paths();
        self.ways = paths.iter().flat_map(|path| self.ways(path)).collect();
        let folders: BTreeSet<PathBuf> = self.ways.iter().filter(|folder| folder.is_dir()).cloned().collect();
        let Some(watcher) = &mut self.watcher else { return };
        for gone in self.folders.difference(&folders) {
            // It is no longer watched if it is no longer there.
            drop(watcher.unwatch(gone));
        }
        for folder in &folders {
            let holds = || paths.iter().any(|path| path.parent() == Some(folder));
            if let Err(error) = watcher.watch(folder, RecursiveMode::NonRecursive)
                && self.poll != POLL
                && folder.is_dir()
                && holds()
            {
                // What is not told has to be looked for.
                self.poll = POLL;
                self.why = Some(format!("does not tell all changes of files ({})", limit(&error)));
            }
        }
        self.folders = folders;
    }

    /// The folders above an input: its own, and further up to the one that holds the input and the project.
    fn ways(&self, input: &Path) -> Vec<PathBuf> {
        let shared = input.ancestors().find(|folder| self.around.starts_with(folder));
        let above = input.ancestors().skip(1);
        above
            .take_while(|folder| shared.is_none_or(|shared| folder.starts_with(shared)))
            .map(Path::to_path_buf)
            .collect()
    }

    /// Whether an event may be about an input, or about a folder on the way to one.
    pub(super) fn concerns(&self, event: &notify::Result<Event>, inputs: &Inputs) -> bool {
        // An error, or a queue that ran over: anything may have happened.
        let Ok(event) = event else { return true };
        if event.need_rescan() {
            return true;
        }
        let read = matches!(event.kind, EventKind::Access(kind) if kind != AccessKind::Close(AccessMode::Write));
        !read && event.paths.iter().any(|path| inputs.concerned(path) || self.ways.contains(path))
    }

    /// A change was found: a burst begins.
    pub(super) fn begin(&mut self) {
        self.first = Instant::now();
        self.last = self.first;
    }

    /// Another change was found in the same burst.
    pub(super) fn again(&mut self) {
        self.last = Instant::now();
    }

    /// Waits while an editor is halfway through a save; false = it is time to stop.
    pub(super) fn whole(&mut self, inputs: &Inputs, messages: &mut Messages) -> bool {
        // In an editor's write there is a moment without a text. It is short.
        while !messages.stop() && inputs.halfway() && self.last.elapsed() < HALFWAY && self.first.elapsed() < ENOUGH {
            self.event(QUIET, inputs, messages);
        }
        !messages.stop()
    }

    /// Waits until nothing has happened for a while; false = what was read reads otherwise now, or it is time to stop. Sources that never come to rest are
    /// taken as they were read, in the end.
    pub(super) fn settled(&mut self, inputs: &Inputs, messages: &mut Messages) -> bool {
        while self.first.elapsed() < BURST {
            if !self.event(QUIET.saturating_sub(self.last.elapsed()), inputs, messages) {
                break;
            }
        }
        if !self.whole(inputs, messages) {
            return false;
        }
        if inputs.read_halfway() {
            return self.last.elapsed() >= HALFWAY && !inputs.changed() || self.first.elapsed() >= ENOUGH;
        }
        !inputs.changed() || self.first.elapsed() >= BURST
    }

    /// Waits for an event; false = there was none.
    fn event(&mut self, time: Duration, inputs: &Inputs, messages: &mut Messages) -> bool {
        let Some((event, moment)) = messages.event(time) else { return false };
        if self.concerns(&event, inputs) {
            // Not now: it may have waited for the end of a round.
            self.last = self.last.max(moment);
        }
        true
    }
}

fn limit(error: &notify::Error) -> String {
    match &error.kind {
        ErrorKind::MaxFilesWatch => "fs.inotify.max_user_watches is reached".to_string(),
        ErrorKind::Io(error) => reason(error),
        _ => error.to_string(),
    }
}

#[cfg(test)]
mod tests;
