//! Takes a product out of the catalog.

use apic_runtime::{ApiError, RequestContext};

use crate::api::types::SkuReq;
use crate::state::AppState;

/// Takes a product out of the catalog.
pub async fn remove(state: &AppState, _ctx: &RequestContext, req: SkuReq) -> Result<(), ApiError> {
    let mut shop = state.shop();
    shop.article(&req.sku)?;
    shop.articles.remove(&req.sku);
    shop.forget(&req.sku);
    Ok(())
}
