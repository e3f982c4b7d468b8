//! Reads the notes on an order.

use apic_runtime::{ApiError, RequestContext};

use crate::api::types::{IdReq, OrderNote};
use crate::state::AppState;

/// Reads the notes on an order.
pub async fn notes(
    state: &AppState,
    _ctx: &RequestContext,
    req: IdReq,
) -> Result<Vec<OrderNote>, ApiError> {
    Ok(state.shop().sale(req.id)?.order.notes.clone())
}
