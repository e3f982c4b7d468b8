//! Shows a category and the way up to its root.

use apic_runtime::{ApiError, RequestContext};

use crate::api::types::{CategoryTrail, IdReq};
use crate::shop::Shop;
use crate::state::AppState;

/// Shows a category and the way up to its root.
pub async fn get(
    state: &AppState,
    _ctx: &RequestContext,
    req: IdReq,
) -> Result<CategoryTrail, ApiError> {
    trail(&state.shop(), req.id)
}

/// Ends, since `update` lets no category move below itself.
fn trail(shop: &Shop, id: i64) -> Result<CategoryTrail, ApiError> {
    let category = shop.category(id)?;
    // A parent that had to go for newer ones ends the way.
    let parent = category
        .parent_id
        .filter(|parent| shop.categories.contains_key(parent))
        .map(|parent| trail(shop, parent))
        .transpose()?;
    Ok(CategoryTrail {
        id,
        name: category.name.clone(),
        parent: parent.map(Box::new),
    })
}
