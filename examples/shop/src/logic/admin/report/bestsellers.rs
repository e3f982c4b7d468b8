//! Lists the products that sell best.

use std::collections::BTreeMap;

use apic_runtime::{ApiError, RequestContext};

use crate::api::types::{OrderStatus, ProductSummary};
use crate::logic::catalog::product::list::summary;
use crate::state::AppState;

/// Lists the products that sell best.
pub async fn bestsellers(
    state: &AppState,
    _ctx: &RequestContext,
) -> Result<Vec<ProductSummary>, ApiError> {
    let shop = state.shop();
    let mut sold: BTreeMap<&str, u32> = BTreeMap::new();
    for order in shop
        .orders
        .values()
        .map(|sale| &sale.order)
        .filter(|order| order.status != OrderStatus::Cancelled)
    {
        for line in &order.lines {
            *sold.entry(&line.sku).or_default() += line.quantity;
        }
    }
    let mut best: Vec<_> = sold.into_iter().collect();
    best.sort_by_key(|(sku, pieces)| (std::cmp::Reverse(*pieces), *sku));
    Ok(best
        .iter()
        .filter_map(|(sku, _)| shop.articles.get(*sku))
        .map(|article| summary(&article.product))
        .collect())
}
