//! Adds a product.

use std::collections::BTreeMap;

use apic_runtime::{ApiError, RequestContext, TextEnum};

use crate::api::types::{Dimensions, Product, ProductInput};
use crate::refusals::conflict;
use crate::shop::Article;
use crate::state::AppState;

/// Adds a product.
pub async fn create(
    state: &AppState,
    _ctx: &RequestContext,
    req: ProductInput,
) -> Result<Product, ApiError> {
    let mut shop = state.shop();
    if shop.articles.contains_key(&req.sku) {
        return Err(conflict(
            "sku_taken",
            format!("there is a product {} already", req.sku),
        ));
    }
    for id in req.category_ids.iter().flatten() {
        shop.category(*id)?;
    }
    let product = product(req, 1);
    let prices = BTreeMap::from([(
        product.price.currency.as_str().to_string(),
        product.price.clone(),
    )]);
    let article = Article {
        product: product.clone(),
        added: shop.next_id(),
        prices,
    };
    shop.add(article);
    Ok(product)
}

/// What was sent, complete.
pub fn product(input: ProductInput, revision: u64) -> Product {
    let size = input.size.map(|size| Dimensions {
        width: size.width,
        height: size.height,
        depth: size.depth,
        weight: size.weight.unwrap_or_default(),
    });
    Product {
        sku: input.sku,
        name: input.name,
        price: input.price,
        status: input.status,
        tax_class: input.tax_class,
        category_ids: input.category_ids.unwrap_or_default(),
        tags: input.tags.unwrap_or_default(),
        attributes: input.attributes.unwrap_or_default(),
        size,
        note: input.note,
        revision,
    }
}
