//! What asks `apic watch` for its end.

use std::io;
use std::sync::mpsc::Sender;

use super::messages::Message;

/// Sends `Stop` for every signal that asks for the end.
#[cfg(unix)]
pub(super) fn listen(send: Sender<Message>) -> io::Result<()> {
    use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
    let mut signals = signal_hook::iterator::Signals::new([SIGHUP, SIGINT, SIGTERM])?;
    std::thread::spawn(move || {
        for _ in signals.forever() {
            // The loop may have ended already.
            drop(send.send(Message::Stop));
        }
    });
    Ok(())
}

/// Without signals the system ends the process; each file is whole at any time.
#[cfg(not(unix))]
pub(super) fn listen(_send: Sender<Message>) -> io::Result<()> {
    Ok(())
}
