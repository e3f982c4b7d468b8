//! Shows the tree of categories.

use apic_runtime::{ApiError, RequestContext};

use crate::api::types::{CategoryNode, CategoryTreeReq};
use crate::state::AppState;

/// Shows the tree of categories.
pub async fn tree(
    state: &AppState,
    _ctx: &RequestContext,
    req: CategoryTreeReq,
) -> Result<Vec<CategoryNode>, ApiError> {
    let shop = state.shop();
    Ok(shop
        .children(None)
        .map(|root| shop.node(root, req.depth - 1))
        .collect())
}
