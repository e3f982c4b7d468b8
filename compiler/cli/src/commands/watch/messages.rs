//! What the loop waits for.

use std::collections::VecDeque;
use std::io;
use std::process::ExitStatus;
use std::sync::mpsc::Receiver;
use std::time::{Duration, Instant};

use crate::exit::Failure;

#[derive(Debug)]
pub(super) enum Message {
    /// Something happened in a watched folder, and when that was told: who is at work takes it up later.
    Event(notify::Result<notify::Event>, Instant),
    /// The command ended by itself, and how.
    Ended(io::Result<ExitStatus>),
    /// The command could not be started.
    NotStarted(Failure),
    /// The command and all that it started are gone, and nothing will be started any more.
    Over,
    /// Ctrl-C, or a signal to the same end.
    Stop,
}

/// The messages in the order in which they come; those that wait for the end of a round, first.
pub(super) struct Messages {
    receive: Receiver<Message>,
    aside: VecDeque<Message>,
}

// === impl Messages ===

impl Messages {
    pub(super) fn new(receive: Receiver<Message>) -> Self {
        Self { receive, aside: VecDeque::new() }
    }

    /// The next one, if it comes in time.
    pub(super) fn next(&mut self, time: Duration) -> Option<Message> {
        self.aside.pop_front().or_else(|| self.receive.recv_timeout(time).ok())
    }

    /// The next event of the file system, if it comes in time; what else comes is put aside, and ends the waiting if it is the wish to stop.
    pub(super) fn event(&mut self, time: Duration) -> Option<(notify::Result<notify::Event>, Instant)> {
        while !self.stop() {
            let event = self.aside.iter().position(|message| matches!(message, Message::Event(..)));
            let message = match event.and_then(|place| self.aside.remove(place)) {
                Some(event) => event,
                None => self.receive.recv_timeout(time).ok()?,
            };
            match message {
                Message::Event(event, moment) => return Some((event, moment)),
                other => self.aside.push_back(other),
            }
        }
        None
    }

    /// Whether it is time to stop.
    pub(super) fn stop(&mut self) -> bool {
        while let Ok(message) = self.receive.try_recv() {
            self.aside.push_back(message);
        }
        self.aside.iter().any(|message| matches!(message, Message::Stop))
    }

    /// Forgets all that has come so far.
    pub(super) fn forget(&mut self) {
        while self.next(Duration::ZERO).is_some() {}
    }
}
