//! Renames or moves a category.

use apic_runtime::{ApiError, RequestContext};

use crate::api::types::{Category, UpdateCategoryReq};
use crate::clock;
use crate::refusals::{conflict, not_found};
use crate::state::AppState;

/// Renames or moves a category.
pub async fn update(
    state: &AppState,
    _ctx: &RequestContext,
    req: UpdateCategoryReq,
) -> Result<Category, ApiError> {
    let mut shop = state.shop();
    let mut above = req.parent_id;
    while let Some(id) = above {
        if id == req.id {
            return Err(conflict(
                "below_itself",
                "a category cannot lie below itself",
            ));
        }
        above = shop.categories.get(&id).and_then(|above| above.parent_id);
    }
    shop.category(req.id)?;
    if let Some(parent) = req.parent_id {
        shop.category(parent)?;
    }
    let category = shop
        .categories
        .get_mut(&req.id)
        .ok_or_else(|| not_found("such category"))?;
    category.name = req.name.unwrap_or_else(|| category.name.clone());
    category.parent_id = req.parent_id.or(category.parent_id);
    category.updated_at = clock::now();
    category.revision += 1;
    Ok(category.clone())
}
