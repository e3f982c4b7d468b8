//! Adds many trees at once.

use apic_runtime::{ApiError, RequestContext};

use crate::api::types::{CategoryDraft, CategoryNode};
use crate::logic::catalog::category::create::{add_tree, size};
use crate::state::AppState;

/// Adds many trees at once.
pub async fn import_trees(
    state: &AppState,
    _ctx: &RequestContext,
    req: Vec<CategoryDraft>,
) -> Result<Vec<CategoryNode>, ApiError> {
    let mut shop = state.shop();
    shop.has_room(req.iter().map(size).sum())?;
    let roots: Vec<_> = req
        .into_iter()
        .map(|draft| add_tree(&mut shop, None, draft))
        .collect();
    roots
        .into_iter()
        .map(|root| Ok(shop.node(shop.category(root)?, u8::MAX)))
        .collect()
}
