//! Uses a coupon.

use apic_runtime::{ApiError, RequestContext};

use crate::api::types::{ApplyCouponReq, Cart};
use crate::cart::cart;
use crate::refusals::conflict;
use crate::state::AppState;

/// Uses a coupon.
pub async fn apply_coupon(
    state: &AppState,
    _ctx: &RequestContext,
    req: ApplyCouponReq,
) -> Result<Cart, ApiError> {
    let mut shop = state.shop();
    let coupon = shop.coupon(&req.code)?;
    if !coupon.enabled || coupon.max_uses.is_some_and(|limit| coupon.used >= limit) {
        return Err(conflict(
            "coupon_disabled",
            "the coupon cannot be used any more",
        ));
    }
    shop.basket_mut(&req.token)?.coupon = Some(req.code);
    cart(&shop, &req.token)
}
