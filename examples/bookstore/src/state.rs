//! What the handlers share: the shelf.

use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::api::types::Book;

/// Made once at the start; every handler gets a reference to it.
#[derive(Debug, Default)]
pub struct AppState {
    shelf: Mutex<BTreeMap<String, Book>>,
}

impl AppState {
    /// Books by name. No handler awaits anything while it holds them.
    pub fn shelf(&self) -> MutexGuard<'_, BTreeMap<String, Book>> {
        self.shelf.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
