//! What happens to the files that were read: events of the system, gathered until it is quiet.
//!
//! The debouncers that come with notify report each path when that path is quiet, wake up many times a second to do so, and know no end of a burst.
//! Here one question matters, whether anything that was read now reads otherwise, so a few lines do.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::mpsc::Sender;
use std::time::{Duration, Instant};

use notify::event::{AccessKind, AccessMode, EventKind};
use notify::{Event, RecommendedWatcher, RecursiveMode, Watcher as _};

use super::inputs::Inputs;
use super::messages::{Message, Messages};

/// A save is over when nothing happened for so long.
const QUIET: Duration = Duration::from_millis(10);
/// But no burst is waited for longer than this.
const BURST: Duration = Duration::from_millis(500);
/// How long a file may be gone or empty before that is what the user wants.
const HALFWAY: Duration = Duration::from_millis(300);
/// How often to look where events come, for what they do not tell.
const LOOK: Duration = Duration::from_secs(1);
/// How often to look where none come.
const POLL: Duration = Duration::from_millis(200);

/// The watched folders.
pub(super) struct Changes {
    watcher: Option<RecommendedWatcher>,
    /// The folder of the settings.
    home: PathBuf,
    folders: BTreeSet<PathBuf>,
    /// How long to wait for an event before looking.
    pub(super) poll: Duration,
    /// Why there will be no events.
    pub(super) polling: Option<String>,
}

// === impl Changes ===

impl Changes {
    pub(super) fn new(send: Sender<Message>, home: PathBuf) -> Self {
        // The loop may have ended already.
        let watcher = notify::recommended_watcher(move |event| drop(send.send(Message::Event(event))));
        match watcher {
            Ok(watcher) => Self { watcher: Some(watcher), home, folders: BTreeSet::new(), poll: LOOK, polling: None },
            Err(error) => Self::without_events(home, error.to_string()),
        }
    }

    fn without_events(home: PathBuf, why: String) -> Self {
        Self { watcher: None, home, folders: BTreeSet::new(), poll: POLL, polling: Some(why) }
    }

    /// Watches the folders of all inputs. Folders, because an editor that renames leaves the watch of a file on its backup; and each one again every time,
    /// because a folder that went and came back is another one.
    pub(super) fn watch(&mut self, inputs: &Inputs) {
        let folders = self.folders(&inputs.paths());
        let Some(watcher) = &mut self.watcher else { return };
        for gone in self.folders.difference(&folders) {
            // It is no longer watched if it is no longer there.
            drop(watcher.unwatch(gone));
        }
        for folder in &folders {
            if watcher.watch(folder, RecursiveMode::NonRecursive).is_err() && folder.is_dir() {
                // A limit of the system, most likely: what is not told has to be looked for.
                self.poll = POLL;
            }
        }
        self.folders = folders;
    }

    /// The folder of each input, and those above it up to that of the settings, as far as they are there.
    fn folders(&self, inputs: &[PathBuf]) -> BTreeSet<PathBuf> {
        let mut folders = BTreeSet::new();
        for input in inputs {
            let mut above = input.ancestors().skip(1);
            folders.extend(above.next().map(Path::to_path_buf));
            folders.extend(above.take_while(|folder| folder.starts_with(&self.home)).map(Path::to_path_buf));
        }
        folders.retain(|folder| folder.is_dir());
        folders
    }

    /// Whether an event may be about an input, or about a folder on the way to one.
    pub(super) fn concerns(&self, event: &notify::Result<Event>, inputs: &Inputs) -> bool {
        // An error, or a queue that ran over: anything may have happened.
        let Ok(event) = event else { return true };
        if event.need_rescan() {
            return true;
        }
        let read = matches!(event.kind, EventKind::Access(kind) if kind != AccessKind::Close(AccessMode::Write));
        !read && event.paths.iter().any(|path| inputs.concerned(path) || self.folders.contains(path))
    }

    /// Waits while an editor is halfway through a save; false = it is time to stop.
    pub(super) fn whole(&self, inputs: &Inputs, messages: &mut Messages) -> bool {
        let start = Instant::now();
        // In an editor's write there is a moment without a text. It is short.
        while inputs.halfway() && start.elapsed() < HALFWAY && !messages.stop() {
            drop(messages.event(QUIET));
        }
        !messages.stop()
    }

    /// Waits until nothing has happened for a while; false = what was read reads otherwise now, or it is time to stop.
    pub(super) fn settled(&self, inputs: &Inputs, messages: &mut Messages, change: Instant) -> bool {
        let (start, mut last) = (Instant::now(), change);
        while start.elapsed() < BURST {
            match messages.event(QUIET.saturating_sub(last.elapsed())) {
                Some(event) if self.concerns(&event, inputs) => last = Instant::now(),
                Some(_) => {}
                None => break,
            }
        }
        !messages.stop() && !inputs.changed()
    }
}
