//! What the handlers share: the shop, behind one lock, and who works in it.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::shop::Shop;
use crate::staff::Staff;

/// Made once at the start; every handler gets a reference to it. Copies are the same shop.
#[derive(Clone, Debug)]
pub struct AppState(Arc<Shared>);

#[derive(Debug)]
struct Shared {
    shop: Mutex<Shop>,
    staff: Staff,
}

impl AppState {
    /// `keep` is how many entries of a kind the shop keeps.
    pub fn new(staff: Staff, keep: usize) -> Self {
        let shop = Mutex::new(Shop::new(keep));
        Self(Arc::new(Shared { shop, staff }))
    }

    /// The shop. No handler awaits anything while it holds it, and one that panicked left whole tables behind.
    pub fn shop(&self) -> MutexGuard<'_, Shop> {
        self.0.shop.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub fn staff(&self) -> &Staff {
        &self.0.staff
    }

    /// An empty shop in which `mei` is a manager and `tom` a clerk.
    #[cfg(test)]
    pub fn for_test() -> Self {
        use crate::api::types::ClerkRole;
        use crate::staff::{Member, StaffConfig};

        let members = vec![
            Member::new("mei", ClerkRole::Manager, "green tea"),
            Member::new("tom", ClerkRole::Clerk, "black tea"),
        ];
        let session = std::time::Duration::from_secs(60);
        let guard = apic_runtime::Guard::new("a secret of the unit tests, and long enough");
        Self::new(
            Staff::new(StaffConfig { members, session }, Arc::new(guard)),
            100,
        )
    }
}
