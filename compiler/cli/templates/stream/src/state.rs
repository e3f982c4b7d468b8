//! What the handlers share: who listens.

use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use apic_runtime::EventSender;

use crate::api::types::Message;

/// Made once at the start; every handler gets a reference to it.
#[derive(Debug, Default)]
pub struct AppState {
    room: Mutex<Room>,
}

/// Who listens, by number; how many came, and how much was said.
#[derive(Debug, Default)]
pub struct Room {
    pub listeners: BTreeMap<u64, EventSender<Message>>,
    pub came: u64,
    pub said: i64,
}

impl AppState {
    /// The room. No handler awaits anything while it holds it.
    pub fn room(&self) -> MutexGuard<'_, Room> {
        self.room.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
