//! What the handlers share: the notes. They are gone when the server stops; a database would go here.

use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use apic_runtime::ApiError;

use crate::api::types::Note;

/// Made once at the start; every handler gets a reference to it.
#[derive(Debug, Default)]
pub struct AppState {
    notes: Mutex<Notes>,
}

/// All notes, and the number of the last one.
#[derive(Debug, Default)]
pub struct Notes {
    pub by_id: BTreeMap<i64, Note>,
    pub last: i64,
}

impl AppState {
    /// The notes. No handler awaits anything while it holds them.
    pub fn notes(&self) -> MutexGuard<'_, Notes> {
        self.notes.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The answer for a note that is not there.
pub fn no_note(id: i64) -> ApiError {
    ApiError::not_found(format!("there is no note {id}"))
}
