//! Adds a category with those below it.

use apic_runtime::{ApiError, RequestContext};

use crate::api::types::{Category, CategoryDraft, CategoryNode, CreateCategoryReq};
use crate::clock;
use crate::shop::Shop;
use crate::state::AppState;

/// Adds a category with those below it.
pub async fn create(
    state: &AppState,
    _ctx: &RequestContext,
    req: CreateCategoryReq,
) -> Result<CategoryNode, ApiError> {
    let mut shop = state.shop();
    if let Some(parent) = req.parent_id {
        shop.category(parent)?;
    }
    let draft = CategoryDraft {
        name: req.name,
        children: req.children,
    };
    shop.has_room(size(&draft))?;
    let id = add_tree(&mut shop, req.parent_id, draft);
    Ok(shop.node(shop.category(id)?, u8::MAX))
}

/// Adds a draft and all that it holds; the number of its root comes back.
pub fn add_tree(shop: &mut Shop, parent_id: Option<i64>, draft: CategoryDraft) -> i64 {
    let (id, now) = (shop.next_id(), clock::now());
    let category = Category {
        created_at: now.clone(),
        updated_at: now,
        revision: 1,
        id,
        name: draft.name,
        parent_id,
    };
    shop.categories.insert(id, category);
    for child in draft.children.unwrap_or_default() {
        add_tree(shop, Some(id), child);
    }
    id
}

/// How many categories a draft holds.
pub fn size(draft: &CategoryDraft) -> usize {
    1 + draft.children.iter().flatten().map(size).sum::<usize>()
}
