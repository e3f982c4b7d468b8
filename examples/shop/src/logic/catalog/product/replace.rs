//! Replaces a product.

use apic_runtime::{ApiError, RequestContext, TextEnum};

use crate::api::types::{Product, ReplaceProductReq};
use crate::logic::catalog::product::create::product;
use crate::refusals::conflict;
use crate::state::AppState;

/// Replaces a product.
pub async fn replace(
    state: &AppState,
    _ctx: &RequestContext,
    req: ReplaceProductReq,
) -> Result<Product, ApiError> {
    let mut shop = state.shop();
    let article = shop.article_mut(&req.sku)?;
    if req.product.sku != req.sku {
        return Err(conflict(
            "sku_differs",
            "a product keeps its stock keeping unit",
        ));
    }
    if req.product.revision != article.product.revision && !req.force {
        return Err(conflict(
            "revision_conflict",
            "the product changed meanwhile",
        ));
    }
    let revision = article.product.revision + 1;
    article.product = product(req.product, revision);
    article.prices.insert(
        article.product.price.currency.as_str().to_string(),
        article.product.price.clone(),
    );
    Ok(article.product.clone())
}
