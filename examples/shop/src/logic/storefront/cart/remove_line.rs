//! Takes a product out of the cart.

use apic_runtime::{ApiError, RequestContext};

use crate::api::types::{Cart, CartLineReq};
use crate::cart::cart;
use crate::refusals::not_found;
use crate::state::AppState;

/// Takes a product out of the cart.
pub async fn remove_line(
    state: &AppState,
    _ctx: &RequestContext,
    req: CartLineReq,
) -> Result<Cart, ApiError> {
    let mut shop = state.shop();
    let removed = shop.basket_mut(&req.token)?.quantities.remove(&req.sku);
    removed.ok_or_else(|| not_found(format_args!("{} in this cart", req.sku)))?;
    cart(&shop, &req.token)
}
