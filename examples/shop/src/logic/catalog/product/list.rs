//! Finds products.

use apic_runtime::{ApiError, RequestContext};

use crate::api::types::{
    ListProductsReq, ListProductsReqSort, Product, ProductPage, ProductSummary,
};
use crate::shop::page;
use crate::state::AppState;

/// Finds products.
pub async fn list(
    state: &AppState,
    _ctx: &RequestContext,
    req: ListProductsReq,
) -> Result<ProductPage, ApiError> {
    let shop = state.shop();
    let mut found: Vec<_> = shop
        .articles
        .values()
        .filter(|article| matches(&article.product, &req))
        .collect();
    match req.sort {
        ListProductsReqSort::Name => found.sort_by(|a, b| a.product.name.cmp(&b.product.name)),
        ListProductsReqSort::Price => found.sort_by_key(|article| article.product.price.amount),
        ListProductsReqSort::Newest => {
            found.sort_by_key(|article| std::cmp::Reverse(article.added))
        }
    }
    if req.descending {
        found.reverse();
    }
    let all = found
        .into_iter()
        .map(|article| summary(&article.product))
        .collect();
    let (total, items) = page(all, req.number, req.size);
    Ok(ProductPage {
        number: req.number,
        size: req.size,
        total,
        items,
    })
}

fn matches(product: &Product, req: &ListProductsReq) -> bool {
    let tags = req
        .tags
        .iter()
        .flatten()
        .all(|tag| product.tags.contains(tag));
    let name = req
        .query
        .as_deref()
        .is_none_or(|query| contains(&product.name, query));
    let category = req
        .category_id
        .is_none_or(|id| product.category_ids.contains(&id));
    let price = product.price.amount;
    tags && name
        && category
        && req.min_price.is_none_or(|min| price >= min)
        && req.max_price.is_none_or(|max| price <= max)
}

/// Whether a text holds another, letter case aside.
pub fn contains(text: &str, part: &str) -> bool {
    text.to_lowercase().contains(&part.to_lowercase())
}

/// The few fields that a list shows.
pub fn summary(product: &Product) -> ProductSummary {
    let Product {
        sku,
        name,
        price,
        tags,
        ..
    } = product.clone();
    ProductSummary {
        sku,
        name,
        price,
        tags,
    }
}
