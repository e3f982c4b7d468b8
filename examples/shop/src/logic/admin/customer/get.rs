//! Shows a customer.

use apic_runtime::{ApiError, RequestContext};

use crate::api::types::{Customer, IdReq};
use crate::state::AppState;

/// Shows a customer.
pub async fn get(
    state: &AppState,
    _ctx: &RequestContext,
    req: IdReq,
) -> Result<Customer, ApiError> {
    Ok(state.shop().customer(req.id)?.clone())
}
