//! Forgets a customer without orders.

use apic_runtime::{ApiError, RequestContext};

use crate::api::types::IdReq;
use crate::refusals::conflict;
use crate::state::AppState;

/// Forgets a customer without orders.
pub async fn remove(state: &AppState, _ctx: &RequestContext, req: IdReq) -> Result<(), ApiError> {
    let mut shop = state.shop();
    shop.customer(req.id)?;
    if shop
        .orders
        .values()
        .any(|sale| sale.order.customer_id == req.id)
    {
        return Err(conflict(
            "has_orders",
            "the customer has orders; merge them into another customer first",
        ));
    }
    shop.customers.remove(&req.id);
    Ok(())
}
