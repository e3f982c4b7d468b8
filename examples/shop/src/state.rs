//! What the handlers share: the shop, behind one lock.

use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::shop::Shop;

/// Made once at the start; every handler gets a reference to it.
#[derive(Debug, Default)]
pub struct AppState {
    shop: Mutex<Shop>,
}

impl AppState {
    /// The shop. No handler awaits anything while it holds it, and one that panicked left whole tables behind.
    pub fn shop(&self) -> MutexGuard<'_, Shop> {
        self.shop.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
