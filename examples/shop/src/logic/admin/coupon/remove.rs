//! Removes a coupon that nobody used.

use apic_runtime::{ApiError, RequestContext};

use crate::api::types::CodeReq;
use crate::refusals::conflict;
use crate::state::AppState;

/// Removes a coupon that nobody used.
pub async fn remove(state: &AppState, _ctx: &RequestContext, req: CodeReq) -> Result<(), ApiError> {
    let mut shop = state.shop();
    if shop.coupon(&req.code)?.used > 0 {
        return Err(conflict(
            "coupon_used",
            "somebody used the coupon; switch it off instead",
        ));
    }
    shop.coupons.remove(&req.code);
    Ok(())
}
