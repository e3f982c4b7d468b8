//! Changes some fields of a product.

use apic_runtime::{ApiError, RequestContext, StatusCode, TextEnum};

use crate::api::types::{Product, ProductStatus, UpdateProductReq};
use crate::state::AppState;

/// Changes some fields of a product.
pub async fn update(
    state: &AppState,
    _ctx: &RequestContext,
    req: UpdateProductReq,
) -> Result<Product, ApiError> {
    let mut shop = state.shop();
    let product = &mut shop.article_mut(&req.sku)?.product;
    if req.revision != product.revision {
        return Err(ApiError::new(
            StatusCode::PRECONDITION_FAILED,
            "revision_conflict",
            "the product changed meanwhile",
        ));
    }
    if let Some(status) = req.status {
        product.status = ProductStatus::from_wire(status.as_str()).unwrap_or(product.status);
    }
    product.name = req.name.unwrap_or_else(|| product.name.clone());
    product.tags = req.tags.unwrap_or_else(|| product.tags.clone());
    product.attributes = req.attributes.unwrap_or_else(|| product.attributes.clone());
    product.note = req.note.or_else(|| product.note.clone());
    product.revision += 1;
    Ok(product.clone())
}
