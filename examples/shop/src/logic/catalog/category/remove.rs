//! Removes a category.

use apic_runtime::{ApiError, RequestContext};

use crate::api::types::RemoveCategoryReq;
use crate::refusals::conflict;
use crate::state::AppState;

/// Removes a category.
pub async fn remove(
    state: &AppState,
    _ctx: &RequestContext,
    req: RemoveCategoryReq,
) -> Result<(), ApiError> {
    let mut shop = state.shop();
    let mut doomed = vec![shop.category(req.id)?.id];
    let mut index = 0;
    while let Some(id) = doomed.get(index).copied() {
        doomed.extend(shop.children(Some(id)).map(|child| child.id));
        index += 1;
    }
    if doomed.len() > 1 && !req.recursive {
        return Err(conflict(
            "category_not_empty",
            "the category has others below it; `recursive=true` removes them, too",
        ));
    }
    shop.categories.retain(|id, _| !doomed.contains(id));
    for article in shop.articles.values_mut() {
        article
            .product
            .category_ids
            .retain(|id| !doomed.contains(id));
    }
    Ok(())
}
