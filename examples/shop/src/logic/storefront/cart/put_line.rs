//! Puts a product into the cart, or changes how many of it.

use apic_runtime::{ApiError, RequestContext, TextEnum};

use crate::api::types::{Cart, ProductStatus, PutLineReq};
use crate::cart::cart;
use crate::refusals::conflict;
use crate::state::AppState;

/// Puts a product into the cart, or changes how many of it.
pub async fn put_line(
    state: &AppState,
    _ctx: &RequestContext,
    req: PutLineReq,
) -> Result<Cart, ApiError> {
    let mut shop = state.shop();
    let article = shop.article(&req.sku)?;
    if article.product.status != ProductStatus::Active {
        return Err(conflict(
            "not_on_sale",
            format!("{} is not on sale", req.sku),
        ));
    }
    let currency = shop.basket(&req.token)?.currency;
    if !article.prices.contains_key(currency.as_str()) {
        return Err(conflict(
            "no_price",
            format!("{} has no price in {}", req.sku, currency.as_str()),
        ));
    }
    shop.basket_mut(&req.token)?
        .quantities
        .insert(req.sku, req.quantity);
    cart(&shop, &req.token)
}
