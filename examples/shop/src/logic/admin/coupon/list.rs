//! Lists coupons.

use apic_runtime::{ApiError, RequestContext};

use crate::api::types::{Coupon, ListCouponsReq};
use crate::shop::page;
use crate::state::AppState;

/// Lists coupons.
pub async fn list(
    state: &AppState,
    _ctx: &RequestContext,
    req: ListCouponsReq,
) -> Result<Vec<Coupon>, ApiError> {
    let shop = state.shop();
    let all = shop
        .coupons
        .values()
        .filter(|coupon| req.enabled.is_none_or(|enabled| coupon.enabled == enabled));
    Ok(page(all.cloned().collect(), req.number, req.size).1)
}
