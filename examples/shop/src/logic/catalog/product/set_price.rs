//! Sets the price in one currency.

use std::collections::BTreeMap;

use apic_runtime::{ApiError, RequestContext, TextEnum};

use crate::api::types::{Money, MoneyCurrency, SetPriceReq};
use crate::state::AppState;

/// Sets the price in one currency.
pub async fn set_price(
    state: &AppState,
    _ctx: &RequestContext,
    req: SetPriceReq,
) -> Result<BTreeMap<String, Money>, ApiError> {
    let mut shop = state.shop();
    let article = shop.article_mut(&req.sku)?;
    let price = Money {
        amount: req.amount,
        currency: currency(req.currency),
    };
    if article.product.price.currency == price.currency {
        article.product.price = price.clone();
    }
    article
        .prices
        .insert(req.currency.as_str().to_string(), price);
    Ok(article.prices.clone())
}

/// Each request type lists the currencies for itself; here they meet.
pub fn currency(listed: impl TextEnum) -> MoneyCurrency {
    MoneyCurrency::from_wire(listed.as_str()).unwrap_or(MoneyCurrency::Eur)
}
