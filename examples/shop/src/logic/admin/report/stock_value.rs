//! Says what the stock is worth, in euros.

use apic_runtime::{ApiError, RequestContext};

use crate::state::AppState;

/// Says what the stock is worth, in euros.
pub async fn stock_value(state: &AppState, _ctx: &RequestContext) -> Result<f64, ApiError> {
    let shop = state.shop();
    let cents: i64 = shop
        .articles
        .iter()
        .filter_map(|(sku, article)| {
            article
                .prices
                .get("EUR")
                .map(|price| price.amount * shop.pieces(sku))
        })
        .sum();
    Ok(cents as f64 / 100.0)
}
