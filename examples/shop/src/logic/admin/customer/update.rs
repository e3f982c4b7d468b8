//! Replaces what a customer tells about themselves.

use apic_runtime::{ApiError, RequestContext};

use crate::api::types::{Customer, UpdateCustomerReq};
use crate::clock;
use crate::state::AppState;

/// Replaces what a customer tells about themselves.
pub async fn update(
    state: &AppState,
    _ctx: &RequestContext,
    req: UpdateCustomerReq,
) -> Result<Customer, ApiError> {
    let mut shop = state.shop();
    let customer = shop.customer_mut(req.id)?;
    customer.email = req.email;
    customer.name = req.name;
    customer.language = req.language;
    customer.birthday = req.birthday;
    customer.newsletter = req.newsletter.unwrap_or_default();
    customer.level = req.level.unwrap_or(customer.level);
    customer.updated_at = clock::now();
    customer.revision += 1;
    Ok(customer.clone())
}
