//! Adds a coupon.

use apic_runtime::{ApiError, RequestContext};

use crate::api::types::{Coupon, CouponInput};
use crate::refusals::conflict;
use crate::state::AppState;

/// Adds a coupon.
pub async fn create(
    state: &AppState,
    _ctx: &RequestContext,
    req: CouponInput,
) -> Result<Coupon, ApiError> {
    let mut shop = state.shop();
    if shop.coupons.contains_key(&req.code) {
        return Err(conflict(
            "code_taken",
            format!("there is a coupon {} already", req.code),
        ));
    }
    let CouponInput {
        code,
        percent,
        skus,
        max_uses,
        used,
        enabled,
    } = req;
    let coupon = Coupon {
        code,
        percent,
        skus: skus.unwrap_or_default(),
        max_uses,
        used,
        enabled,
    };
    shop.coupons.insert(coupon.code.clone(), coupon.clone());
    Ok(coupon)
}
