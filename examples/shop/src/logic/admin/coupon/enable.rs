//! Switches a coupon on or off.

use apic_runtime::{ApiError, RequestContext};

use crate::api::types::{Coupon, EnableCouponReq};
use crate::state::AppState;

/// Switches a coupon on or off.
pub async fn enable(
    state: &AppState,
    _ctx: &RequestContext,
    req: EnableCouponReq,
) -> Result<Coupon, ApiError> {
    let mut shop = state.shop();
    let coupon = shop.coupon_mut(&req.code)?;
    coupon.enabled = req.enabled;
    Ok(coupon.clone())
}
