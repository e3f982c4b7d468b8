//! Shows where the pieces of a product lie.

use apic_runtime::{ApiError, RequestContext};

use crate::api::types::{SkuReq, Stock};
use crate::shop::Shop;
use crate::state::AppState;

/// Shows where the pieces of a product lie.
pub async fn get(state: &AppState, _ctx: &RequestContext, req: SkuReq) -> Result<Stock, ApiError> {
    let shop = state.shop();
    shop.article(&req.sku)?;
    Ok(stock(&shop, &req.sku))
}

/// The pieces of one product.
pub fn stock(shop: &Shop, sku: &str) -> Stock {
    let warehouses = shop.stock.get(sku).cloned().unwrap_or_default();
    Stock {
        sku: sku.to_string(),
        total: shop.pieces(sku),
        warehouses,
    }
}
