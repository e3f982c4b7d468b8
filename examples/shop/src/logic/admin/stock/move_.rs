//! Takes pieces in, or moves them between warehouses.

use apic_runtime::{ApiError, RequestContext};

use crate::api::types::{MoveStockReq, Stock};
use crate::logic::admin::stock::get::stock;
use crate::refusals::conflict;
use crate::state::AppState;

/// Takes pieces in, or moves them between warehouses.
pub async fn move_(
    state: &AppState,
    _ctx: &RequestContext,
    req: MoveStockReq,
) -> Result<Stock, ApiError> {
    let mut shop = state.shop();
    shop.article(&req.sku)?;
    let shelves = shop.stock.entry(req.sku.clone()).or_default();
    if let Some(from) = &req.from {
        let pieces = shelves
            .get_mut(from)
            .filter(|pieces| **pieces >= req.quantity);
        let pieces = pieces.ok_or_else(|| {
            conflict(
                "out_of_stock",
                format!("there are not enough pieces in {from}"),
            )
        })?;
        *pieces -= req.quantity;
    }
    *shelves.entry(req.to).or_default() += req.quantity;
    Ok(stock(&shop, &req.sku))
}
