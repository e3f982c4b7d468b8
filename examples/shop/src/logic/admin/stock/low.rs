//! Lists products that run out.

use apic_runtime::{ApiError, RequestContext};

use crate::api::types::{LowStockReq, Stock};
use crate::logic::admin::stock::get::stock;
use crate::state::AppState;

/// Lists products that run out.
pub async fn low(
    state: &AppState,
    _ctx: &RequestContext,
    req: LowStockReq,
) -> Result<Vec<Stock>, ApiError> {
    let shop = state.shop();
    let counted = |stock: &Stock| match &req.warehouses {
        None => stock.total,
        Some(names) => names
            .iter()
            .filter_map(|name| stock.warehouses.get(name))
            .map(|pieces| i64::from(*pieces))
            .sum(),
    };
    let all = shop.articles.keys().map(|sku| stock(&shop, sku));
    Ok(all
        .filter(|stock| counted(stock) < i64::from(req.below))
        .collect())
}
