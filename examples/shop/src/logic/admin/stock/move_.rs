//! Takes pieces in, or moves them between warehouses.

use apic_runtime::{ApiError, RequestContext};

use crate::api::types::{MoveStockReq, Stock};
use crate::logic::admin::stock::get::stock;
use crate::refusals::conflict;
use crate::shop::PIECES;
use crate::state::AppState;

/// Takes pieces in, or moves them between warehouses.
pub async fn move_(
    state: &AppState,
    _ctx: &RequestContext,
    req: MoveStockReq,
) -> Result<Stock, ApiError> {
    let mut shop = state.shop();
    shop.article(&req.sku)?;
    let shelves = shop.stock.get(&req.sku);
    let pieces = |warehouse: &String| shelves.and_then(|shelves| shelves.get(warehouse)).copied();
    if !PIECES.contains(&(pieces(&req.to).unwrap_or_default() + req.quantity)) {
        return Err(conflict(
            "warehouse_full",
            format!("{} has no room for that", req.to),
        ));
    }
    if let Some(from) = &req.from
        && pieces(from).is_none_or(|pieces| pieces < req.quantity)
    {
        return Err(conflict(
            "out_of_stock",
            format!("there are not enough pieces in {from}"),
        ));
    }
    *shop.shelf(&req.sku, &req.to)? += req.quantity;
    if let Some(from) = &req.from {
        *shop.shelf(&req.sku, from)? -= req.quantity;
    }
    Ok(stock(&shop, &req.sku))
}
