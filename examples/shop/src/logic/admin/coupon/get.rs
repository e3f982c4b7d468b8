//! Shows a coupon.

use apic_runtime::{ApiError, RequestContext};

use crate::api::types::{CodeReq, Coupon};
use crate::state::AppState;

/// Shows a coupon.
pub async fn get(
    state: &AppState,
    _ctx: &RequestContext,
    req: CodeReq,
) -> Result<Coupon, ApiError> {
    Ok(state.shop().coupon(&req.code)?.clone())
}
