//! Books what a stocktaking found.

use apic_runtime::{ApiError, RequestContext};

use crate::api::types::{CountStockReq, StockDifference};
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
    let mut differences = Vec::new();
    for (warehouse, shelves) in req.counted {
        for (sku, counted) in shelves {
            let booked = shop
                .stock
                .entry(sku.clone())
                .or_default()
                .insert(warehouse.clone(), counted)
                .unwrap_or_default();
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
    shop.letters.push(format!(
        "{} found {} differences.",
        req.clerk,
        differences.len()
    ));
    Ok(differences)
}
