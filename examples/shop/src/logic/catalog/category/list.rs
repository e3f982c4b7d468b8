//! Lists categories.

use apic_runtime::{ApiError, RequestContext};

use crate::api::types::{Category, ListCategoriesReq};
use crate::shop::page;
use crate::state::AppState;

/// Lists categories.
pub async fn list(
    state: &AppState,
    _ctx: &RequestContext,
    req: ListCategoriesReq,
) -> Result<Vec<Category>, ApiError> {
    let shop = state.shop();
    let wanted =
        |category: &&Category| req.parent_id.is_none() || category.parent_id == req.parent_id;
    let all = shop.categories.values().filter(wanted).cloned().collect();
    Ok(page(all, req.number, req.size).1)
}
