//! Searches the products on sale.

use apic_runtime::{ApiError, RequestContext};

use crate::api::types::{ProductStatus, ProductSummary, SearchReq};
use crate::logic::catalog::product::list::{contains, summary};
use crate::state::AppState;

/// Searches the products on sale.
pub async fn search(
    state: &AppState,
    _ctx: &RequestContext,
    req: SearchReq,
) -> Result<Vec<ProductSummary>, ApiError> {
    let shop = state.shop();
    let on_sale = shop
        .articles
        .values()
        .map(|article| &article.product)
        .filter(|product| product.status == ProductStatus::Active);
    Ok(on_sale
        .filter(|product| contains(&product.name, &req.query))
        .take(req.limit as usize)
        .map(summary)
        .collect())
}
