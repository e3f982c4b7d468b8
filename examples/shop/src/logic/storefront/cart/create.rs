//! Starts a cart.

use std::collections::BTreeMap;
use std::hash::{BuildHasher, RandomState};

use apic_runtime::{ApiError, RequestContext};

use crate::api::types::{Cart, CreateCartReq};
use crate::cart::cart;
use crate::logic::catalog::product::set_price::currency;
use crate::shop::Basket;
use crate::state::AppState;

/// Starts a cart.
pub async fn create(
    state: &AppState,
    _ctx: &RequestContext,
    req: CreateCartReq,
) -> Result<Cart, ApiError> {
    let mut shop = state.shop();
    let token = format!("cart-{:x}", RandomState::new().hash_one(shop.next_id()));
    let basket = Basket {
        currency: currency(req.currency),
        quantities: BTreeMap::new(),
        coupon: None,
    };
    shop.baskets.insert(token.clone(), basket);
    cart(&shop, &token)
}
