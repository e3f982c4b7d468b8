//! Shows an order.

use apic_runtime::{ApiError, RequestContext};

use crate::api::types::{IdReq, Order};
use crate::state::AppState;

/// Shows an order.
pub async fn get(state: &AppState, _ctx: &RequestContext, req: IdReq) -> Result<Order, ApiError> {
    Ok(state.shop().sale(req.id)?.order.clone())
}
