//! Replaces the tags of several products.

use std::collections::BTreeMap;

use apic_runtime::{ApiError, RequestContext};

use crate::state::AppState;

/// Replaces the tags of several products.
pub async fn retag(
    state: &AppState,
    _ctx: &RequestContext,
    req: BTreeMap<String, Vec<String>>,
) -> Result<BTreeMap<String, Vec<String>>, ApiError> {
    let mut shop = state.shop();
    for sku in req.keys() {
        shop.article(sku)?;
    }
    for (sku, tags) in &req {
        shop.article_mut(sku)?.product.tags = tags.clone();
    }
    Ok(req)
}
