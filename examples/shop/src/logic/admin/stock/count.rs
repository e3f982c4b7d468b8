//! Books what a stocktaking found.

use apic_runtime::{ApiError, RequestContext, StatusCode};

use crate::api::types::{CountStockReq, StockDifference};
use crate::shop::PIECES;
use crate::state::AppState;

/// Books what a stocktaking found.
pub async fn count(
    state: &AppState,
    _ctx: &RequestContext,
    req: CountStockReq,
) -> Result<Vec<StockDifference>, ApiError> {
    let mut shop = state.shop();
    for sku in req.counted.values().flat_map(|shelves| shelves.keys()) {
        shop.article(sku)?;
    }
    for shelves in req.counted.values() {
        if let Some(pieces) = shelves.values().find(|pieces| !PIECES.contains(pieces)) {
            return Err(ApiError::new(
                StatusCode::UNPROCESSABLE_ENTITY,
                "impossible_count",
                format!("nobody can have counted {pieces} pieces"),
            ));
        }
    }
    for (warehouse, shelves) in &req.counted {
        for sku in shelves.keys() {
            shop.shelf(sku, warehouse)?;
        }
    }
    let mut differences = Vec::new();
    for (warehouse, shelves) in req.counted {
        for (sku, counted) in shelves {
            let booked = std::mem::replace(shop.shelf(&sku, &warehouse)?, counted);
            if booked != counted {
                differences.push(StockDifference {
                    warehouse: warehouse.clone(),
                    sku,
                    booked,
                    counted,
                });
            }
        }
    }
    shop.write(format!(
        "{} found {} differences.",
        req.clerk,
        differences.len()
    ));
    Ok(differences)
}
